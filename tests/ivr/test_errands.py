"""What a worker carries out: once, in order, and whatever happens in between."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from booking_core import Outbox
from queueing import ring
from tests.carrier.peer import until
from tests.carrier.phones import ACCOUNT, ANNA, HOTLINE, TOKEN
from tests.ivr.hotline import BORN, Hotline

BOOK = ("1", "1", BORN, "1", "2", "1", "1")


def outstanding(hotline: Hotline) -> int:
    return hotline.database.run(
        lambda tx: tx.scalar(text("SELECT count(*) FROM errand WHERE done_at IS NULL AND kind <> 'reminder'"))
    )


def test_the_reference_comes_by_text(hotline: Hotline) -> None:
    hotline.call().press(*BOOK, "1")
    assert hotline.work() == 1
    (sent,) = hotline.carrier.texts_to(ANNA)[-1:]
    (booking,) = hotline.bookings()
    for words in (
        booking.reference[:3],
        "Truro, 1 Main Street",
        "Mon, Mar 8, 10:15",
        "Second appointment: Mon, Mar 29",
    ):
        assert words in sent["body"].replace("\u202f", " ")
    assert outstanding(hotline) == 0


def test_a_worker_that_died_after_sending_does_not_send_again(hotline: Hotline) -> None:
    hotline.call().press(*BOOK, "1")
    hotline.work()
    sent = len(hotline.carrier.texts_to(ANNA))
    hotline.database.run(lambda tx: tx.execute(text("UPDATE errand SET done_at = NULL")))
    hotline.database.run(lambda tx: tx.execute(text("UPDATE carrier_intent SET sid = NULL")))
    hotline.work()
    assert len(hotline.carrier.texts_to(ANNA)) == sent


def test_whoever_said_stop_gets_no_text(hotline: Hotline) -> None:
    quiet = "+19025550192"  # the carrier remembers who said stop, for every test that shares it
    hotline.text("stop", quiet)
    until(lambda: hotline.count("sms_opt_out") == 1, "the wish to be noted")
    sent = len(hotline.carrier.texts_to(quiet))
    hotline.call(quiet).press(*BOOK, "1")
    hotline.work()
    assert len(hotline.carrier.texts_to(quiet)) == sent
    hotline.text("Start", quiet)
    until(lambda: hotline.count("sms_opt_out") == 0, "the wish to be noted")


def test_a_carrier_that_is_away_is_asked_again_later(hotline: Hotline) -> None:
    hotline.call().press(*BOOK, "1")
    there, hotline.carrier.base = hotline.carrier.base, "http://127.0.0.1:1"
    hotline.work()
    hotline.carrier.base = there
    assert outstanding(hotline) == 1
    assert hotline.work() == 0
    hotline.clock.later(seconds=5)
    assert hotline.work() == 1
    assert outstanding(hotline) == 0


def test_an_errand_that_fails_does_not_hold_up_the_others(hotline: Hotline) -> None:
    now = hotline.clock.now()
    hotline.database.run(lambda tx: Outbox.put(tx, "no-such-kind", "1", {}, now - timedelta(seconds=1)))
    hotline.call().press(*BOOK, "1")
    assert hotline.work() == 2
    assert outstanding(hotline) == 1


def test_a_desk_that_went_away_is_not_rung(hotline: Hotline) -> None:
    hotline.parts.desks.ready("maria", "client:maria", hotline.clock.now())
    hotline.parts.desks.away("maria", hotline.clock.now())
    before = len(hotline.carrier.calls_at("client:maria"))
    hotline.work()
    assert len(hotline.carrier.calls_at("client:maria")) == before


def test_a_worker_answers_the_bell_and_ends_when_it_is_told(
    hotline: Hotline, database_url: str, valkey_url: str, tmp_path: Path
) -> None:
    given = {
        "DATABASE_URL": database_url, "REDIS_URL": valkey_url, "FAIRLINE_DATA": str(tmp_path),
        "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "HOTLINE_NUMBER": HOTLINE,
        "PUBLIC_BASE_URL": hotline.base, "TWILIO_API_BASE_URL": hotline.carrier.base,
    }  # fmt: skip
    command = [sys.executable, "-m", "ivr.worker"]
    with subprocess.Popen(command, env={**os.environ, **given}, stdout=subprocess.DEVNULL) as worker:
        hotline.call().press(*BOOK, "1")
        until(lambda: ring(hotline.parts.redis) and not outstanding(hotline), "the text to be sent")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
