"""How things look in words: the filters and the common pieces that templates use."""

from collections.abc import Iterable
from datetime import date, datetime
from math import ceil

import phonenumbers
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Flask
from flask_login import current_user

from agents import tongue
from agents.abilities import LANGUAGES, in_words
from agents.outcomes import outcome
from agents.roles import BOARD, DESK
from agents.services import here
from agents.state_words import BREAKS, KEYS, STATES
from agents.states import named
from agents.tongue import _
from booking_core import Person, last_two

CHANNELS = {"phone": "touch-tone", "agent": "an agent", "callback": "callback"}
DAY_AND_HOUR = {"en": "EEE d MMM, h:mm a", "fr": "EEE d MMM, HH 'h' mm"}
ROOMS = (
    ("desk.page", "Desk", DESK),
    ("search.page", "Bookings", DESK),
    ("board.page", "Board", BOARD),
)


def dress(app: Flask) -> None:
    """Give templates their words."""
    tongue.dress(app)
    app.add_template_global(rooms)
    app.add_template_global(now_ms)
    app.add_template_global(works_at_a_desk)
    app.jinja_env.globals |= {"states": STATES, "in_words": serves, "spoken": LANGUAGES}
    app.jinja_env.globals |= {"pauses": pauses, "acts": acts}
    app.jinja_env.globals |= {"breaks": BREAKS, "keys": KEYS, "named": named}
    times = (
        day,
        short_day,
        full_day,
        full_date,
        day_and_hour,
        hour,
        birth,
        births,
        written,
        seconds,
        minutes,
        road,
        decimal,
    )
    for word in (*times, seconds_left, grouped, language, telephone, national, last_two, outcome):
        app.add_template_filter(word)


def serves(languages: Iterable[str], skills: Iterable[str]) -> str:
    """Write whom somebody serves, or what somebody asks for."""
    return in_words(languages, skills, _)


def read_all(app: Flask) -> None:
    """Compile every page and read every language now, before anybody waits for the first of them."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    for each in tongue.TONGUES:
        tongue.catalogue(each)


def rooms() -> list[tuple[str, str]]:
    """Return the pages that this person may open."""
    return [(endpoint, words) for endpoint, words, roles in ROOMS if current_user.account.role in roles]


def works_at_a_desk() -> bool:
    """Tell whether whoever reads may have a desk, so that their screen is to say that it is there."""
    return bool(current_user.is_authenticated and current_user.account.role in DESK)


def pauses() -> dict[str, str]:
    """Return what callers hear of a pause, in a few words."""
    return {
        "technical": _("a technical difficulty"),
        "emergency": _("an interruption of our work"),
        "supply": _("more appointments are on their way"),
    }


def acts() -> dict[str, str]:
    """Return what each lever did, as it is listed."""
    return {
        "pause": _("paused the line"),
        "open": _("opened the line again"),
        "close": _("closed the line for today"),
        "announce": _("put up an announcement"),
        "take_down": _("took the announcement down"),
        "callbacks_off": _("stopped offering callbacks"),
        "callbacks_on": _("offered callbacks again"),
    }


def now_ms() -> int:
    return int(here().now().timestamp() * 1000)


def seconds(instant: datetime) -> int:
    """Write an instant as the page's own clock counts it."""
    return int(instant.timestamp())


def seconds_left(until: datetime) -> int:
    """Say how many seconds are left, before the page's own clock takes over."""
    return max(0, ceil((until - here().now()).total_seconds()))


def minutes(since: datetime, until: datetime | None = None) -> str:
    """Say how long ago, before the page's own clock takes over; or how long until an instant."""
    whole = max(0, int(((until or here().now()) - since).total_seconds()))
    rest = f"{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{whole // 3600}:{rest}" if whole >= 3600 else rest  # noqa: PLR2004


def day(local: datetime) -> str:
    return format_datetime(local, "EEEE d MMMM y", locale=tongue.locale())


def short_day(local: datetime) -> str:
    return format_datetime(local, "EEE d MMM y", locale=tongue.locale())


def written(kept: str) -> str:
    """Write a moment that was kept as text, with its zone: `2026-11-30T09:15:00-04:00`; or nothing."""
    local = datetime.fromisoformat(kept) if kept else None
    return f"{short_day(local)}, {hour(local)}" if local else ""


def day_and_hour(local: datetime) -> str:
    """Write a moment shortly, with its day."""
    return format_datetime(local, DAY_AND_HOUR[tongue.tongue()], locale=tongue.locale())


def hour(local: datetime) -> str:
    return format_time(local, "short", locale=tongue.locale()).replace(" ", "\u00a0")


def birth(born: date | str) -> str:
    """Write a birth date as people say it; one that was keyed comes as text."""
    try:
        return format_date(date.fromisoformat(str(born)), "d MMMM y", locale=tongue.locale())
    except ValueError:
        return str(born)


def full_day(local: datetime) -> str:
    """Write a day as a letter does, in the order of its language."""
    return format_date(local, "full", locale=tongue.locale())


def full_date(born: date) -> str:
    return format_date(born, "long", locale=tongue.locale())


def decimal(number: float) -> str:
    """Write a number with two decimals, as its language does."""
    return format_decimal(number, "0.00", locale=tongue.locale())


def births(people: Iterable[Person]) -> str:
    """Write the birth dates of several people: `2 May 1931 and 3 June 1933`."""
    return format_list([birth(person.birth_date) for person in people], locale=tongue.locale())


def road(minutes: int) -> str:
    """Write how long a way takes."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}\u00a0h\u00a0{rest:02d}" if hours else f"{rest}\u00a0min"


def grouped(digits: str) -> str:
    """Write eight digits in two groups, as they are read out."""
    return f"{digits[:4]}\u00a0{digits[4:]}"


def telephone(number: str) -> str:
    """Write a number in groups, as people read it out."""
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(phonenumbers.parse(number), international)


def national(number: str) -> str:
    """Write a number as it is dialled in its own country."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number  # of an operator's setting, as it stands there
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


def language(code: str) -> str:
    return _(LANGUAGES.get(code[:2], code))
