"""The hotline as the tests call it: our app behind HTTP, a real carrier before it, a campaign to book in."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import bindparam, text
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

import ivr.tables
from booking_core import Database, find_bookings, load_invitations
from ivr import VoiceSettings, create_app
from ivr.carrier import Carrier as Carrying
from ivr.jobs import drain_with
from ivr.parts import EXTENSION, Parts
from ivr.workshop import Workshop
from queueing import Place, sweep
from tests.booking_core.campaign import NOW, load, slots
from tests.carrier.peer import until
from tests.carrier.phones import ACCOUNT, ANNA, HOTLINE, TOKEN, Carrier, Line, running

DAY = ("2021-03-08T10:00", "2021-03-08T10:15", "2021-03-08T12:00", "2021-03-09T13:05")
SECOND = ("2021-03-29T10:00", "2021-03-29T10:15", "2021-03-29T12:00", "2021-03-30T13:05")
AMPLE = [*slots("Truro", 8, *DAY), *slots("Truro", 8, *SECOND, release="second doses")]
BORN = "19310502"
WELCOME = "For English, press 1."
LEG = text("SELECT place_id FROM leg WHERE call_sid = :sid")
BLOCK = text(
    "UPDATE unit SET state = 3 WHERE state = 0 AND slot_id IN (SELECT slot.id FROM slot JOIN release"
    " ON slot.release_id = release.id WHERE release.name IN :names)"
).bindparams(bindparam("names", expanding=True))
CLOSE = text(
    "UPDATE unit SET state = 3 WHERE state = 0 AND slot_id IN (SELECT slot.id FROM slot JOIN clinic"
    " ON slot.clinic_id = clinic.id WHERE clinic.name = :clinic)"
)
LEAVE = text(
    "UPDATE unit SET state = 3 WHERE id NOT IN (SELECT unit.id FROM unit JOIN slot ON unit.slot_id = slot.id"
    " JOIN release ON slot.release_id = release.id WHERE release.name = 'first'"
    " ORDER BY starts_at, seq LIMIT :count)"
)
STILL_UP = text(
    "SELECT (SELECT count(*) FROM conversation WHERE NOT ended)"
    " + (SELECT count(*) FROM desk WHERE call_sid IS NOT NULL)"
)
TABLES = ivr.tables.metadata


@dataclass
class StandingClock:
    """A clock that stands until it is moved."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant

    def later(self, **span: float) -> None:
        self.instant += timedelta(**span)


@dataclass
class Caller:
    """A person with a telephone: what they press, and what they hear since."""

    line: Line
    before: int = 0

    @property
    def heard(self) -> str:
        """Everything said since the last key."""
        return " ".join(self.line.heard()[self.before :])

    @property
    def is_over(self) -> bool:
        return self.line.look()["status"] == "completed"

    def press(self, *keys: str) -> "Caller":
        """Press each of these when asked; an empty one is silence."""
        for each in keys:
            self.line.waits()
            self.before = len(self.line.heard())
            self.line.press(each)
            until(lambda: self.line.look()["waiting_for_keys"] or self.is_over, "the next question")
        return self

    def hears(self, *words: str) -> "Caller":
        for each in words:
            until(lambda each=each: each in self.heard, f"{each!r} in {self.heard!r}")
        return self

    def hang_up(self) -> None:
        self.line.hang_up()

    @property
    def number(self) -> str:
        """The reference or ticket that was read out."""
        found = re.findall(r"(?:\d ){3}\d, (?:\d ){3}\d", self.heard)
        assert found, self.heard
        return re.sub(r"\D", "", found[0])


@dataclass
class Busy:
    """Counts the answers under way: a caller who hangs up does not wait for theirs."""

    app: Flask
    with_requests: int = 0
    answered: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, environ: dict, start_response: object) -> object:
        self._change(1)
        try:
            return self.app(environ, start_response)
        finally:
            self._change(-1)

    def _change(self, by: int) -> None:
        with self.lock:
            self.with_requests += by
            self.answered += by < 0


@dataclass
class Hotline:
    """A running hotline, and the network that its callers use."""

    app: Flask
    carrier: Carrier
    database: Database
    clock: StandingClock
    busy: Busy
    base: str
    lines: list[Line] = field(default_factory=list)
    faults: list[int] = field(default_factory=list)  # that the carrier is to find, by their codes

    @property
    def parts(self) -> Parts:
        return self.app.extensions[EXTENSION]

    def call(self, phone: str = ANNA, language: str = "1") -> Caller:
        """Dial, and choose a language where it is asked: who has a place is known to speak one."""
        caller = self._has(self.carrier.dial(phone))
        if not language:
            return caller
        caller.line.waits()
        return caller.press(language) if WELCOME in caller.heard else caller

    def _has(self, line: Line) -> Caller:
        self.lines.append(line)
        return Caller(line)

    def rings(self, number: str) -> Caller:
        """Return who is rung at a number, or talks there."""
        return self._has(self.carrier.rung(number))

    def hang_up_at(self, *numbers: str) -> None:
        """End the calls at these telephones, which nobody need have answered, and let the app hear of it."""
        calls = [each["sid"] for number in numbers for each in self.carrier.calls_at(number)]
        heard = self.busy.answered + len(calls)
        for sid in calls:
            Line(self.carrier, sid).hang_up()
        until(lambda: self.busy.answered >= heard, "the network's word of each end")

    def work(self, base: str = "") -> int:
        """Let a worker carry out what is due, at our carrier or at another."""
        given = self.parts.settings.model_copy(update={"twilio_api_base_url": base or self.carrier.base})
        return drain_with(Workshop(self.parts, Carrying(given)))

    def sweep(self) -> None:
        """Be the clock, and the worker after it."""
        sweep(self.parts.database, self.parts.redis, self.clock.now())
        self.work()

    def desk(self, agent: str = "maria") -> Caller:
        """Make an agent ready, whose phone rings and is answered."""
        endpoint = f"client:{agent}"
        self.carrier.behave(endpoint, "answer")
        self.parts.desks.ready(agent, endpoint, self.clock.now())
        self.work()
        until(lambda: self.parts.desks.state(agent).call_sid, "the desk's phone")
        return self._has(self.carrier.rung(endpoint))

    def take(self, agent: str = "maria") -> Place | None:
        """Let an agent take the next caller, and a worker move them."""
        place = self.parts.desks.take_next(agent, self.clock.now())
        self.work()
        return place

    def place(self, caller: Caller) -> Place:
        """Return the place that this call stands in, or has given up."""
        row = self.database.run(lambda tx: tx.execute(LEG, {"sid": caller.line.sid}).one())
        return self.database.run(lambda tx: self.parts.places.by_id(tx, row.place_id))

    def places_of(self, phone: str) -> list[Place]:
        return self.database.run(lambda tx: self.parts.places.held_for(tx, phone))

    def text(self, body: str, phone: str = ANNA) -> None:
        """Text the hotline."""
        self.carrier.ask("POST", "/handset/messages", {"from": phone, "to": HOTLINE, "body": body})

    def count(self, table: str) -> int:
        return self.database.run(lambda tx: tx.scalar(text(f"SELECT count(*) FROM {table}"))) or 0

    def held(self) -> int:
        """Count the units that are held for somebody just now."""
        return self.database.run(lambda tx: tx.scalar(text("SELECT count(*) FROM unit WHERE state = 1")))

    def block(self, *releases: str) -> None:
        """Take everything that is still open in these releases out of sale."""
        named = {"names": tuple(releases)}
        self.database.run(lambda tx: tx.execute(BLOCK, named))

    def close(self, clinic: str) -> None:
        """Take everything at a clinic out of sale."""
        self.database.run(lambda tx: tx.execute(CLOSE, {"clinic": clinic}))

    def leave_units(self, count: int) -> None:
        """Take everything out of sale but so many units of the first release."""
        self.database.run(lambda tx: tx.execute(LEAVE, {"count": count}))

    def invite(self, code: str, born: str) -> None:
        self.database.run(
            lambda tx: load_invitations(tx, f"code,birth_date,region,batch\n{code},{born},Truro,1\n", now=NOW)
        )

    def bookings(self, **given: object) -> list:
        with self.database.reading() as look:
            return find_bookings(look, **given)


def settings(folder: Path, database_url: str, redis_url: str, base: str, **more: object) -> VoiceSettings:
    return VoiceSettings(
        fairline_data=folder,
        database_url=database_url,
        redis_url=redis_url,
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=TOKEN,
        hotline_number=HOTLINE,
        public_base_url=base,
        **more,
    )


class Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        pass


@dataclass
class Exchange:
    """A web server and a carrier before it, for one test after another: each brings its own app."""

    server: BaseWSGIServer
    carrier: Carrier

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@contextmanager
def open_exchange() -> Iterator[Exchange]:
    server = make_server("127.0.0.1", 0, Flask("nobody"), threaded=True, request_handler=Quiet)
    server.daemon_threads = False  # so that closing waits for the answers under way
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with running(f"http://127.0.0.1:{server.server_port}/voice/incoming") as carrier:
        yield Exchange(server, carrier)
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def open_hotline(
    exchange: Exchange, folder: Path, database: Database, url: str, redis_url: str
) -> Iterator[Hotline]:
    """Open a hotline on this database, with the small campaign loaded; at the end everybody hangs up."""
    load(database, *AMPLE)
    clock = StandingClock()
    app = create_app(settings(folder, url, redis_url, exchange.base), clock)
    exchange.server.app = busy = Busy(app)
    hotline = Hotline(app, exchange.carrier, database, clock, busy, exchange.base)
    before = len(exchange.carrier.notices())
    yield hotline
    for line in hotline.lines:
        line.hang_up()
    until(lambda: not database.run(lambda tx: tx.scalar(STILL_UP)), "every call's end")
    until(lambda: busy.with_requests == 0, "the answers under way")
    hotline.carrier.forget()
    hotline.parts.database.close()
    hotline.parts.redis.close()
    assert hotline.carrier.notices()[before:] == hotline.faults  # else it had nothing to find fault with
