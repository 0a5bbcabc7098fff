"""Whether a published draw is what it claims to be: recomputed from its file alone. Pure."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from queueing import drawing
from queueing.drawing import Published

TOGETHER = (  # where the first is said, the second is too
    ("list_hash", "numbers"),
    ("numbers", "list_hash"),
    ("seed", "order"),
    ("order", "seed"),
    ("seed", "numbers"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which field, and in which of its entries (from 1; 0 is none)."""

    field: str
    says: str
    entry: int = 0


def verify(text: str, seed_hash: str | None = None, list_hash: str | None = None) -> list[str]:
    """Return a sentence for each fault of the file, with its line; none where everything fits.

    A draw that is not over is judged as far as it has come. The hashes, where given, are those that somebody
    noted while they were news: a file can be consistent and yet not be the one that was announced.
    """
    try:
        said = Published.model_validate(json.loads(text, object_pairs_hook=_once))
    except json.JSONDecodeError as error:
        return [f"line {error.lineno}: this is not JSON: {error.msg}"]
    except _Twice as twice:
        return [f"{twice} is said twice"]
    except ValidationError as error:
        return [_sentence(text, each) for each in _misshapen(error)]
    noted = {"seed_hash": seed_hash, "list_hash": list_hash}
    faults = [*_unsaid(said)] or [*_announced(said, noted), *_hashes(said), *_lists(said), *_order(said)]
    return [_sentence(text, each) for each in faults]


class _Twice(Exception):
    """A field is there twice: two readers could read two draws."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            raise _Twice(name)
    return dict(pairs)


def _misshapen(error: ValidationError) -> Iterator[Fault]:
    for each in error.errors():
        field, *entry = each["loc"] or ("the file",)
        yield Fault(str(field), each["msg"], int(entry[0]) + 1 if entry else 0)


def _unsaid(said: Published) -> Iterator[Fault]:
    for there, needed in TOGETHER:
        if getattr(said, there) is not None and getattr(said, needed) is None:
            yield Fault(needed, f"is not said, and {there} is")


def _announced(said: Published, noted: dict[str, str | None]) -> Iterator[Fault]:
    for name, told in noted.items():
        if told is not None and getattr(said, name) != told.strip().lower():
            yield Fault(name, f"is not {told}, which was announced")


def _hashes(said: Published) -> Iterator[Fault]:
    if said.seed is not None and (found := drawing.seed_hash(said.seed)) != said.seed_hash:
        yield Fault("seed_hash", f"the SHA-256 of the seed is {found}")
    if said.numbers is not None:
        found = drawing.list_hash(said.line, said.opens_at, said.numbers)
        if found != said.list_hash:
            yield Fault("list_hash", f"the SHA-256 of line, opens_at and numbers is {found}")


def _lists(said: Published) -> Iterator[Fault]:
    last = -1
    for entry, number in enumerate(said.numbers or (), start=1):
        if number <= last:
            yield Fault(
                "numbers", f"{number} comes after {last}: they ascend, and none is there twice", entry
            )
        last = number


def _order(said: Published) -> Iterator[Fault]:
    if said.seed is None or said.order is None:
        return
    listed = set(said.numbers or ())
    should = drawing.order(said.seed, listed)
    for entry, number in enumerate(said.order, start=1):
        if number not in listed:
            yield Fault("order", f"{number} is not in the list", entry)
        elif number != (rightly := should[entry - 1] if entry <= len(should) else None):
            yield Fault("order", f"{number} should be {rightly}", entry)
    if len(said.order) != len(should):
        yield Fault("order", f"has {len(said.order)} numbers, and the list {len(should)}")


def _sentence(text: str, fault: Fault) -> str:
    where = f"{fault.field}, place {fault.entry}" if fault.entry else fault.field
    rows = enumerate(text.splitlines(), start=1)
    line = next((number for number, row in rows if row.startswith(f' "{fault.field}":')), None)
    return f"{where}: {fault.says}" if line is None else f"line {line + fault.entry}: {where}: {fault.says}"
