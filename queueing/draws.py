"""The draws of a line as their operator works with them: announced, closed, run, published."""

from datetime import date, datetime

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database
from queueing import draw_giving, draw_ledger
from queueing.draw_ledger import Draw
from queueing.drawing import Published
from queueing.errors import NoDraw
from queueing.hours import timetable
from queueing.rebuild import rebuild
from queueing.timetable import Timetable

NO_OPENING = (
    "the campaign has a [draw], but no opening to come: "
    "its file needs [hours] with a close, or an `opens` that is not over"
)


class Draws:
    """The draws of one line."""

    def __init__(self, database: Database, line: str = "main") -> None:
        self._database = database
        self.line = line

    def announce(self, now: datetime) -> Draw:
        """Return the draw of the next opening, its seed made by now; raises NoDraw where there is none."""

        def work(tx: Connection) -> Draw:
            hours = timetable(tx, self.line)
            if not hours.draws:
                raise NoDraw("the campaign has no draw: its file has no [draw]")
            opens = hours.next_opening(now)
            if opens is None:
                raise NoDraw(NO_OPENING)
            return draw_ledger.opened(tx, self.line, opens)

        return self._database.run(work)

    def of(self, day: date | None = None) -> Draw:
        """Return the last draw, or the last of a day in the campaign's zone; raises NoDraw."""
        with self._database.reading() as look:
            zone = timetable(look, self.line).zone
            found = draw_ledger.every(look, self.line)
        mine = [each for each in found if day in {None, each.opens_at.astimezone(zone).date()}]
        if not mine:
            raise NoDraw("there is no such draw; `draw publish --next` announces that of the next opening")
        return mine[-1]

    def published(self, draw: Draw) -> Published:
        """Return what the public may know of a draw by now."""
        with self._database.reading() as look:
            return draw_ledger.published(look, draw)

    def close(self, draw: Draw, now: datetime) -> Draw:
        """Close a draw's list before its opening; closed already, it stays as it is."""
        return self._database.run(lambda tx: draw_ledger.close(tx, draw.id, now))

    def run(self, redis: Redis, draw: Draw, now: datetime) -> int:
        """Draw, if the clock has not; return how many places moved. Raises NoDraw before the opening."""
        if now < draw.opens_at:
            raise NoDraw("its opening is still to come, and until then people may register")
        with self._database.reading() as look:
            hours: Timetable = timetable(look, self.line)
        moved = draw_giving.draw(self._database, draw.id, hours.kept_until(draw.opens_at), now)
        rebuild(self._database, redis, now, self.line)
        return moved

    def registered(self, draw: Draw) -> int:
        """Count the numbers on a draw's list by now."""
        with self._database.reading() as look:
            return draw_ledger.size(look, draw)
