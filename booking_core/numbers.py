"""Telephone numbers as the world writes them, which of them we may ring, and what a log may show."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType, timezone

# Why we do not ring a number; the words are ends of prompts: number-malformed, number-premium, ...
MALFORMED, SHORT, FOREIGN = "malformed", "short", "foreign"
PREMIUM, SATELLITE, OURS = "premium", "satellite", "ours"
REASONS = (MALFORMED, SHORT, FOREIGN, PREMIUM, SATELLITE, OURS)

SHORTEST = 7  # digits; what is shorter is a service, not somebody's telephone
MOST_ZONES = 3  # a number that may be in more is of the whole country, so its zone is not known
# Codes that belong to no country (ITU E.164, list of assigned codes): satellites, ships, networks in the air.
NOWHERE = frozenset({870, 878, 881, 882, 883, 888})
DEAR = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})
OF_SOMEBODY = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
        PhoneNumberType.PERSONAL_NUMBER,
    }
)


@dataclass(frozen=True, slots=True)
class Dialable:
    """A number that we may ring, in its E.164 form, or the reason why not."""

    number: str | None
    reason: str | None = None


@lru_cache(maxsize=65_536)
def number(text: str, country: str | None = None) -> str | None:
    """Return the E.164 form of a possible number, or None: a withheld caller has no number.

    `country` (two letters) is how a national number is read; with none, only `+` numbers are.
    """
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return _e164(parsed)


def is_telephone(text: str) -> bool:
    """Tell whether this can be the number of a telephone, of any country, written in its E.164 form."""
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return False
    return _e164(parsed) == text and phonenumbers.is_possible_number(parsed)


def dialable(text: str, countries: Collection[str], ours: Collection[str] = ()) -> Dialable:
    """Judge whether we may ring a number that somebody gave: only people's telephones in these countries.

    National numbers are read as the first country's. `ours` are the hotline's own number and the agents'.
    """
    home = next(iter(countries))
    if len([each for each in text if each.isdigit()]) < SHORTEST:
        return Dialable(None, SHORT if text else MALFORMED)
    try:
        parsed = phonenumbers.parse(text, home)
    except phonenumbers.NumberParseException:
        return Dialable(None, MALFORMED)
    reason = _reason(parsed, countries)
    if reason is None and _e164(parsed) in ours:
        reason = OURS
    return Dialable(None, reason) if reason else Dialable(_e164(parsed))


@lru_cache(maxsize=65_536)
def zones(e164: str) -> tuple[str, ...]:
    """Return the time zones where a number may be; none where that is not known, as of a free number."""
    found = timezone.time_zones_for_number(phonenumbers.parse(e164))
    known = tuple(zone for zone in found if zone != timezone.UNKNOWN_TIMEZONE)
    return known if len(known) <= MOST_ZONES else ()


def last_two(text: str | None) -> str:
    """Return as much of a number as a log line may carry."""
    return f"…{text[-2:]}" if text else "withheld"


def _reason(parsed: phonenumbers.PhoneNumber, countries: Collection[str]) -> str | None:
    if parsed.country_code in NOWHERE:
        return SATELLITE
    kind = phonenumbers.number_type(parsed)
    if kind in DEAR or parsed.country_code == 979:  # noqa: PLR2004 - international premium rate
        return PREMIUM
    if not phonenumbers.is_valid_number(parsed):
        return MALFORMED
    if phonenumbers.region_code_for_number(parsed) not in countries:
        return FOREIGN
    return None if kind in OF_SOMEBODY else MALFORMED


def _e164(parsed: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
