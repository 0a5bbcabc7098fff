"""The Lua scripts beside this file: each header names its keys and arguments, so that Python passes words."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from redis import Redis
from redis.client import Pipeline
from redis.exceptions import NoScriptError

_NAMES = re.compile(r"^-- (KEYS|ARGV)\s+(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Script:
    """One transition of the line."""

    name: str
    keys: tuple[str, ...]
    args: tuple[str, ...]
    body: str
    sha: str


@cache
def scripts() -> dict[str, Script]:
    """Read every script once."""
    folder = files("queueing") / "lua"
    found = [_read(each.name, each.read_text()) for each in folder.iterdir() if each.name.endswith(".lua")]
    return {script.name: script for script in found}


def key(line: str, part: str) -> str:
    """Name a key of a line; all of them share one hash tag."""
    return f"line:{{{line}}}:{part}"


def run(redis: Redis, line: str, name: str, **args: str | int) -> object:
    """Run one script on the keys of one line."""
    script = scripts()[name]
    if set(args) != set(script.args):
        raise TypeError(f"{name}.lua takes {script.args}, not {sorted(args)}")
    words = [*(key(line, part) for part in script.keys), *(args[arg] for arg in script.args)]
    try:
        return redis.evalsha(script.sha, len(script.keys), *words)
    except NoScriptError:
        return redis.eval(script.body, len(script.keys), *words)


def queue(pipe: Pipeline, line: str, name: str, values: list[str | int]) -> None:
    """Let a pipeline run a script whose arguments are a list of any length."""
    script = scripts()[name]
    pipe.eval(script.body, len(script.keys), *(key(line, part) for part in script.keys), *values)


def _read(filename: str, body: str) -> Script:
    names = dict(_NAMES.findall(body))
    keys, args = names["KEYS"].split(), names.get("ARGV", "").split()
    sha = hashlib.sha1(body.encode(), usedforsecurity=False).hexdigest()
    return Script(filename.removesuffix(".lua"), tuple(keys), tuple(args), body, sha)
