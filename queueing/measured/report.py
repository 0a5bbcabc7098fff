"""The fairness report of a line: one object for CSV, JSON and the screen."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from queueing import tables
from queueing.measured import log, statements
from queueing.measured.calibration import Calibration, Scored, calibrated
from queueing.measured.fairness import SERVED, Moved, Overtaken, order_kept, overtaken
from queueing.measured.mornings import Equality, Pressure, equality, redial_pressure

_LEG, _EVENT, _PLACE = tables.leg.c, tables.place_event.c, tables.place.c


@dataclass(frozen=True, slots=True)
class Report:
    """How fair a line was between two instants."""

    since: datetime
    until: datetime
    overtaken: Overtaken
    order_kept: float  # share of pairs that were served in the order of their keys
    pressure: list[Pressure]
    equality: list[Equality]
    scored: list[Scored]  # what was said of waits, against what came

    @property
    def calibration(self) -> Calibration | None:
        return calibrated(self.scored)

    def as_json(self) -> dict[str, Any]:
        """Return it as `{"seats", "overtakes": {reason: times}, "unexplained", "most_skipped", ...}`."""
        found, true = self.overtaken, self.calibration
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "seats": found.seats,
            "overtakes": dict(sorted(found.reasons.items())),
            "unexplained": found.unexplained,
            "overtakes_per_hundred_seats": round(found.per_hundred, 3),
            "most_skipped": found.most_skipped,
            "order_kept": round(self.order_kept, 5),
            "redial_pressure": self._pressed(),
            "equality": [asdict(each) for each in self.equality],
            "calibration": None if true is None else asdict(true),
        }

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of each table, by its name; no row names a person or a number."""
        skipped = self.overtaken.places.items()
        return {
            "overtakes": [
                {"place": place, "reason": reason, "times": times}
                for place, reasons in sorted(skipped)
                for reason, times in sorted(reasons.items())
            ],
            "redial_pressure": self._pressed(),
            "equality": [asdict(each) for each in self.equality],
            "announcements": [asdict(each) for each in self.scored],
        }

    def _pressed(self) -> list[dict[str, Any]]:
        return [asdict(each) | {"pressure": round(each.pressure, 3)} for each in self.pressure]


def report(tx: Connection, line: str, since: datetime, until: datetime) -> Report:
    """Judge a line between two instants."""
    moves = log.read(tx, line, since, until)
    first = _first_seats(moves)
    return Report(
        since,
        until,
        overtaken(moves),
        order_kept((move.at, move.key) for move in first),
        redial_pressure(_calls(tx, line, since, until)),
        equality((move.arrived / 1e6, move.at - move.arrived / 1e6) for move in first),
        statements.scored(tx, _met(tx, line, since, until)),
    )


def _first_seats(moves: Iterable[Moved]) -> list[Moved]:
    first: dict[int, Moved] = {}
    for move in moves:
        if move.status == SERVED:
            first.setdefault(move.place, move)
    return list(first.values())


def _calls(tx: Connection, line: str, since: datetime, until: datetime) -> list[tuple[float, str]]:
    mine = (_LEG.line == line) & _LEG.answered_at.between(since, until)
    rows = tx.execute(select(_LEG.answered_at, func.coalesce(_LEG.phone, _LEG.call_sid)).where(mine))
    return [(at.timestamp(), who) for at, who in rows]


def _met(tx: Connection, line: str, since: datetime, until: datetime) -> dict[int, datetime]:
    """Return when each place first met its desk."""
    mine = (_PLACE.line == line) & (_EVENT.kind == "connected") & _EVENT.at.between(since, until)
    met = select(_EVENT.place_id, func.min(_EVENT.at)).join(tables.place).where(mine)
    return dict(tx.execute(met.group_by(_EVENT.place_id)).all())
