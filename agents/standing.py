"""Who waits and who works, as the screens list it; numbers never show more than their last two digits."""

from dataclasses import dataclass
from datetime import datetime

from agents.services import Services
from agents.wishes import Wish, wish_of
from booking_core import last_two
from queueing import Place, first_waiting, measured

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody in the line, as everybody here may see them."""

    position: int
    ticket: str
    since: datetime
    language: str
    phone: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class TheLine:
    """The line, as a list and in numbers."""

    waiting: int  # on the phone, as the board counts them
    promised: int  # owed a callback: they keep their place in the order, and are not on the phone
    oldest: datetime | None
    ready: int
    first: list[Waiter]

    @property
    def more(self) -> int:
        return max(0, self.waiting - len(self.first))


def look(services: Services, after: int = 0, limit: int = SHOWN) -> TheLine:
    """Return the head of the line, or as many who come `after` so many others, and its counts."""
    with services.database.reading() as tx:
        first = first_waiting(tx, limit, after=after)
        desks = services.desks.all(tx)
        now = measured.counted(tx, services.day.line)
    waiters = [_waiter(position, place) for position, place in enumerate(first, start=after + 1)]
    oldest = min((place.arrived_at for place in first), default=None)
    return TheLine(now.waiting, now.promised, oldest, sum(desk.is_free for desk in desks), waiters)


def _waiter(position: int, place: Place) -> Waiter:
    wish = wish_of(place)
    return Waiter(position, place.ticket, place.arrived_at, place.language, last_two(place.phone), wish)
