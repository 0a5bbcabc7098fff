"""What a webhook asks, as parsed from its form and its address."""

from urllib.parse import urlsplit

from flask import Response, g, request

from booking_core import number
from ivr.addresses import FIRST_WORDS
from ivr.loop import Loop
from ivr.scene import Call
from ivr.talk import LANGUAGES

XML = "text/xml"
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
# What the carrier writes for withheld numbers: the keypad's letters for "anonymous" and the like.
WITHHELD = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})


def call() -> Call:
    """Return the call that this webhook is about, and the number of its caller, or of who was called."""
    if "call" not in g:  # the view asks, and the log after it
        g.call = _read()
    it: Call = g.call
    return it


def _read() -> Call:
    form = request.form
    theirs = "To" if form.get("Direction", "").startswith("outbound") else "From"
    there = (form.get(theirs + name, "") for name in ("City", "State"))  # as far as the carrier knows
    return Call(form.get("CallSid", ""), phone(form.get(theirs, "")), *there)


def phone(text: str) -> str | None:
    """Return a caller's number, or None where it is withheld."""
    return None if text in WITHHELD else number(text)


def keys() -> str:
    return request.form.get("Digits", "")


def language() -> str:
    """Return the language that the address carries, for when the database cannot be asked."""
    asked = request.args.get("l", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def loop() -> Loop:
    """Return where in the wait loop the caller is, as its address carries it."""
    args = request.args  # each look through `request` costs more than the look itself
    place, number, begins = int(args["place"]), int(args["n"]), int(args["turn"])
    quiet, stars, heard = (int(args.get(name, 0)) for name in ("quiet", "stars", "heard"))
    return Loop(place, number, language(), begins, quiet=bool(quiet), stars=stars, heard=heard)


def failed_first() -> str | None:
    """Return the address of the first words of a call of ours, where those are what has just failed."""
    failed = urlsplit(request.form.get("ErrorUrl", ""))
    return f"{failed.path}?{failed.query}" if failed.path in FIRST_WORDS else None


def is_over() -> bool:
    """Tell whether the call that the webhook is about has ended."""
    return request.form.get("CallStatus", "") in OVER


def xml(text: str) -> Response:
    return Response(text, mimetype=XML)


def noted() -> Response:
    """Answer a notice of the carrier: there is nothing to say."""
    return Response("", status=204)
