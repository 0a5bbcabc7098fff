"""Live screens: what has changed comes by itself, and silence is told from an absent line."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event as Signal
from threading import Thread
from time import monotonic, sleep

import pytest
from flask import Flask
from redis import Redis

from agents.feed import Feed, Mark
from queueing import Events
from tests.agents.room import Browser, FixedClock, Room
from tests.agents.test_desk import at_a_desk


@pytest.fixture
def feed(valkey: Redis) -> Iterator[Feed]:
    feed = Feed(Events(valkey))
    yield feed
    feed.stop()


def heard(stream: Iterator[bytes], name: str, words: str) -> bool:
    """Read on until an event of that name carries the words."""
    for chunk in stream:
        event = chunk.decode()
        if event.startswith(f"event: {name}\n") and words in event:
            return True
    return False


def test_a_screen_gets_everything_once_and_then_what_changed(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "line", "Nobody is waiting")
    assert heard(stream, "desk", "Away")
    assert heard(stream, "beat", "")
    place = room.caller()
    assert heard(stream, "line", place.ticket[:4])
    room.sit_down("rita")
    assert heard(stream, "desk", "Phone connected")
    answer.close()


def test_a_desk_that_is_not_its_own_does_not_redraw_a_screen(room: Room, app: Flask) -> None:
    room.hire("rita")
    room.hire("sam")
    screen = Browser(app)
    screen.sign_in("rita")
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "beat", "")
    room.sit_down("sam")
    events = [next(stream).decode() for _ in range(3)]
    assert not [event for event in events if event.startswith("event: desk")]
    answer.close()


def test_every_move_of_a_desk_is_told_even_one_that_is_over_before_anybody_looked(
    room: Room, screen: Browser
) -> None:
    room.hire("rita")
    room.sit_down("rita")
    screen.sign_in("rita")
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "desk", 'data-place=""')
    place = room.caller()
    room.desks.take_next("rita", room.now)
    room.hang_up(place)
    assert heard(stream, "desk", 'data-place=""')
    answer.close()


def test_a_stream_ends_with_its_sign_in(room: Room, app: Flask, clock: FixedClock) -> None:
    room.hire("rita")
    screen = Browser(app)
    screen.sign_in("rita")
    clock.at += timedelta(hours=3)
    assert screen.client.get("/live/desk").status_code == 401
    screen.sign_in("rita")
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "beat", "")
    clock.at += timedelta(hours=3)
    assert not heard(stream, "nothing", "")
    answer.close()


def test_signing_out_ends_what_other_tabs_show_at_once(
    room: Room, screen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_desk(room, screen)
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "desk", "Phone connected")
    monkeypatch.setattr("agents.live.RIGHTS", 60.0)  # a minute, so that nothing else ends it
    assert heard(stream, "beat", "")
    screen.post("/sign-out")
    assert not heard(stream, "desk", "")
    answer.close()


def test_what_all_screens_share_is_rendered_once_for_each_piece_of_news(room: Room, feed: Feed) -> None:
    rendered: list[int] = []

    def render() -> str:
        rendered.append(1)
        return "the line"

    mark = feed.wait(Mark(), "rita", 0)
    while not feed.is_sound:
        mark = feed.wait(mark, "rita", 0.1)
    assert [feed.shared("line", render, 60) for _ in range(3)] == ["the line"] * 3
    assert len(rendered) == 1
    room.caller()
    assert feed.wait(mark, "rita", 10) != mark
    feed.shared("line", render, 60)
    assert len(rendered) == 2


class LateEvents(Events):
    """Events whose reader comes to its beginning only once it is let go."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self.let_go = Signal()

    def last_id(self) -> str:
        assert self.let_go.wait(20)
        return super().last_id()


def test_what_moved_while_the_reader_was_starting_is_seen(room: Room, valkey: Redis) -> None:
    feed = Feed(events := LateEvents(valkey))
    looked = feed.wait(Mark(), "rita", 0)
    room.hire("rita")
    room.sit_down("rita")
    events.let_go.set()
    seen = feed.wait(looked, "rita", 10)
    feed.stop()
    assert seen.desk != looked.desk


def test_a_feed_that_hears_nothing_is_not_sound(valkey: Redis) -> None:
    feed = Feed(Events(valkey))
    assert not feed.is_sound


def test_news_of_others_reaches_screens_a_few_at_a_time_and_ones_own_at_once(feed: Feed) -> None:
    while not feed.is_sound:
        feed.wait(Mark(), "rita", 0.1)
    mark = feed.wait(Mark(), "rita", 0)
    came: list[tuple[float, str]] = []

    def waits(agent: str) -> None:
        feed.wait(mark, agent, 20)
        came.append((monotonic() - began, agent))

    agents = ["rita", *(f"sam{number}" for number in range(199))]
    screens = [Thread(target=waits, args=(agent,)) for agent in agents]
    for each in screens:
        each.start()
    while len(feed._waiting) < len(agents):
        sleep(0.01)
    began = monotonic()
    feed.tell({"rita"})
    for each in screens:
        each.join()
    order = [agent for _at, agent in sorted(came)]
    assert order.index("rita") < len(order) / 4  # threads that are told go on in an order of their own
    assert max(came)[0] >= 0.1
