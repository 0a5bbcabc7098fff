"""The times: held before they are read out, and confirmed by the key that chooses one."""

from dataclasses import replace
from datetime import datetime

from booking_core import AlreadyBooked, Booking, Offer, Outbox, campaign_of
from ivr.menu import Pressed
from ivr.opt_outs import wants_none
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go

WHERE_TO = {
    "held by others": "all_held",
    "sold out": "sold_out",
    "code needed": "code",
    "does not fit": "sold_out",
}


def times(scene: Scene, talk: Talk) -> Found:
    """Hold the earliest times of the clinic for this caller, and only then name them."""
    clinic = scene.bookings.releases.clinic(scene.tx, talk.answers.get("clinic", 0))
    if clinic is None:
        return Pressed(talk, go("region"))
    after = talk.answers.get("after")
    supply = scene.bookings.hold(
        scene.tx,
        party=scene.party,
        people=scene.people(talk),
        clinic=clinic,
        now=scene.now,
        after=datetime.fromisoformat(after) if after else None,
    )
    if supply.booking is not None:
        return Pressed(_remember(scene, talk, supply.booking), go("already"))
    if supply.reason == "no later times":
        return Pressed(_after(talk, None), go("times"), (Line("times-no-later"),) if after else ())
    if not supply.offers:
        return Pressed(talk, go(WHERE_TO[supply.reason]))
    greet = Line("times-greet", {"count": len(supply.offers)})
    return Shown(replace(talk, held=True), (greet,), _choices(supply.offers))


def others(_scene: Scene, talk: Talk, after: str) -> Pressed:
    return Pressed(_after(talk, after), go("times"))


def look_again(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    return Pressed(_after(talk, None), go("times" if "clinic" in talk.answers else "region"))


def confirm(scene: Scene, talk: Talk, claim: str) -> Pressed:
    """Book the chosen time: from here on a hang-up loses nothing."""
    try:
        booked = scene.bookings.confirm(scene.tx, claim, scene.people(talk), scene.now)
    except AlreadyBooked as already:
        return Pressed(_remember(scene, talk, already.booking), go("already"))
    if booked is None:
        return Pressed(_after(talk, None), go("times"), (Line("times-gone"),))
    return Pressed(replace(_remember(scene, talk, booked[0]), held=False), go("booked"))


def appointment(_scene: Scene, talk: Talk) -> Found:
    """Read the appointment out: the reference twice, where, when, and the second one."""
    told = talk.answers.get("booking")
    if told is None:
        return Pressed(talk, go("main"))
    reference = {"reference": told["reference"]}
    heads = [Line("reference-is", reference), Line("reference-again", reference)]
    heads += [Line("appointment-place", {"clinic": told["clinic"], "address": told["address"]})]
    heads += [Line("appointment-when", {"when": told["when"]})]
    if told["second"]:
        heads += [Line("second-when", {"when": told["second"]})]
    elif told["second_owed"]:
        heads += [Line("second-waits")]
    return Shown(talk, (*heads, Line("star-again")))


def own_number(scene: Scene, talk: Talk) -> Found:
    """Ask for texts only somebody whose number is known, and who has not asked for none."""
    if scene.call.phone is None:
        return Pressed(talk, go("farewell"))
    if wants_none(scene.tx, scene.call.phone):
        return Pressed(talk, go("farewell"), (Line("texts-none"),))
    return Shown(talk)


def text_reference(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Owe a text with the reference, in the same transaction."""
    reference = talk.answers["booking"]["reference"]
    payload = {"reference": reference, "to": scene.call.phone, "language": talk.language}
    Outbox.put(scene.tx, "reference_text", reference, payload, scene.now)
    return Pressed(talk, go("farewell"), (Line("text-sent"),))


def _choices(offers: tuple[Offer, ...]) -> tuple[Choice, ...]:
    said = [
        Choice(str(at), "times-choice", do("confirm", offer.claim), {"when": offer.local.isoformat()})
        for at, offer in enumerate(offers, start=1)
    ]
    latest = max(offer.starts_at for offer in offers).isoformat()
    return (*said, Choice("4", "times-others", do("others", latest)))


def _after(talk: Talk, after: str | None) -> Talk:
    return replace(talk, answers=talk.answers | {"after": after})


def _remember(scene: Scene, talk: Talk, booking: Booking) -> Talk:
    campaign = campaign_of(scene.tx)
    told = {
        "reference": booking.reference,
        "clinic": booking.clinic.name,
        "address": booking.clinic.address,
        "when": booking.local.isoformat(),
        "second": booking.second_local.isoformat() if booking.second_local else None,
        "second_owed": bool(campaign and campaign.second_dose),
    }
    return replace(talk, answers=talk.answers | {"booking": told})
