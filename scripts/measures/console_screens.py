"""Many screens of one console: how soon each hears what has moved, while pages are asked for all the time."""

import time
from collections.abc import Iterator, Sequence
from threading import Thread
from urllib.request import urlopen

from booking_core import SystemClock
from queueing import Place, Places
from scripts.measures.given import Given
from scripts.measures.hotline import Hotline, free_ports, hotline
from scripts.measures.rows import Row
from scripts.measures.screens.signed_in import Screen, screens
from scripts.measures.screens.streams import Streams
from scripts.measures.webhooks.load import Load, percentile
from scripts.measures.webhooks.loads import paced
from scripts.stack.supervisor import procfile

SCREENS, RATE, SECONDS = 500, 200.0, 20.0
CALLERS, APART = 8, 2.0  # seconds from one to the next
MOST_MS, SOON_S, MOST_LATE_MS = 250, 2.0, 5
PATIENCE = 60.0
PAGES = ("/desk/", "/desk/caller", "/bookings/")


def measure(given: Given) -> Iterator[Row]:
    """Open the streams, ask for pages at a steady rate, and let callers come meanwhile."""
    [port] = free_ports(1)
    with hotline(CONSOLE_PORT=str(port)) as behind:
        _start(behind, port)
        watching = screens(behind, port, given.size(SCREENS, 5))
        with Streams(port, watching) as streams:
            told = _Told(behind, streams, given.size(CALLERS, 2))
            told.start()
            asking = _asking(watching)
            load = paced(
                port, asking, lambda *_: None, RATE * given.scale, given.seconds(SECONDS), given.seed
            )
            told.join()
            yield from _rows(load, told, streams)


def _rows(load: Load, told: "_Told", streams: Streams) -> Iterator[Row]:
    late = 1000 * percentile(load.late, 99)
    why = f"the generator was late itself, p99 {late:.1f} ms" if late > MOST_LATE_MS else ""
    for which in (50, 99, 99.9):
        row = Row(
            f"pages beside {len(streams.open)} streams, p{which}", 1000 * percentile(load.took, which), "ms"
        )
        yield row.bar(at_most=MOST_MS).unless(why) if which == 99 else row  # noqa: PLR2004
    yield Row("  pages refused", load.refused).bar(at_most=0)
    yield Row("  lag of the generator, p99", late, "ms")
    delays = [at - began for began, ticket in told.joined for at in _heard(streams, ticket)]
    yield Row("an event reaches every stream, the last", max(delays), "s").bar(at_most=SOON_S)
    yield Row("  half of them", percentile(delays, 50), "s")
    yield Row("  streams that ended or missed it", told.missed).bar(at_most=0)


def _heard(streams: Streams, ticket: bytes) -> list[float]:
    return [each.heard[ticket] for each in streams.open if ticket in each.heard]


def _asking(watching: Sequence[Screen]) -> list[Screen]:
    return [Screen(each.agent, each.cookie, PAGES[at % len(PAGES)]) for at, each in enumerate(watching)]


def _start(behind: Hotline, port: int) -> None:
    line = procfile()["console"].replace("${CONSOLE_PORT:-8001}", str(port))
    behind.processes.add("console", line)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        behind.processes.see_that_alive()
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the console is not up after {PATIENCE:.0f} s")


class _Told(Thread):
    """Lets callers join one after the other, each leaving before the next, and sees who heard of them."""

    def __init__(self, behind: Hotline, streams: Streams, many: int) -> None:
        super().__init__(daemon=True)
        self._behind, self._streams, self._many = behind, streams, many
        self._places = Places(behind.database, behind.redis)
        self.joined: list[tuple[float, bytes]] = []
        self.missed = 0

    def run(self) -> None:
        time.sleep(APART)
        for number in range(self._many):
            place = self._joins(number)
            time.sleep(APART)
            self._leaves(place)
            heard = len(_heard(self._streams, self.joined[-1][1]))
            self.missed += len(self._streams.open) - heard

    def _joins(self, number: int) -> Place:
        now, sid = SystemClock().now(), f"CA{number:032}"
        database, places = self._behind.database, self._places
        database.run(lambda tx: places.open_leg(tx, sid, f"+1902555{number:04}", now))
        place = database.run(lambda tx: places.join(tx, sid, {}, "en", now))
        ticket = f"{place.ticket[:4]}\u00a0{place.ticket[4:]}".encode()
        self._streams.tickets.append(ticket)
        self.joined.append((time.perf_counter(), ticket))
        places.publish(place, now)
        return place

    def _leaves(self, place: Place) -> None:
        now = SystemClock().now()
        gone = self._behind.database.run(lambda tx: self._places.leave(tx, place.id, now))
        if gone is not None:
            self._places.publish(gone, now)
