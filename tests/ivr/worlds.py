"""The worlds that a walk goes through: what there is to book, what time it is, and how its calls begin."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text

from booking_core import Person, Waitlist, Wish, find_bookings, load_invitations, load_towns, load_travel
from queueing import RELAY, Place, ringing, sweep
from tests.booking_core.campaign import CAMPAIGN, NOW, load, slots
from tests.ivr.hotline import BORN, DAY, SECOND
from tests.ivr.signed import Voice
from tests.ivr.test_near_call import TOWNS, TRAVEL
from tests.ivr.test_opening_call import DRAW, EVENING, HOURS, OPENING
from tests.ivr.walk import NUMBERS, Call, Walk

Start = Callable[[Walk], Call]
World = Callable[[Voice], tuple[Start, ...]]
PLENTY = [*slots("Truro", 200, *DAY), *slots("Truro", 200, *SECOND, release="second doses")]
BOOKS = ("1", "1", BORN, "1")
YOUNG, OTHER = "19700502", "19330109"
EARLIER = count(1)
SHUT = text("UPDATE unit SET state = 3 WHERE state = 0")
OPEN_ONE = text(
    "UPDATE unit SET state = 0 WHERE id = (SELECT min(unit.id) FROM unit JOIN slot ON unit.slot_id = slot.id"
    " JOIN release ON slot.release_id = release.id WHERE release.name = 'first' AND unit.state = 3)"
)
# A number that its region is known by, one that is not, and one that is hidden.
YARMOUTH, ANYWHERE, HIDDEN = "+1902742", "+1902", "anonymous"


def calls(*keys: str, before: tuple[tuple[str, ...], ...] = (), prefix: str = ANYWHERE) -> Start:
    """Call from a new telephone, which may have called before, and press these after the language."""

    def begin(walk: Walk) -> Call:
        phone = prefix if prefix == HIDDEN else walk.fresh(prefix)
        for each in before:
            walk.end(walk.call(phone, *each), for_good=False)
        return walk.call(phone, *keys)

    return begin


def then(start: Start, *keys: str) -> Start:
    """Begin with these keys pressed already: a menu is walked once, whatever led to it."""

    def begin(walk: Walk) -> Call:
        call = start(walk)
        for key in keys:
            walk.press(call, key)
        return call

    return begin


def beside(*keys: str, other: tuple[str, ...]) -> Start:
    """Call while somebody of the same house, who pressed these, is still on the phone."""

    def begin(walk: Walk) -> Call:
        phone = walk.fresh()
        walk.beside.append(walk.call(phone, *other))
        return walk.call(phone, *keys)

    return begin


def led(address: str, *keys: str) -> Start:
    """Press keys until there is a place, and be led to an address about it."""

    def begin(walk: Walk) -> Call:
        call = walk.call(walk.fresh(), *keys)
        place = walk.state(call)["place"]
        return walk.goes(call, f"{address}?place={place}&l={walk.language}")

    return begin


def has_turn(walk: Walk, *, hangs_up: bool = False) -> Call:
    """Wait for units, of which one comes free; who has hung up meanwhile calls again."""
    change(walk.voice, SHUT)
    call = walk.call(walk.fresh(), *BOOKS)
    place = walk.state(call)["place"]
    if hangs_up:
        walk.end(call, for_good=False)
    change(walk.voice, OPEN_ONE)
    clock(walk.voice)
    if hangs_up:
        return walk.call(call.phone, "1", "1")
    return walk.goes(call, f"/voice/turn?place={place}")


def comes_late(walk: Walk) -> Call:
    """Call again once the turn has come, and take it."""
    return has_turn(walk, hangs_up=True)


def called_back(walk: Walk, **wish: bool) -> Call:
    """Ask for a callback, hang up, and pick up when it rings."""
    before = walk.call(walk.fresh(), "0", "2", "1")
    place = placed(walk, before)
    if wish:
        written(
            walk.voice, lambda tx, now: walk.voice.parts.places.wish(tx, place.id, place.wish | wish, now)
        )
    walk.end(before, for_good=False)
    place = placed(walk, before)
    written(walk.voice, lambda tx, now: ringing.begin(tx, place, now))
    call = Call(before.phone, f"CA{next(NUMBERS):032}")
    return walk.goes(call, f"/voice/callback?place={place.id}&attempt=1", **to(call))


def through_relay(walk: Walk) -> Call:
    return called_back(walk, **{RELAY: True})


def reminded(walk: Walk) -> Call:
    """Book, and be rung the day before."""
    before = walk.call(walk.fresh(), *BOOKS, "1")
    walk.end(before)
    with walk.voice.parts.database.reading() as look:
        [booking] = find_bookings(look, phone=before.phone)
    return rung(walk, before.phone, "reminder", booking.claim)


def offered(walk: Walk) -> Call:
    """Stand on the waiting list, have somebody else cancel, and be rung."""
    change(walk.voice, SHUT)
    change(walk.voice, OPEN_ONE)
    other = walk.call(walk.fresh(), "1", "1", OTHER, "1", "1")
    walk.end(other)
    phone, key = walk.fresh(), 1_000_000 - next(EARLIER)  # before all who stood on it in other calls
    who = {"people": [Person(date(1931, 5, 2), phone)], "phone": phone, "language": walk.language}
    written(walk.voice, lambda tx, now: Waitlist("phone").join(tx, key=key, wish=Wish(), now=now, **who))
    walk.end(walk.call(other.phone, "3", OTHER, "3", "2"))
    with walk.voice.parts.database.reading() as look:
        claim = look.scalar(text("SELECT claim_id FROM waitlist WHERE key = :key"), {"key": key})
    return rung(walk, phone, "offer", str(claim))


def rung(walk: Walk, phone: str, kind: str, claim: str) -> Call:
    call = Call(phone, f"CA{next(NUMBERS):032}")
    address = f"/voice/notice?kind={kind}&claim={claim}&attempt=1&l={walk.language}"
    return walk.goes(call, address, **to(call))


def to(call: Call) -> dict[str, str]:
    return {"From": "+19025550100", "To": call.phone, "Direction": "outbound-api"}


def placed(walk: Walk, call: Call) -> Place:
    """Return the place where a call stands or stood."""
    leg = text("SELECT place_id FROM leg WHERE call_sid = :sid")
    with walk.voice.parts.database.reading() as look:
        found = walk.voice.parts.places.by_id(look, look.scalar(leg, {"sid": call.sid}))
    assert found is not None
    return found


def change(voice: Voice, statement: Any) -> None:
    """Change capacity behind the hotline's back, which sees that within five seconds."""
    voice.parts.database.run(lambda tx: tx.execute(statement))
    voice.clock.later(seconds=5)


def written(voice: Voice, work: Callable[..., Any]) -> None:
    now = voice.clock.now()
    voice.parts.database.run(lambda tx: work(tx, now))


def clock(voice: Voice) -> None:
    sweep(voice.parts.database, voice.parts.redis, voice.clock.now())


def by_day(voice: Voice) -> tuple[Start, ...]:
    """Plenty of one clinic's times."""
    load(voice.parts.database, *PLENTY)
    booked = (*BOOKS, "1")
    return (
        lambda walk: walk.dial(walk.fresh()),
        calls("3", BORN, before=(booked,)),
        calls(*BOOKS, before=(booked,)),
        calls(before=(("0",),)),
        calls(before=(BOOKS,)),
        calls("1", "1", YOUNG, "1"),
    )


def met(voice: Voice) -> tuple[Start, ...]:
    """Somebody else has a hand in it: another telephone, the clock, or a call of ours."""
    load(voice.parts.database, *PLENTY)
    voice.clock.later(hours=2)
    return (
        *(led("/voice/moved", "0"), led("/voice/long-call", "0"), beside("1", other=("0",))),
        *(called_back, through_relay, reminded, then(reminded, "1", BORN)),
        *(then(called_back, "", "", ""), then(reminded, "", "", "")),
    )


def in_the_province(voice: Voice) -> tuple[Start, ...]:
    """Several regions, one of them full, and two clinics in another."""
    day = "2021-03-08T09:00"
    rows = [*slots("Yarmouth", 1, day), *slots("Halifax", 40, day), *slots("Truro", 40, day)]
    rows += [row.replace("Halifax,", "Dartmouth,", 1) for row in slots("Halifax", 40, day)]
    load(voice.parts.database, *rows, campaign=CAMPAIGN)
    written(voice, lambda tx, _: (load_travel(tx, TRAVEL), load_towns(tx, TOWNS)))
    return calls(*BOOKS), calls(*BOOKS, prefix=YARMOUTH), full


def full(walk: Walk) -> Call:
    """Call from where the only appointment is somebody else's."""
    taken = walk.call(walk.fresh(YARMOUTH), "1", "1", OTHER, "1", "1", "1")
    walk.end(taken)
    return walk.call(walk.fresh(YARMOUTH), *BOOKS, "1")


def by_letter(voice: Voice) -> tuple[Start, ...]:
    """Only who has a letter may book."""
    change(voice, SHUT)
    load(voice.parts.database, *slots("Truro", 30, "2021-03-08T09:00", release="letters"), campaign=CAMPAIGN)
    invited = "code,birth_date,region,batch\n47115839,1931-05-02,Truro,1\n"
    written(voice, lambda tx, _: load_invitations(tx, invited, now=NOW))
    return (calls(*BOOKS),)


def sold_out(voice: Voice) -> tuple[Start, ...]:
    """Nothing is left, but what comes free for one or the other."""
    load(voice.parts.database, *PLENTY)
    change(voice, SHUT)
    waits_too = beside("2", *BOOKS, other=BOOKS)
    return has_turn, comes_late, offered, then(offered, "1", BORN), waits_too


def at_night(voice: Voice) -> tuple[Start, ...]:
    """The line is closed until the morning."""
    load(voice.parts.database, *PLENTY, campaign=CAMPAIGN + HOURS)
    voice.clock.instant = OPENING + timedelta(hours=14)
    clock(voice)
    return calls(), calls(before=(("1",),)), calls("4", before=(("1", ""),))


def before_the_opening(voice: Voice) -> tuple[Start, ...]:
    """People register for the draw."""
    load(voice.parts.database, *PLENTY, campaign=CAMPAIGN + HOURS + DRAW)
    voice.clock.instant = EVENING
    clock(voice)
    one, other = ("1", BORN, "1", "1"), ("1", OTHER, "1", "1")
    two = (one, other)
    return (
        *(
            calls(),
            calls(before=(one,)),
            calls(before=two),
            calls("4", before=two),
            calls("4", before=(one,)),
        ),
        calls("1", BORN, "1"),
        *(calls(prefix=HIDDEN), calls("1", BORN, "1", prefix=HIDDEN), draws(one)),
    )


def draws(registers: tuple[str, ...]) -> Start:
    """Register, and call at the very moment of the opening: the clock has not drawn yet."""

    def begin(walk: Walk) -> Call:
        walk.voice.clock.instant = EVENING
        phone = walk.fresh()
        walk.end(walk.call(phone, *registers), for_good=False)
        walk.voice.clock.instant = OPENING
        call = walk.call(phone, "1")
        walk.voice.clock.instant = EVENING
        return call

    return begin


def menus(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Each world, and the menus that only it leads to.
WORLDS: dict[World, frozenset[str]] = {
    by_day: menus(
        "already back before birth birth_check booked bring call_me call_number call_promised cancel farewell"
        " go_on go_on_birth goodbye how_long how_many joined language languages leave main manage"
        " manage_birth manage_reference move nothing_now reference texts ticket ticket_birth times whom"
    ),
    met: menus(
        "moved long_call in_use callback callback_later callback_missed callback_never callback_over notice"
        " notice_missed reminded"
    ),
    in_the_province: menus("near region clinic full"),
    by_letter: menus("code"),
    sold_out: menus("turn turn_birth offer wished_in_use"),
    at_night: menus("closed"),
    before_the_opening: menus("before_opening kept kept_places may_we_call give_up hidden drawing"),
}
UNASKED = menus("connected")  # a person speaks there, and no key is waited for
