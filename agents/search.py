"""Finding bookings again, however they were made: by reference, by number, by birth date."""

import re
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from sqlalchemy import Connection

from agents import pieces
from agents.errors import Unreadable
from agents.look import CHANNELS
from agents.roles import DESK, allow
from agents.services import Services, here
from agents.tongue import _
from agents.wishes import read_date
from booking_core import Booking, campaign_of, find_bookings, is_spoken_number, number

pages = Blueprint("search", __name__, url_prefix="/bookings")
AT_MOST = 50
HELP = (
    "Type a reference (8 digits), a birth date (1938-04-05 or 5 April 1938) "
    "or a phone number with its area code."
)
SLIP = "No booking has this reference; please check the digits."
NO_DATE = "There is no such date: ask for it once more."
DATE = re.compile(r"\s*\d{4}([-/.])\d{1,2}\1\d{1,2}\s*")
DAY_OR_MONTH_FIRST = re.compile(r"\s*\d{1,2}([-/.])\d{1,2}\1\d{4}\s*")  # nobody can tell which
REFERENCE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Sought:
    """One of three things to look for."""

    reference: str | None = None
    phone: str | None = None
    birth_date: date | None = None


@pages.get("/")
@allow(DESK)
def page() -> str:
    return render_template("bookings.html", strip=pieces.my_strip())


@pages.post("/")
@allow(DESK)
def find() -> str:
    """Look bookings up; posted, so that no number or birth date stands in an address or a log."""
    sought = request.form.get("sought", "")
    shown = {"found": bookings_for(here(), sought), "sought": sought, "channels": CHANNELS}
    if request.headers.get("HX-Request"):
        return render_template("_found.html", **shown)
    return render_template("bookings.html", strip=pieces.my_strip(), **shown)


def bookings_for(services: Services, text: str) -> list[Booking]:
    """Return the confirmed bookings that fit what was typed."""
    if DATE.fullmatch(text) and read_date(text) is None:
        raise Unreadable(_(NO_DATE if len(_digits(text)) == REFERENCE_DIGITS else HELP), "sought")
    if DAY_OR_MONTH_FIRST.fullmatch(text):
        raise Unreadable(_(HELP), "sought")
    with services.database.reading() as look:
        sought = read(look, text)
        if sought is None:
            raise Unreadable(_(SLIP if _looks_like_reference(text) else HELP), "sought")
        found = find_bookings(
            look,
            reference=sought.reference,
            phone=sought.phone,
            birth_date=sought.birth_date,
            limit=AT_MOST,
        )
        born = read_date(text) if sought.reference else None  # eight digits can be both
        found = found or (find_bookings(look, birth_date=born, limit=AT_MOST) if born else [])
    if not found and sought.phone and _looks_like_reference(text):
        raise Unreadable(_(SLIP), "sought")  # eight digits may be a number somewhere; here they are nobody's
    return found


def read(look: Connection, text: str) -> Sought | None:
    """Tell a reference from a birth date from a number; a date's eight digits are not a reference."""
    digits = _digits(text)
    born = read_date(text)
    if is_spoken_number(digits) and not (born and _is_written_as_date(text)):
        return Sought(reference=digits)
    if born is not None:
        return Sought(birth_date=born)
    campaign = campaign_of(look)
    phone = number(text, campaign.country if campaign else "CA")
    return Sought(phone=phone) if phone else None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _looks_like_reference(text: str) -> bool:
    return len(_digits(text)) == REFERENCE_DIGITS and "+" not in text


def _is_written_as_date(text: str) -> bool:
    return any(mark in text for mark in "-/.")
