"""How moments, days, references and numbers are said in each language, as people say them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from babel.dates import format_date

from ivr.spelling import english, english_ordinal, english_year, french, spanish

NOON, EVENING = 12, 18
HOUR = 60  # minutes
WORDS_A_MINUTE, SLOW_RATE = 150, 0.8
SHORT = {"en": "EEE, MMM d, h:mm a", "fr": "EEE d MMM, HH 'h' mm", "es": "EEE d MMM, H:mm"}


def seconds_of(text: str, *, slow: bool = False) -> float:
    """Return how long a text takes to say."""
    return len(text.split()) * 60 / WORDS_A_MINUTE / (SLOW_RATE if slow else 1)


def moment(language: str, local: datetime) -> str:
    """Say a local date and time: Tuesday, March the ninth, at ten thirty in the morning."""
    spoken, clock = day(language, local.date()), clock_time(language, local.time())
    joint = {"en": ", at ", "fr": ", à ", "es": ", a "}[language]
    return spoken + joint + clock


def day(language: str, when: date) -> str:
    """Say a date with its weekday and without its year."""
    if language == "en":
        return f"{format_date(when, 'EEEE, MMMM', 'en')} the {english_ordinal(when.day)}"
    if language == "fr":
        return f"le {format_date(when, 'EEEE', 'fr')} {_french_day(when)}"
    return f"{format_date(when, 'EEEE', 'es')} {_spanish_day(when)}"


def birth_date(language: str, when: date) -> str:
    """Say a date of birth: March the ninth, nineteen thirty-four."""
    if language == "en":
        month = format_date(when, "MMMM", "en")
        return f"{month} the {english_ordinal(when.day)}, {english_year(when.year)}"
    if language == "fr":
        return f"le {_french_day(when)} {french(when.year)}"
    return f"el {_spanish_day(when)} de {spanish(when.year)}"


def clock_time(language: str, when: time) -> str:
    """Say a time of day; twelve is noon, and Spanish brings its article."""
    return {"en": _english_time, "fr": _french_time, "es": _spanish_time}[language](when)


def digits(_language: str, number: str) -> str:
    """Say a reference or a ticket digit by digit, in groups of four: 4 7 1 2, 5 8 3 0."""
    return ", ".join(" ".join(number[at : at + 4]) for at in range(0, len(number), 4))


def phone(_language: str, number: str) -> str:
    """Say a telephone number digit by digit, grouped as people give it: 9 0 2, 5 5 5, 0 1 4 2."""
    groups = (number[:-7], number[-7:-4], number[-4:])
    return ", ".join(" ".join(group.removeprefix("+")) for group in groups if group)


def lot(_language: str, number: str) -> str:
    """Say a registration number digit by digit, in groups of three: 4 1 2, 7 7 3."""
    return ", ".join(" ".join(str(number)[at : at + 3]) for at in range(0, len(str(number)), 3))


def _french_day(when: date) -> str:
    return f"{'premier' if when.day == 1 else french(when.day)} {format_date(when, 'MMMM', 'fr')}"


def _spanish_day(when: date) -> str:
    return f"{'primero' if when.day == 1 else spanish(when.day)} de {format_date(when, 'MMMM', 'es')}"


def _english_time(when: time) -> str:
    if when.minute == 0 and when.hour % NOON == 0:
        return "twelve noon" if when.hour else "midnight"
    hour = english((when.hour - 1) % NOON + 1)
    minutes = "oh " * (0 < when.minute < 10) + english(when.minute) if when.minute else "o'clock"  # noqa: PLR2004
    part = "in the morning" if when.hour < NOON else "in the afternoon"
    return f"{hour} {minutes} {part if when.hour < EVENING else 'in the evening'}"


def _french_time(when: time) -> str:
    minutes = f" {_feminine(french(when.minute))}" if when.minute else ""
    if when.hour % NOON == 0:
        return ("midi" if when.hour else "minuit") + minutes
    hour = (when.hour - 1) % NOON + 1
    hours = "une heure" if hour == 1 else f"{french(hour)} heures"
    part = "du matin" if when.hour < NOON else "de l'après-midi"
    return f"{hours}{minutes} {part if when.hour < EVENING else 'du soir'}"


def _feminine(number: str) -> str:
    return f"{number}e" if number.endswith("un") else number


def _spanish_time(when: time) -> str:
    minutes = {0: "", 15: " y cuarto", 30: " y media"}.get(when.minute, f" y {spanish(when.minute)}")
    hour = (when.hour - 1) % NOON + 1
    hours = "la una" if hour == 1 else f"las {spanish(hour)}"
    part = "de la mañana" if when.hour < NOON else "de la tarde" if when.hour < EVENING else "de la noche"
    if when.hour == NOON and when.minute == 0:
        return "las doce del mediodía"
    return f"{hours}{minutes} {part if when.hour else 'de la noche'}"


def _text(_language: str, value: Any) -> str:
    return str(value)


def _moment(language: str, value: str) -> str:
    return moment(language, datetime.fromisoformat(value))


def _day_of(language: str, value: str) -> str:
    return day(language, datetime.fromisoformat(value).date())


def _time_of_day(language: str, value: str) -> str:
    return clock_time(language, datetime.fromisoformat(value).time())


def _birth(language: str, value: str) -> str:
    return birth_date(language, date.fromisoformat(value))


def _count(_language: str, value: Any) -> int:
    return int(value)


def travel_time(language: str, minutes: int) -> str:
    """Say how far away somewhere is, to ten minutes, and from an hour on to half an hour."""
    if minutes < HOUR - 5:
        spell, word = {"fr": (french, "minutes"), "es": (spanish, "minutos")}.get(
            language, (english, "minutes")
        )
        return f"{spell(max(10, round(minutes / 10) * 10))} {word}"
    hours, half = divmod((minutes + 15) // 30, 2)
    return {"en": _english_hours, "fr": _french_hours, "es": _spanish_hours}[language](hours, half)


def _english_hours(hours: int, half: int) -> str:
    if hours == 1:
        return "an hour and a half" if half else "an hour"
    return f"{english(hours)}{' and a half' * half} hours"


def _french_hours(hours: int, half: int) -> str:
    return ("une heure" if hours == 1 else f"{french(hours)} heures") + " et demie" * half


def _spanish_hours(hours: int, half: int) -> str:
    return ("una hora" if hours == 1 else f"{spanish(hours)} horas") + " y media" * half


# The name of a prompt's variable says how it is spoken; the values come raw, so that a row can keep them.
SPOKEN: Mapping[str, Callable[[str, Any], Any]] = {
    "when": _moment,
    "day": _day_of,
    "since": _time_of_day,
    "until": _time_of_day,
    "travel": travel_time,
    "phone": phone,
    "birth": _birth,
    "reference": digits,
    "ticket": digits,
    "digits": digits,
    "lot": lot,
    **dict.fromkeys(("count", "position", "about", "ahead", "left", "least", "most", "people"), _count),
    "key": _text,
    "region": _text,
    "clinic": _text,
    "address": _text,
    "hotline": _text,
    "sentence": _text,
}


def spoken(language: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Turn raw values into what is said, each by its variable's name."""
    return {name: SPOKEN[name](language, value) for name, value in words.items()}
