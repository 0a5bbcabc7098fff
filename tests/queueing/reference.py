"""What the line should be, in plain Python: lists and dictionaries, no SQL, no Redis, no locks."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)
LONG, LONGEST = 220 * MINUTE, 250 * MINUTE  # of a call
OLD = 210 * MINUTE  # of a desk's phone
LAST = 2**62
MOST_HEAD_START = 15 * 60
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Standing:
    """A place as it should be."""

    key: int
    language: str
    skill: str
    state: str
    call: str | None
    since: datetime
    end: datetime | None
    turn: datetime | None = None
    head_starts: list[int] = field(default_factory=list)
    unsaid: bool = False  # its wrap-up went by without an outcome


@dataclass
class Seat:
    """A desk as it should be."""

    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    state: str = "away"
    leg: datetime | None = None  # since when its phone is up
    place: int | None = None
    end: datetime | None = None
    idle: datetime = NEVER
    after: str | None = None

    @property
    def up(self) -> bool:
        return self.leg is not None

    @property
    def is_busy(self) -> bool:
        return self.state in {"connecting", "talking"} or (self.state == "wrap-up" and self.place is not None)

    def serves(self, standing: Standing) -> bool:
        speaks = not self.languages or standing.language in self.languages
        return speaks and (not standing.skill or standing.skill in self.skills)


class Reference:
    """The rules of a line, said once more and more simply."""

    def __init__(self) -> None:
        self.places: dict[int, Standing] = {}
        self.desks: dict[str, Seat] = {}
        self.dialled: dict[str, datetime] = {}

    def dial(self, call: str, now: datetime) -> str:
        self.dialled[call] = now
        return call

    def order(self) -> list[int]:
        waiting = [place for place, standing in self.places.items() if standing.state == "waiting"]
        return sorted(waiting, key=lambda place: self.places[place].key)

    def in_state(self, *states: str) -> list[int]:
        return [place for place, standing in self.places.items() if standing.state in states]

    def match(self, now: datetime) -> None:
        """Go through the idle desks, the longest idle first; each gets the earliest whom it can serve."""
        free = [agent for agent, seat in self.desks.items() if seat.state == "ready" and seat.up]
        for agent in sorted(free, key=lambda agent: (self.desks[agent].idle, agent)):
            seat, taken = self.desks[agent], {seat.place for seat in self.desks.values()}
            mine = [p for p in self.order() if p not in taken and seat.serves(self.places[p])]
            if mine:
                seat.state, seat.place, seat.end = "offered", mine[0], now + timedelta(seconds=20)

    def wait(self, place: int, call: str | None, now: datetime) -> None:
        standing = self.places[place]
        standing.call = call
        self._put(standing, "waiting", now, now + LONG)

    def taken_up(self, place: int, call: str, now: datetime) -> None:
        self.places[place].turn = None
        self.wait(place, call, now)
        for seat in self.desks.values():
            if seat.place == place and seat.state == "wrap-up":
                seat.place = None

    def rewish(self, place: int, language: str, now: datetime) -> None:
        self.places[place].language, self.places[place].since = language, now
        self.places[place].unsaid = False
        for seat in self.desks.values():
            if seat.place == place and seat.state == "offered" and not seat.serves(self.places[place]):
                seat.state, seat.place, seat.end = "ready", None, None

    def head_start(self, place: int, seconds: int, now: datetime) -> bool:
        standing = self.places[place]
        if seconds in standing.head_starts:
            return True
        if sum(standing.head_starts) + seconds > MOST_HEAD_START:
            return False
        standing.head_starts.append(seconds)
        standing.key, standing.since = standing.key - seconds * 1_000_000, now
        standing.unsaid = False
        return True

    def drop(self, place: int, now: datetime) -> None:
        self.places[place].call = None
        self._put(self.places[place], "dropped", now, now + 30 * MINUTE)

    def hang_up(self, place: int, call: str, now: datetime) -> None:
        standing = self.places[place]
        if standing.call != call or standing.state not in {"waiting", "serving"}:
            return
        self.left_alone(place, now)
        self.drop(place, now)

    def left_alone(self, place: int, now: datetime) -> None:
        """Let the desk that has this place, or is offered it, go on without."""
        for seat in [seat for seat in self.desks.values() if seat.place == place]:
            if seat.state == "talking":
                seat.state, seat.end = "wrap-up", now + timedelta(seconds=45)
            elif seat.state == "offered":
                seat.state, seat.place, seat.end = "ready", None, None
            elif seat.state == "connecting":
                self.free(seat, now)

    def free(self, seat: Seat, now: datetime) -> None:
        if seat.after is not None:
            self.away(seat) if seat.after == "away" else self._break(seat, now)
            return
        seat.state, seat.place, seat.idle = "ready", None, now
        if self._is_old(seat, now):
            seat.leg = None  # it is rung anew
        seat.end = None if seat.up else now + timedelta(seconds=45)

    def open_desk(
        self, seat: Seat, languages: tuple[str, ...], skills: tuple[str, ...], now: datetime
    ) -> None:
        """Let an agent be ready, and pick up their phone where it rings."""
        was_up, seat.leg = seat.up, seat.leg or now
        if seat.is_busy and seat.after is not None:
            seat.after = None
        elif seat.state not in {"ready", "offered", "connecting", "talking"}:
            seat.languages, seat.skills = languages, skills
            self.free(seat, now)
        elif not was_up:
            seat.end = None

    def away(self, seat: Seat) -> None:
        seat.state, seat.leg, seat.place, seat.end, seat.after = "away", None, None, None, None

    def step_away(self, seat: Seat, now: datetime, *, pause: bool) -> None:
        if seat.is_busy:
            seat.after = "other" if pause else "away"
        elif not pause:
            self.away(seat)
        elif seat.state != "on break":
            self._break(seat, now)

    def _break(self, seat: Seat, now: datetime) -> None:
        seat.state, seat.place, seat.end, seat.after = "on break", None, now + 120 * MINUTE, None

    def end(self, place: int, state: str, now: datetime) -> None:
        self._put(self.places[place], state, now, None)

    def take(self, agent: str, now: datetime) -> int | None:
        seat = self.desks[agent]
        self.match(now)
        if seat.state == "offered" and seat.place is not None:
            self._put(self.places[seat.place], "serving", now, now + MINUTE)
            seat.state, seat.end = "connecting", now + MINUTE
            self._turns(seat, self.places[seat.place].key, now)
        return seat.place

    def meet(self, agent: str, now: datetime) -> None:
        seat = self.desks[agent]
        seat.state, seat.end = "talking", now + 250 * MINUTE
        if seat.place is not None:
            self._put(self.places[seat.place], "serving", now, seat.end)

    def sweep(self, now: datetime) -> None:
        old = [seat for seat in self.desks.values() if self._is_old(seat, now)]
        for seat in [seat for seat in self.desks.values() if seat.end is not None and seat.end <= now]:
            goes_on = seat.up and seat.state in {"connecting", "wrap-up"}
            if seat.place is not None and seat.state in {"connecting", "talking"}:
                self.wait(seat.place, self.places[seat.place].call, now)
            elif seat.place is not None and seat.state == "wrap-up":
                self.places[seat.place].since, self.places[seat.place].unsaid = now, True
            self.free(seat, now) if goes_on else self.away(seat)
        for seat in filter(lambda seat: self._is_old(seat, now), old):
            seat.leg = None  # it is rung anew; of an agent on break, once they are ready
            seat.end = now + timedelta(seconds=45) if seat.state == "ready" else seat.end
        for place, standing in self.places.items():
            if standing.end is not None and standing.end <= now:
                self._overdue(place, standing, now)
        for seat in [seat for seat in self.desks.values() if seat.state == "ready" and seat.up]:
            waiting = [self.places[p].key for p in self.order() if seat.serves(self.places[p])]
            self._turns(seat, min(waiting, default=LAST), now)

    def _is_old(self, seat: Seat, now: datetime) -> bool:
        has_nobody = seat.state in {"ready", "on break"}
        return has_nobody and seat.leg is not None and now - seat.leg >= OLD

    def _overdue(self, place: int, standing: Standing, now: datetime) -> None:
        if standing.state == "waiting" and now < self.dialled[str(standing.call)] + LONGEST:
            began = self.dialled[str(standing.call)]
            # they are told until they hear it
            again = began + LONG if now < began + LONG else now + 5 * MINUTE
            standing.end = min(again, began + LONGEST)
        elif standing.state == "waiting":
            self.left_alone(place, now)
            self.drop(place, now)
        elif standing.state == "dropped" and standing.turn is None and now < standing.since + 1440 * MINUTE:
            standing.end = (now + 11 * MINUTE).replace(second=0, microsecond=0)
        else:
            self.end(place, "done" if standing.unsaid else "left", now)

    def _turns(self, seat: Seat, key: int, now: datetime) -> None:
        for standing in self.places.values():
            away = standing.state == "dropped" and standing.turn is None
            if away and seat.serves(standing) and standing.key < key:
                standing.turn = now
                standing.end = max(standing.end or now, now + 10 * MINUTE)

    def _put(self, standing: Standing, state: str, now: datetime, end: datetime | None) -> None:
        standing.state, standing.since, standing.end, standing.unsaid = state, now, end, False
