"""The same walk over the simulated network, which finds fault with whatever it would not take."""

import pytest
from sqlalchemy import text

from ivr.talk import LANGUAGES
from tests.carrier.peer import until
from tests.carrier.phones import Line
from tests.ivr.hotline import Hotline
from tests.ivr.walk import Call, Walk
from tests.ivr.worlds import WORLDS, World, at_night, before_the_opening, by_day, by_letter, in_the_province

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]
ENDED = text("SELECT ended FROM conversation WHERE call_sid = :sid")
BY_HAND = (by_day, in_the_province, by_letter, at_night, before_the_opening)  # all of it with keys


class NetworkWalk(Walk):
    """A walk whose callers are on the network's handsets; what they hear, the network has judged."""

    def __init__(self, hotline: Hotline, language: str, elsewhere: frozenset[str]) -> None:
        super().__init__(hotline, language, elsewhere=elsewhere)  # type: ignore[arg-type]
        self._hotline = hotline
        self._lines: dict[str, Line] = {}

    def dial(self, phone: str, *keys: str) -> Call:
        line = self._hotline.carrier.dial(phone)
        call = Call(phone, line.sid)
        self._lines[call.sid] = line
        self._settled(call)
        for key in keys:
            self.press(call, key)
        return call

    def press(self, call: Call, key: str) -> Call:
        self._lines[call.sid].press(key)
        return self._settled(call)

    def end(self, call: Call, *, for_good: bool = True) -> None:
        while for_good and self.beside:
            self.end(self.beside.pop(), for_good=False)
        self._lines[call.sid].hang_up()
        until(lambda: self._has_ended(call), "the end of a call")
        if for_good:
            self._leave(call.phone)

    def _settled(self, call: Call) -> Call:
        line = self._lines[call.sid]
        until(lambda: line.look()["waiting_for_keys"] or self._is_over(line), "the next question")
        call.twiml = (
            "<Response><Hangup/></Response>" if self._is_over(line) else "<Response><Gather/></Response>"
        )
        return call

    def _is_over(self, line: Line) -> bool:
        return line.look()["status"] == "completed"

    def _has_ended(self, call: Call) -> bool:
        with self._hotline.database.reading() as look:
            return bool(look.scalar(ENDED, {"sid": call.sid}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "world",
    [by_day, in_the_province, by_letter, at_night, before_the_opening],
    ids=lambda world: world.__name__,
)
def test_there_is_no_dead_end_on_the_network(hotline: Hotline, world: World, language: str) -> None:
    only_here = WORLDS[world]
    walk = NetworkWalk(hotline, language, frozenset().union(*WORLDS.values()) - only_here)
    walk.through(*world(hotline))  # type: ignore[arg-type]
    assert only_here <= set(walk.ways)
