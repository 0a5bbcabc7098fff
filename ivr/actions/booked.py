"""What is booked: read out with every reference, and sent by text where the phone takes texts."""

from collections.abc import Sequence
from typing import Any

from booking_core import Booking, campaign_of, find_bookings, owe_reference
from ivr.actions.answers import with_answers
from ivr.menu import Pressed
from ivr.opt_outs import wants_none
from ivr.scene import Found, Scene, Shown
from ivr.talk import Line, Talk, go

TEXTED = "texted"  # the answer of who had the old time by text, and gets the new one


def remembered(scene: Scene, talk: Talk, bookings: Sequence[Booking]) -> Talk:
    """Keep what is read out, for as often as it is asked for."""
    campaign = campaign_of(scene.tx)
    owed = bool(campaign and campaign.second_dose)
    return with_answers(
        talk, booking=_told(bookings[0], owed=owed), bookings=[_told(b, owed=owed) for b in bookings]
    )


def appointment(_scene: Scene, talk: Talk) -> Found:
    """Read the appointments out: each reference twice, where, when, and the second one."""
    told = talk.answers.get("bookings")
    if not told:
        return Pressed(talk, go("main"))
    heads = [line for each in told for line in _appointment(each, is_one_of_several=len(told) > 1)]
    return Shown(talk, (*heads, Line("star-again")))


def what_to_bring(scene: Scene, talk: Talk) -> Found:
    """Say each address once more, without its times, and what to bring there."""
    places = {(each["clinic"], each["address"]) for each in talk.answers.get("bookings", ())}
    if not places:
        return Pressed(talk, go("main"))
    words = [{"clinic": clinic, "address": address} for clinic, address in sorted(places)]
    where = (Line("appointment-place", each) for each in words)
    return Shown(talk, (*where, _bring(scene, talk.language), Line("star-again")))


def own_number(scene: Scene, talk: Talk) -> Found:
    """Ask for texts only somebody whose number is known, and who neither refused them nor gets one anyway."""
    if scene.call.phone is None:
        return Pressed(talk, go("farewell"))
    if wants_none(scene.tx, scene.call.phone):
        return Pressed(talk, go("farewell"), (Line("texts-none"),))
    if talk.answers.get(TEXTED):
        return Pressed(talk, go("farewell"), (Line("text-sent"),))
    return Shown(talk)


def text_reference(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Owe a text with each reference, in the same transaction."""
    told, phone = {each["reference"] for each in talk.answers["bookings"]}, scene.call.phone or ""
    for booking in (it for each in told for it in find_bookings(scene.tx, reference=each)):
        owe_reference(scene.tx, booking, phone, talk.language, scene.call.sid, scene.now)
    return Pressed(talk, go("farewell"), (Line("text-sent"),))


def _bring(scene: Scene, language: str) -> Line:
    campaign = campaign_of(scene.tx)
    said = campaign.bring.get(language) if campaign else None
    return Line("bring-said", {"sentence": said}) if said else Line("bring-what")


def _appointment(told: dict[str, Any], *, is_one_of_several: bool) -> list[Line]:
    reference = {"reference": told["reference"]}
    heads = [Line("reference-for", {"birth": told["birth"]})] if is_one_of_several else []
    heads += [Line("reference-is", reference), Line("reference-again", reference)]
    heads += [Line("appointment-place", {"clinic": told["clinic"], "address": told["address"]})]
    heads += [Line("appointment-when", {"when": told["when"]})]
    if told["second"]:
        heads += [Line("second-when", {"when": told["second"]})]
    elif told["second_owed"]:
        heads += [Line("second-waits")]
    return heads


def _told(booking: Booking, *, owed: bool) -> dict[str, Any]:
    return {
        "reference": booking.reference,
        "birth": booking.birth_date.isoformat(),
        "clinic": booking.clinic.name,
        "address": booking.clinic.address,
        "when": booking.local.isoformat(),
        "second": booking.second_local.isoformat() if booking.second_local else None,
        "second_owed": owed,
    }
