"""Silence: a call that we ended without words, an error without a next step, a call that nothing leads on."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger
from scripts.mornings.judge.network import Line, Network

QUIET = timedelta(minutes=5)  # no document of ours is as long
ENDS = {"hangup", "nothing"}


def without_words(_: Ledger, seen: Network) -> Iterator[Finding]:
    """Find calls that the hotline ended with nothing said, or the network for want of an answer."""
    picked_up = {line["call"] for line in seen.of("picked-up")}
    for call, end in seen.hung_up.items():
        if call in seen.of_agents:
            continue  # their screen says why
        lines = seen.of_calls.get(call, [])
        if end["by"] == "network":
            yield Finding("silence", "the network had no answer, and ended the call", _rows(end, lines))
        if (
            end["by"] == "hotline"
            and (lines or call in picked_up)
            and not any(each["words"] for each in lines[-2:])
        ):
            yield Finding("silence", "a call was ended by us without words", _rows(end, lines))


def errors(_: Ledger, seen: Network) -> Iterator[Finding]:
    """Find errors that were said without a next step."""
    for line in seen.said("error"):
        if line["then"] in ENDS:
            yield Finding("silence", "an error was said without a next step", _rows(line, [line]))


def forgotten(_: Ledger, seen: Network) -> Iterator[Finding]:
    """Find calls that are up when the morning ends, and have heard nothing new for long."""
    for call, lines in seen.of_calls.items():
        last = lines[-1]
        if call not in seen.hung_up and last["then"] != "dial" and last["at"] < seen.ends - QUIET:
            yield Finding("silence", "a call is up, and nothing leads it on", _rows(last, lines))


def _rows(line: Line, lines: list[Line]) -> dict[str, object]:
    heard = [
        {"at": each["at"].isoformat(), "said": each["said"], "then": each["then"]} for each in lines[-2:]
    ]
    return {"call": line["call"], "at": line["at"], "last": heard}


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (without_words, errors, forgotten)
