"""Calls whose end was never told to us: nobody is led to a desk whose phone is gone, or stays there."""

from collections.abc import Iterator
from contextlib import contextmanager

from booking_core import Outbox
from queueing import sweep
from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN, running
from tests.ivr.hotline import Caller, Exchange, Hotline

NOBODY = "http://127.0.0.1:1"


@contextmanager
def losing(exchange: Exchange, *paths: str) -> Iterator[list[str]]:
    """Lose what the carrier tells on these paths, as a web process does that was just killed."""
    app, lost = exchange.server.app, []

    def deaf(environ: dict, answer: object) -> object:
        if environ["PATH_INFO"] not in paths:
            return app(environ, answer)
        lost.append(environ["PATH_INFO"])
        answer("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response><Redirect>/voice/here?l=en</Redirect></Response>"]

    exchange.server.app = deaf
    yield lost
    exchange.server.app = app


def lose(exchange: Exchange, caller: Caller, path: str) -> None:
    """Let a phone hang up, and its last webhook be lost."""
    with losing(exchange, path) as lost:
        caller.hang_up()
        until(lambda: lost, "the webhook that is lost")


@contextmanager
def failing_once(exchange: Exchange, path: str) -> Iterator[None]:
    """Answer the first webhook on this path as a broken web process does."""
    app, paths = exchange.server.app, [path]

    def broken(environ: dict, answer: object) -> object:
        if environ["PATH_INFO"] not in paths:
            return app(environ, answer)
        paths.clear()
        answer("500 Internal Server Error", [])
        return [b""]

    exchange.server.app = broken
    yield
    exchange.server.app = app


def look(hotline: Hotline, base: str = "") -> None:
    """Let the clock owe a look, and a worker carry it out."""
    hotline.clock.later(seconds=15)
    sweep(hotline.database, hotline.parts.redis, hotline.clock.now(), look=True)
    hotline.work(base)


def talking(hotline: Hotline) -> tuple[Caller, Caller]:
    desk, caller = hotline.desk(), hotline.call().press("0")
    hotline.take()
    until(lambda: hotline.parts.desks.state("maria").state == "talking", "the talk")
    caller.hears("A person is here for you now.")
    return desk, caller


def test_a_caller_is_not_moved_to_a_desk_whose_phone_is_gone(hotline: Hotline, exchange: Exchange) -> None:
    lose(exchange, hotline.desk(), "/voice/desk/status")
    caller = hotline.call().press("0").hears("You are next.")
    before, heard = hotline.place(caller), caller.heard
    assert hotline.parts.desks.state("maria").may_take
    assert hotline.take().id == before.id
    desk, place = hotline.parts.desks.state("maria"), hotline.place(caller)
    assert (desk.state, desk.call_sid, desk.place_id) == ("away", None, None)
    assert (place.state, place.key) == ("waiting", before.key)
    assert caller.heard.startswith(heard)
    assert "A person is here" not in caller.heard
    assert caller.line.look()["conference_sid"] is None
    hotline.desk("nora")
    assert hotline.take("nora").id == before.id
    caller.hears("A person is here for you now.")


def test_a_desk_whose_phone_is_gone_is_found_without_being_used(hotline: Hotline, exchange: Exchange) -> None:
    lose(exchange, hotline.desk(), "/voice/desk/status")
    hotline.desk("nora")
    look(hotline)
    assert hotline.parts.desks.state("maria").state == "away"
    assert hotline.parts.desks.state("nora").may_take


def test_a_caller_in_talk_with_a_phone_that_is_gone_is_back_at_their_key(
    hotline: Hotline, exchange: Exchange
) -> None:
    desk, caller = talking(hotline)
    before = hotline.place(caller)
    with losing(exchange, "/voice/desk/status", "/voice/after") as lost:
        desk.hang_up()
        until(lambda: "/voice/desk/status" in lost, "the webhook that is lost")
        until(lambda: lost[1:], "the caller in a conference where nobody is")
    assert hotline.place(caller).state == "serving"
    look(hotline)
    assert hotline.parts.desks.state("maria").state == "away"
    caller.hears("You have lost nothing: your place is as it was.", "You are number 1")
    place = hotline.place(caller)
    assert (place.state, place.key) == ("waiting", before.key)


def test_a_caller_in_talk_who_is_gone_keeps_their_place(hotline: Hotline, exchange: Exchange) -> None:
    _, caller = talking(hotline)
    with losing(exchange, "/voice/status", "/voice/after") as lost:
        caller.hang_up()
        until(lambda: "/voice/status" in lost, "the webhook that is lost")
    assert hotline.place(caller).state == "serving"
    look(hotline)
    assert hotline.places_of(ANNA)[0].state == "dropped"
    assert hotline.parts.desks.state("maria").state == "wrap-up"


def test_after_a_restart_of_everything_nothing_is_up(hotline: Hotline, exchange: Exchange) -> None:
    _, caller = talking(hotline)
    hotline.desk("nora")
    waiting = hotline.call(BEN).press("0")
    with running(f"{exchange.base}/voice/incoming") as another:
        look(hotline, another.base)
        assert hotline.place(caller).state == "dropped"
        assert {hotline.parts.desks.state(each).state for each in ("maria", "nora")} == {"away"}
    assert hotline.place(waiting).state == "waiting"


def test_a_carrier_that_is_away_changes_nothing(hotline: Hotline) -> None:
    _, caller = talking(hotline)
    look(hotline, NOBODY)
    assert hotline.place(caller).state == "serving"
    assert hotline.parts.desks.state("maria").state == "talking"
    now = hotline.clock.now()
    assert Outbox(hotline.database).due(now) == 0  # the next look comes anyway
    look(hotline)
    assert hotline.parts.desks.state("maria").state == "talking"


def test_a_look_that_was_owed_long_ago_is_not_taken(hotline: Hotline) -> None:
    hotline.desk()
    now = hotline.clock.now()
    sweep(hotline.database, hotline.parts.redis, now, look=True)
    hotline.clock.later(minutes=5)
    with running(f"{hotline.base}/voice/incoming") as another:
        hotline.work(another.base)
    assert hotline.parts.desks.state("maria").may_take
