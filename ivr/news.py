"""What a waiting caller is told in one announcement: pure, and never longer than twelve seconds."""

from ivr.talk import Line
from queueing import Announcement, Outlook, SaidRange, Waiting, said

FEW = 20  # up to here people are counted one by one
ROUNDED = ((100, 5), (1000, 10))  # beyond that, up to so many, to the nearest five, ten, hundred
ANNOUNCED = "announced"
CHANGE = "1"  # the key that changes a wish
CALL = "2"  # the key that asks for a callback
LONG = 300  # seconds
OFFERS, AT = 240, 180  # seconds from one offer to the next, and the first: every round comes by there
HOUR = 60  # minutes
REASONS = {
    "earlier_key": "wait-earlier-key",
    "fewer_desks": "wait-fewer-desks",
    "longer_calls": "wait-longer-calls",
}


def news(found: Waiting, *, again: bool = False) -> tuple[Line, ...]:
    """Return what is said of where a place stands; asked to say it `again`, whether it is new or not."""
    if found.is_for_a_desk:
        return _of_desks(found, again=again)
    # The clock has not counted for the first who has such a wish.
    return (Line("wait-still"),) if found.units is None else _of_units(found)


def announced(it: Announcement | None, language: str) -> tuple[Line, ...]:
    """Return what a supervisor lets everybody hear, with the voice of the language that it is in."""
    if it is None:
        return ()
    text, spoken_in = it.text(language)
    return (Line(ANNOUNCED, {"sentence": text}, "" if spoken_in == language else spoken_in),)


def outlook(found: Outlook, left: int) -> tuple[Line, ...]:
    """Return what is said to who asks before they join: of the wait for a person, and of what is left."""
    ahead = Line("how-long-person", {"ahead": about(found.for_desks)})
    units = Line("how-long-left", {"left": left})
    before = (Line("how-long-units", {"ahead": about(found.for_units)}),) if left and found.for_units else ()
    return (ahead, _how_long(found.wait), units, *before)


def offer(found: Waiting, begins: int) -> tuple[Line, ...]:
    """Return the offer of a callback, now and then, for who waits longer than five minutes or for units."""
    if not found.calls_back:
        return ()
    is_long = found.wait[1] > LONG if found.wait is not None else found.ahead > 0
    return (Line("wait-callback", {"key": CALL}),) if is_long and begins % OFFERS == AT else ()


def about(count: int) -> int:
    """Return a number as it is said: nobody remembers more of it."""
    step = 1 if count < FEW else next((step for most, step in ROUNDED if count < most), 100)
    return round(count / step) * step


def _of_desks(found: Waiting, *, again: bool) -> tuple[Line, ...]:
    wait = _wait(found)
    if wait is not None and wait.says == "wait-hour":
        return (wait, *_reason(found))
    rest = (wait or Line("wait-nobody"), *_reason(found))  # where nobody serves, no wait is known
    if not (found.is_news or again):
        return (Line("wait-still"), *rest)
    says = "wait-next" if found.position == 1 else "wait-position"
    return (Line(says, {"position": found.position}), *rest)


def _how_long(wait: tuple[int, int] | None) -> Line:
    """Return a wait before anybody has a place in the line."""
    minutes = None if wait is None else said(*wait)
    if minutes is None:
        return Line("wait-or-more", {"least": 0})
    return Line("how-long-hour") if minutes.least >= HOUR else _range(minutes)


def _wait(found: Waiting) -> Line | None:
    """Return the wait as a range, wider than it is long known."""
    if found.wait is None:
        return None
    minutes = said(*found.wait)
    if minutes.least >= HOUR:
        return Line("wait-hour", {"about": about(found.position)})
    return _range(minutes)


def _range(minutes: SaidRange) -> Line:
    if minutes.more_than:
        return Line("wait-or-more", {"least": minutes.least})
    if minutes.least == 0:
        return Line("wait-within", {"most": minutes.most})
    return Line("wait-range", {"least": minutes.least, "most": minutes.most})


def _of_units(found: Waiting) -> tuple[Line, ...]:
    """Say how many are before them and what is left, and where that will not do, how to change the wish."""
    (left, held), ahead = found.units or (0, 0), found.ahead
    people = int(found.wish_class.rsplit(".", 1)[-1])
    if left == 0 and held > 0:
        return (Line("wait-all-held", {"ahead": about(ahead)}), *_reason(found))
    if left == 0:
        return (Line("wait-none-left", {"key": CHANGE}),)
    if ahead == 0 and left < people:
        return (Line("wait-passed", {"left": left, "people": people, "key": CHANGE}),)
    if ahead == 0:
        return (Line("wait-next", {"position": 1}),)
    words = {"ahead": about(ahead), "left": left}
    if ahead >= left:
        return (Line("wait-too-few", words | {"key": CHANGE}),)
    return (Line("wait-units", words), *_reason(found))


def _reason(found: Waiting) -> tuple[Line, ...]:
    return (Line(REASONS[found.reason]),) if found.reason in REASONS else ()
