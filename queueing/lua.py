"""The Lua scripts beside this file: each header names its keys and arguments, so that Python passes words.

A key `order:wish_class` ends in the argument `wish_class`; `order:classes...` is one key for each of those,
and the last. An argument `rows...` is as many words as there are. `Parts` are functions of `lua/parts` that
the script calls.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from redis import Redis
from redis.client import Pipeline
from redis.exceptions import NoScriptError

_NAMES = re.compile(r"^-- (KEYS|ARGV|Parts)\s+(.*)$", re.MULTILINE)
MANY = "..."
Word = str | int
Value = Word | Sequence[Word]


@dataclass(frozen=True, slots=True)
class Script:
    """One transition of the line."""

    name: str
    keys: tuple[str, ...]
    args: tuple[str, ...]
    body: str
    sha: str
    takes: frozenset[str]  # the names of all that has to be given: words, and ends of keys


@cache
def scripts() -> dict[str, Script]:
    """Read every script once."""
    folder = files("queueing") / "lua"
    found = [_read(each.name, each.read_text()) for each in folder.iterdir() if each.name.endswith(".lua")]
    return {script.name: script for script in found}


def key(line: str, part: str) -> str:
    """Name a key of a line; all of them share one hash tag."""
    return f"line:{{{line}}}:{part}"


def run(redis: Redis, line: str, name: str, **given: Value) -> object:
    """Run one script on the keys of one line."""
    script = scripts()[name]
    keys, words = _words(script, line, given)
    try:
        return redis.evalsha(script.sha, len(keys), *keys, *words)
    except NoScriptError:
        return redis.eval(script.body, len(keys), *keys, *words)


def run_all(redis: Redis, line: str, asked: Mapping[str, Mapping[str, Value]]) -> list[object]:
    """Run several scripts, each by its name, on the keys of one line, and wait for them once."""
    with redis.pipeline(transaction=False) as pipe:
        for name, given in asked.items():
            script = scripts()[name]
            keys, words = _words(script, line, given)
            pipe.evalsha(script.sha, len(keys), *keys, *words)
        try:
            return list(pipe.execute())
        except NoScriptError:  # some may have run by now: each is harmless when it is run twice
            return [run(redis, line, name, **given) for name, given in asked.items()]


def queue(pipe: Pipeline, line: str, name: str, **given: Value) -> None:
    """Let a pipeline run a script."""
    script = scripts()[name]
    keys, words = _words(script, line, given)
    pipe.eval(script.body, len(keys), *keys, *words)


def _words(script: Script, line: str, given: Mapping[str, Value]) -> tuple[list[str], list[Word]]:
    if given.keys() != script.takes:
        raise TypeError(f"{script.name}.lua takes {sorted(script.takes)}, not {sorted(given)}")
    keys = [key(line, part) for name in script.keys for part in _parts(name, given)]
    return keys, [word for name in script.args for word in _each(given[name.removesuffix(MANY)])]


def _parts(name: str, given: Mapping[str, Value]) -> Iterator[str]:
    kind, ends, end = name.partition(":")
    if not ends:
        yield kind
        return
    for each in _each(given[end.removesuffix(MANY)]):
        yield f"{kind}:{each}"


def _each(value: Value) -> Iterable[Word]:
    return (value,) if isinstance(value, str | int) else value


def _read(filename: str, body: str) -> Script:
    names = {kind: tuple(words.split()) for kind, words in _NAMES.findall(body)}
    folder = files("queueing") / "lua" / "parts"
    whole = "".join([(folder / f"{part}.lua").read_text() for part in names.get("Parts", ())] + [body])
    sha = hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()
    keys, args = names["KEYS"], names.get("ARGV", ())
    ends = (part.partition(":")[2] for part in keys)
    takes = frozenset(name.removesuffix(MANY) for name in (*args, *ends) if name)
    return Script(filename.removesuffix(".lua"), keys, args, whole, sha, takes)
