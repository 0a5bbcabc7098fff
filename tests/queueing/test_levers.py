"""A supervisor's levers: what each does to the line, that twice is once, and that what was done is kept."""

from datetime import datetime, timedelta

import pytest
from redis import Redis

from booking_core import Database
from queueing import BadAnnouncement, Hours, Levers, LineState, Pulled, levers
from tests.queueing.morning import Morning
from tests.queueing.night import CAMPAIGN, CLOSING, HALIFAX, MORROW, OPENING, Night

SNOW = {"en": "Truro is closed by snow.", "fr": "Truro est fermé par la neige."}
NOON = OPENING + timedelta(hours=5)


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    night = Night(database, valkey)
    night.load(CAMPAIGN)
    night.now = OPENING
    return night


class Hand:
    """The hand of a supervisor on the levers of a line."""

    def __init__(self, at: Night | Morning) -> None:
        self.at, self.levers = at, Levers()

    def pull(self, act: str, *words: object, reason: str = "snow", **how: bool) -> bool:
        pulled = getattr(self.levers, act)
        return self.at.database.run(lambda tx: pulled(tx, *words, reason, "boss", self.at.now, **how))

    def announce(self, until: datetime = NOON, **texts: str) -> bool:
        return self.pull("announce", texts or SNOW, until)

    def stands(self) -> Pulled:
        with self.at.database.reading() as look:
            return self.levers.pulled(look)

    def state(self) -> LineState:
        with self.at.database.reading() as look:
            return Hours(self.at.redis).state(look, self.at.now)

    def done(self) -> list[tuple[str, str]]:
        with self.at.database.reading() as look:
            return [(each.act, each.reason) for each in self.levers.done(look, OPENING)]


def test_each_lever_pulled_twice_is_once_and_leaves_one_row_that_says_why(night: Night):
    hand = Hand(night)
    acts = [("pause", "supply"), ("close_today",), ("open",), ("announce", SNOW, NOON), ("take_down",)]
    for act, *words in acts:
        assert [hand.pull(act, *words), hand.pull(act, *words)] == [True, False], act
    for offered in (False, True):
        assert [hand.pull("call_back", offered=offered) for _ in "12"] == [True, False]
    names = ("callbacks_on", "callbacks_off", "take_down", "announce", "open", "close", "pause")
    assert hand.done() == [(name, "snow") for name in names]
    assert hand.stands() == Pulled()


def test_a_line_that_is_closed_today_opens_by_itself_tomorrow(night: Night):
    hand = Hand(night)
    assert hand.state() == LineState("open", CLOSING)
    hand.pull("close_today")
    assert hand.state() == LineState("closed", MORROW)
    night.now = CLOSING - timedelta(minutes=1)
    assert hand.state() == LineState("closed", MORROW)
    night.now = MORROW
    assert hand.state().is_open


def test_a_line_without_hours_is_closed_till_midnight(morning: Morning):
    hand = Hand(morning)
    hand.pull("close_today")
    state = hand.state()
    assert (state.name, state.until) == ("closed", morning.now.replace(hour=0) + timedelta(days=1))
    hand.pull("open")
    assert hand.state() == LineState("open")


def test_hours_that_reach_beyond_midnight_are_over_with_today(night: Night):
    days = "".join(f'{day} = ["00:00-02:00", "18:00-24:00"]\n' for day in ("monday", "tuesday", "wednesday"))
    night.load(f'name = "Late"\ntimezone = "America/Halifax"\n[hours]\n{days}')
    night.now = datetime(2027, 3, 2, 23, 0, tzinfo=HALIFAX)
    hand = Hand(night)
    assert hand.state().is_open
    hand.pull("close_today")
    night.now += timedelta(hours=2)
    assert hand.state().until == datetime(2027, 3, 3, 18, 0, tzinfo=HALIFAX)


def test_who_waits_when_the_line_is_closed_early_comes_first_tomorrow(night: Night):
    place = night.caller("+19025550101")
    Hand(night).pull("close_today")
    night.sweep()
    kept = night.place(place.id)
    assert (kept.key, kept.carried_to) == (place.key, MORROW)


def test_an_announcement_ends_by_its_time_and_the_wait_loop_hears_it_meanwhile(night: Night):
    hand, place = Hand(night), night.caller("+19025550101")
    hand.announce()
    assert night.wait(place).announced is None  # nobody has told the wait loop yet
    night.sweep()
    heard = night.wait(place).announced
    assert heard is not None
    assert (heard.text("fr"), heard.text("es")) == ((SNOW["fr"], "fr"), (SNOW["en"], "en"))
    night.now = NOON
    assert (night.wait(place).announced, hand.state().announced) == (None, None)


def test_a_new_announcement_takes_the_place_of_the_old(night: Night):
    hand = Hand(night)
    hand.announce(en="First.")
    hand.announce(en="Second.")
    assert hand.state().announced.text("en") == ("Second.", "en")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"fr": "Neige"}, "in English at least"),
        ({"en": "a" * 201}, "en has 201"),
        ({"en": "fine", "es": "<Hangup/>"}, "'<' cannot"),
        ({"en": "snow \u2603"}, "cannot"),
    ],
)
def test_what_cannot_be_announced_is_refused_in_words_and_changes_nothing(night: Night, texts, sentence):
    hand = Hand(night)
    with pytest.raises(BadAnnouncement, match=sentence):
        hand.announce(**texts)
    with pytest.raises(BadAnnouncement, match="later than now"):
        hand.announce(until=night.now)
    assert (hand.stands(), hand.done()) == (Pulled(), [])


def test_without_callbacks_the_wait_loop_offers_none_and_a_promise_stands(night: Night):
    hand, waiting, promised = Hand(night), night.caller("+19025550101"), night.caller("+19025550102")
    ask, sid = night.places.callbacks.ask, str(promised.call_sid)
    asked = night.database.run(lambda tx: ask(tx, promised.id, "+19025550102", sid, night.now))
    hand.pull("call_back", offered=False)
    night.sweep()
    assert (night.wait(waiting).calls_back, hand.state().calls_back) == (False, False)
    assert night.place(promised.id).state == asked.state == "promised"
    hand.pull("call_back", offered=True)
    levers.tell(night.database, night.redis)
    assert night.wait(waiting).calls_back


def test_the_levers_outlive_a_redis_that_was_emptied(night: Night):
    Hand(night).announce()
    place = night.caller("+19025550101")
    night.redis.flushall()
    night.sweep()
    assert night.wait(place).announced is not None
