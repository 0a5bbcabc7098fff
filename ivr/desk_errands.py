"""What workers do in the conference of a desk."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from booking_core import Errand
from ivr import addresses
from ivr.carrier import CallGone, CarrierAway, Refused
from ivr.workshop import Workshop, once
from queueing import Desk, Place

AS_OFTEN = 5  # an agent who presses faster has another errand under way


def seat(at: Workshop, errand: Errand, _now: datetime) -> None:
    """Let the caller be on hold and muted as the desk says by now, whichever errand comes first."""
    told: tuple[bool, bool] | None = None
    for _ in range(AS_OFTEN):
        desk, place = _in_talk(at, errand)
        if desk is None or place is None or place.call_sid is None or told == (desk.on_hold, desk.muted):
            return
        told = desk.on_hold, desk.muted
        _tell(at, desk, place.call_sid, addresses.on_hold(place.language))


def _tell(at: Workshop, desk: Desk, call_sid: str, music: str) -> None:
    try:
        at.carrier.seat(desk.conference, call_sid, hold=desk.on_hold, music=music, muted=desk.muted)
    except CallGone as error:  # on the way there still, or gone: of that we are told
        raise CarrierAway("not in the conference") from error


def _in_talk(at: Workshop, errand: Errand) -> tuple[Desk | None, Place | None]:
    """Return the desk, and its place while they still talk."""
    desk = at.parts.desks.state(errand.payload["agent"])
    if desk is None or desk.state != "talking" or desk.place_id != errand.payload["place"]:
        return desk, None
    with at.parts.database.reading() as look:
        return desk, at.parts.places.by_id(look, errand.payload["place"])


def sit(at: Workshop, errand: Errand, now: datetime) -> None:
    """Let a desk's telephone be in the conference where it belongs by now; those it leaves talk on."""
    desk = at.parts.desks.state(errand.payload["agent"])
    if desk is None or desk.call_sid is None:
        return
    seat = at.parts.desks.seat(desk)
    if seat.host is not None:
        _talks_on(at, seat.host.conference, seat.host.call_sid)
    if left := errand.payload.get("leaves"):
        with suppress(CallGone):
            at.carrier.ends(left, desk.call_sid, on=False)
    try:
        at.carrier.ends(seat.room, desk.call_sid, on=seat.ends)
    except CallGone:
        _lead(at, desk, desk.call_sid, addresses.desk(desk.agent, desk.rings), now)


def _talks_on(at: Workshop, room: str, call_sid: str | None) -> None:
    """Let a talk go on when this agent leaves it, before another one comes."""
    if call_sid is None:
        return
    try:
        at.carrier.ends(room, call_sid, on=False)
    except CallGone as error:  # gone: of that we are told
        raise CarrierAway("not in the conference") from error


def _lead(at: Workshop, desk: Desk, call_sid: str, document: str, now: datetime) -> None:
    try:
        at.carrier.move_caller(call_sid, document)
    except CallGone:
        at.parts.desks.leg_down(desk.agent, call_sid, now, was_up=True)


def test_phone(at: Workshop, errand: Errand, now: datetime) -> None:
    """Let an agent hear the test: on their phone that is up, or rung for it; once."""
    agent, endpoint, attempt = (errand.payload[name] for name in ("agent", "endpoint", "attempt"))
    desk = at.parts.desks.state(agent)
    if desk is None or desk.phone_test is None or desk.phone_test["attempt"] != attempt:
        return  # there is a caller by now, or another test
    document = addresses.phone_test(agent, attempt, errand.payload["language"])
    if desk.call_sid is not None:
        _lead(at, desk, desk.call_sid, document, now)
        return
    status = addresses.phone_test_status(agent, attempt)
    try:
        once(
            at.parts.database,
            errand,
            now,
            act=lambda: at.carrier.ring_phone(endpoint, document, status),
            known=lambda since: at.carrier.rung(endpoint, since),
        )
    except Refused:
        at.parts.desks.phone_tested(agent, attempt, "refused", now)


def guest(at: Workshop, errand: Errand, now: datetime) -> None:
    """Ring a guest into the talk, once; whoever can never be rung is said to be gone."""
    agent, number, attempt = (errand.payload[name] for name in ("agent", "number", "attempt"))
    desk = at.parts.desks.guest_of(agent, attempt)
    if desk is None:
        return  # the talk is over, or they are not wanted any more

    def ring() -> str:
        call_sid = at.carrier.invite(desk.conference, number, addresses.guest_status(agent, attempt))
        at.parts.desks.guest_rung(agent, attempt, call_sid, now)
        return call_sid

    try:
        once(at.parts.database, errand, now, act=ring, known=lambda since: _rung(at, errand, since, now))
    except Refused:
        at.parts.desks.guest_gone(agent, attempt, now)
    except CallGone as error:
        raise CarrierAway("no conference") from error


def _rung(at: Workshop, errand: Errand, since: datetime, now: datetime) -> str | None:
    """Return the call that a worker placed who died over it."""
    found = at.carrier.dialled(errand.payload["number"], since)
    if found is not None:
        at.parts.desks.guest_rung(errand.payload["agent"], errand.payload["attempt"], found[0], now)
    return None if found is None else found[0]


OF_DESKS: Mapping[str, Callable[[Workshop, Errand, datetime], None]] = {
    "seat": seat,
    "sit": sit,
    "test_phone": test_phone,
    "guest": guest,
}
