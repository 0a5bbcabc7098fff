"""The kinds of value that the files share, each read strictly: what could be meant otherwise is refused."""

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, NaiveDatetime

from booking_core.letters import letters
from booking_core.loading.zones import known_zone
from booking_core.sayable import unsayable

SURNAME_LETTERS = 8
EARLIEST, LATEST = 1900, 2199  # years of a plan; at the ends of the calendar a local time may be no instant
LINE_BREAKS = "\r\n"
D = TypeVar("D", bound=date)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", re.ASCII)


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _DAY.fullmatch(value):
        raise ValueError("is no day; write it as 1941-03-01")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is no day of the calendar") from None


def _local(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _LOCAL.fullmatch(value):
        raise ValueError("is no local time; write it as 2021-03-08T09:00, without an offset")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is no day of the calendar, or no time of day") from None


def planned(day: D) -> D:
    """Return a day, or a time, that can be planned for; raises ValueError."""
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"is in no year from {EARLIEST} to {LATEST}")
    return day


def sayable(text: str) -> str:
    """Return a text that a voice can say; raises ValueError."""
    odd = unsayable(text)
    if odd is not None:
        named = "a line break" if odd in LINE_BREAKS else repr(odd)
        raise ValueError(f"has {named}, which no voice can say")
    return text


def _surname(value: str) -> str:
    key = letters(value)[:SURNAME_LETTERS]
    if not key:
        raise ValueError("has no letters")
    return key


Day = Annotated[date, BeforeValidator(_day)]
PlannedDay = Annotated[Day, AfterValidator(planned)]
LocalTime = Annotated[datetime, BeforeValidator(_local), AfterValidator(planned)]
Opening = Annotated[NaiveDatetime, AfterValidator(planned)]
Name = Annotated[str, Field(max_length=120)]
SpokenName = Annotated[Name, AfterValidator(sayable)]
Surname = Annotated[str, AfterValidator(_surname)]  # its first letters, A to Z
Zone = Annotated[str, Field(max_length=64), AfterValidator(known_zone)]
