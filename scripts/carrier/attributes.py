"""How the values of TwiML's attributes are read."""

from __future__ import annotations

import re
from collections.abc import Callable

Read = Callable[[str], object]


def whole(low: int, high: int) -> Callable[[str], int]:
    """Give a number between two others."""

    def read(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return read


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return read


def words_of(*words: str) -> Callable[[str], tuple[str, ...]]:
    """Several of the words, parted by spaces."""

    def read(text: str) -> tuple[str, ...]:
        found = tuple(text.split())
        if not set(found) <= set(words):
            raise ValueError(text)
        return found

    return read


def matching(pattern: str) -> Callable[[str], str]:
    shape = re.compile(pattern)

    def read(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(text)
        return text

    return read


def truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"


def method(text: str) -> str:
    if text.upper() not in {"GET", "POST"}:
        raise ValueError(text)
    return text.upper()


anything = str
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
TONES = r"[0-9A-Da-d#*wW]*"
CALL_EVENTS = words_of("initiated", "ringing", "answered", "completed")
