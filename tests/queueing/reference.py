"""What the line should be, in plain Python: lists and dictionaries, no SQL, no Redis, no locks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass
class Standing:
    """A place as it should be."""

    key: int
    state: str
    call: str | None
    since: datetime
    end: datetime | None
    turn: datetime | None = None


@dataclass
class Seat:
    """A desk as it should be."""

    state: str = "away"
    up: bool = False
    place: int | None = None
    end: datetime | None = None


class Reference:
    """The rules of a line, said once more and more simply."""

    def __init__(self) -> None:
        self.places: dict[int, Standing] = {}
        self.desks: dict[str, Seat] = {}

    def order(self) -> list[int]:
        waiting = [place for place, standing in self.places.items() if standing.state == "waiting"]
        return sorted(waiting, key=lambda place: self.places[place].key)

    def in_state(self, *states: str) -> list[int]:
        return [place for place, standing in self.places.items() if standing.state in states]

    def wait(self, place: int, call: str | None, now: datetime) -> None:
        standing = self.places[place]
        standing.call = call
        self._put(standing, "waiting", now, now + 250 * MINUTE)

    def taken_up(self, place: int, call: str, now: datetime) -> None:
        self.places[place].turn = None
        self.wait(place, call, now)
        for seat in self.desks.values():
            if seat.place == place:
                seat.place = None

    def drop(self, place: int, now: datetime) -> None:
        self.places[place].call = None
        self._put(self.places[place], "dropped", now, now + 30 * MINUTE)

    def hang_up(self, place: int, call: str, now: datetime) -> None:
        standing = self.places[place]
        if standing.call != call or standing.state not in {"waiting", "serving"}:
            return
        if standing.state == "serving":
            self.left_alone(place, now)
        self.drop(place, now)

    def left_alone(self, place: int, now: datetime) -> None:
        [seat] = [seat for seat in self.desks.values() if seat.place == place]
        if seat.state == "talking":
            seat.state, seat.end = "wrap-up", now + 10 * MINUTE
        else:
            self.free(seat, now)

    def free(self, seat: Seat, now: datetime) -> None:
        seat.place = None
        seat.state, seat.end = "ready", None if seat.up else now + timedelta(seconds=45)

    def away(self, seat: Seat) -> None:
        seat.state, seat.up, seat.place, seat.end = "away", False, None, None

    def end(self, place: int, state: str, now: datetime) -> None:
        self._put(self.places[place], state, now, None)

    def take(self, agent: str, now: datetime) -> int | None:
        seat, order = self.desks[agent], self.order()
        if seat.state in {"offered", "talking"}:
            return seat.place
        if not order:
            return None
        self._put(self.places[order[0]], "serving", now, now + MINUTE)
        seat.state, seat.place, seat.end = "offered", order[0], now + MINUTE
        self._turns(self.places[order[0]].key, now)
        return order[0]

    def meet(self, agent: str, now: datetime) -> None:
        seat = self.desks[agent]
        seat.state, seat.end = "talking", now + 250 * MINUTE
        if seat.place is not None:
            self._put(self.places[seat.place], "serving", now, seat.end)

    def sweep(self, now: datetime) -> None:
        for seat in [seat for seat in self.desks.values() if seat.end is not None and seat.end <= now]:
            offered = seat.state == "offered"
            if seat.place is not None and seat.state in {"offered", "talking"}:
                self.wait(seat.place, self.places[seat.place].call, now)
            self.free(seat, now) if offered and seat.up else self.away(seat)
        for place, standing in self.places.items():
            if standing.end is not None and standing.end <= now:
                self._overdue(place, standing, now)
        if any(seat.state == "ready" and seat.up for seat in self.desks.values()):
            self._turns(min((self.places[place].key for place in self.order()), default=2**62), now)

    def _overdue(self, place: int, standing: Standing, now: datetime) -> None:
        if standing.state == "waiting":
            self.drop(place, now)
        elif standing.state == "dropped" and standing.turn is None and now < standing.since + 1440 * MINUTE:
            standing.end = now + 10 * MINUTE
        else:
            self.end(place, "left", now)

    def _turns(self, key: int, now: datetime) -> None:
        for standing in self.places.values():
            if standing.state == "dropped" and standing.turn is None and standing.key < key:
                standing.turn = now
                standing.end = max(standing.end or now, now + 10 * MINUTE)

    def _put(self, standing: Standing, state: str, now: datetime, end: datetime | None) -> None:
        standing.state, standing.since, standing.end = state, now, end
