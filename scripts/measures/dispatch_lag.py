"""From the moment when an errand is due to the carrier's hearing of it, by the real worker and clock.

Errands fall due at moments drawn beforehand, which the clock has to notice. Then a worker is killed while the
carrier keeps it waiting, and another one started: how long the errand that died with it takes to be done.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

from pydantic import SecretStr
from sqlalchemy import Connection

from booking_core import Outbox
from scripts.carrier.settings import Account
from scripts.measures.dispatch.listening import listening
from scripts.measures.dispatch.network import Network
from scripts.measures.given import Given
from scripts.measures.ground import databases
from scripts.measures.hotline import HOTLINE, Hotline, free_ports, hotline
from scripts.measures.rows import Row
from scripts.measures.webhooks.load import percentile

ERRANDS, OVER = 200, 20.0  # seconds
SOON, PATIENCE = 1.0, 60.0
MEDIAN_MS, MOST_MS, MOST_AFTER_KILL = 250, 2_000, 30
MOST_LATE_MS = 5  # of the bench itself, where absolute times are judged
KIND = "hang_up"  # asks the carrier once, about one call


def measure(given: Given) -> Iterator[Row]:
    """Look at each engine."""
    with databases() as urls:
        for engine, url in urls.items():
            yield from _on(engine, url, given)


def _on(engine: str, url: str, given: Given) -> Iterator[Row]:
    """Let errands fall due, then kill the worker over one."""
    with _hotline(url) as (here, network):
        due = _owe(here, _moments(given))
        _until(lambda: due.keys() <= network.asked.keys(), OVER + PATIENCE)
        lags = [1000 * ((network.first(call) or 0.0) - moment) for call, moment in due.items()]
        late = 1000 * percentile(network.late, 99)
        recovered = _recovered(here, network)
    why = f"the bench was late itself, p99 {late:.1f} ms" if late > MOST_LATE_MS else ""
    bars = {50: MEDIAN_MS, 99: MOST_MS}
    for which, most in bars.items():
        row = Row(f"dispatch lag, due to carrier request, {engine}, p{which}", percentile(lags, which), "ms")
        yield row.bar(at_most=most).unless(why)
    row = Row(f"dispatch after kill -9 of the worker over it, {engine}", recovered, "s")
    yield row.bar(at_most=MOST_AFTER_KILL)


@contextmanager
def _hotline(url: str) -> Iterator[tuple[Hotline, Network]]:
    """Start a worker, a clock and the network that they are to ask."""
    [port] = free_ports(1)
    with hotline(url, carrier=port) as here:
        account = Account(
            twilio_account_sid=here.secrets["TWILIO_ACCOUNT_SID"],
            twilio_auth_token=SecretStr(here.secrets["TWILIO_AUTH_TOKEN"]),
            hotline_number=HOTLINE,
            carrier_port=port,
        )
        network = Network(account)
        with listening(network.application, network.late, port):
            for name in ("worker", "clock"):
                here.start(name)
            _owe(here, [time.time()])
            _until(lambda: bool(network.asked), PATIENCE)  # it works
            yield here, network


def _moments(given: Given) -> list[float]:
    chance, begins = random.Random(given.seed), time.time() + SOON
    return [begins + chance.uniform(0, given.seconds(OVER)) for _ in range(given.size(ERRANDS, 5))]


def _owe(here: Hotline, moments: Iterable[float]) -> dict[str, float]:
    """Owe an errand for each moment; return the moments by the calls that they are about."""
    due = {f"CA{uuid4().hex}": moment for moment in moments}

    def work(tx: Connection) -> None:
        for call, moment in due.items():
            Outbox.put(tx, KIND, call, {"call_sid": call}, datetime.fromtimestamp(moment, UTC))

    here.database.run(work)
    return due


def _recovered(here: Hotline, network: Network) -> float:
    """Kill the worker while the carrier keeps it waiting, start it anew as in a stack, and look on."""
    [network.slow] = _owe(here, [time.time()])
    call = str(network.slow)
    _until(lambda: call in network.asked, PATIENCE)
    worker = next(each for each in here.processes.processes if each.name == "worker")
    worker.kill()
    killed, network.slow = time.time(), None
    _until(lambda: bool(here.processes.look_after()) or worker.ended() is None, PATIENCE)
    _until(lambda: len(network.asked[call]) > 1, PATIENCE)
    return network.asked[call][1] - killed


def _until(holds: Callable[[], bool], patience: float) -> None:
    ends = time.monotonic() + patience
    while not holds():
        if time.monotonic() > ends:
            raise AssertionError(f"an errand has not reached the carrier in {patience:.0f} s")
        time.sleep(0.01)
