"""Writes down a call as somebody reads it who has never seen the code: what is said, pressed, and when."""

import re
from collections import Counter

from sqlalchemy import text

from booking_core.check_digits import check_digit
from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import Caller, Hotline
from tests.ivr.test_opening_call import HALIFAX

KEYS = {"": "waits, and presses nothing.", "*": "presses star."}
# How often these are said between the music depends on how long the machine takes.
COMFORT = ("We have not forgotten you.", "To be called back instead, press")
GROUPS = (
    re.compile(r"\d(?: \d){3}, \d(?: \d){3}"),
    re.compile(r"\b\d{4} \d{4}\b"),
)  # heard, and read in a text
FIRST, STEP = 3_141_592, 653_589
GIVEN = text("SELECT ticket FROM place UNION SELECT reference FROM claim WHERE reference IS NOT NULL")


class Scribe:
    """Follows the callers of one scene; tickets and references are drawn at random, and get stand-ins."""

    def __init__(self, hotline: Hotline) -> None:
        self.hotline = hotline
        self.parts: list[str] = []
        self._names: dict[str, str] = {}
        self._read: Counter[str] = Counter()
        self._stand_ins: dict[str, str] = {}
        self._texts = {phone: len(hotline.carrier.texts_to(phone)) for phone in (ANNA, BEN)}
        self._stamp = ""

    @property
    def page(self) -> str:
        return "\n\n".join(self.parts) + "\n"

    def note(self, words: str) -> None:
        self.parts.append(f"*{words}*")

    def when(self, **span: float) -> None:
        """Let time pass; what happens next says what time it is."""
        self.hotline.clock.later(**span)

    def calls(self, name: str, ends: str = "marque el 3.", phone: str = ANNA) -> Caller:
        self._happens(f"**{name}** calls the hotline.")
        return self.follows(name, self.hotline.call(phone, ""), ends)

    def rings(self, name: str, ends: str, phone: str = ANNA) -> Caller:
        """Let the hotline ring somebody, who answers."""
        self.hotline.sweep()
        caller = self.hotline._has(self.hotline.carrier.rung(phone))
        self._happens(f"The telephone of **{name}** rings, and {name} answers.")
        caller.line.act("answer")
        return self.follows(name, caller, ends)

    def follows(self, name: str, caller: Caller, ends: str) -> Caller:
        self._names[caller.line.sid] = name
        return self.hears(caller, ends)

    def press(self, caller: Caller, *steps: tuple[str, str]) -> Caller:
        """Write down each key, and all that is heard until the words that end it."""
        for keys, ends in steps:
            did = KEYS.get(keys, f"presses {keys}.")
            self._happens(f"**{self._names[caller.line.sid]}** {did}")
            caller.press(keys)
            self.hears(caller, ends)
        return caller

    def hears(self, caller: Caller, ends: str) -> Caller:
        sid = caller.line.sid
        until(lambda: self._new(caller) and ends in self._new(caller)[-1], f"{ends!r} in {self._new(caller)}")
        lines = self._new(caller)
        self._read[sid] += len(lines)
        self.parts.append("**The hotline:**\n\n" + "\n".join(f"- {self._stood_in(each)}" for each in lines))
        return caller

    def hangs_up(self, caller: Caller) -> None:
        self.parts.append(f"**{self._names[caller.line.sid]}** hangs up.")
        caller.hang_up()
        sid = caller.line.sid
        ended = text("SELECT ended FROM conversation WHERE call_sid = :sid")
        until(
            lambda: self.hotline.database.run(lambda tx: tx.scalar(ended, {"sid": sid})),
            "the end of the call",
        )

    def over(self, caller: Caller) -> None:
        until(lambda: caller.is_over, "the end of the call")
        self.parts.append("The hotline hangs up.")

    def reads(self, name: str, phone: str = ANNA) -> None:
        """Write down the text messages that have come since."""
        self.hotline.work()
        new = self.hotline.carrier.texts_to(phone)[self._texts[phone] :]
        self._texts[phone] += len(new)
        bodies = sorted(self._stood_in(each["body"]) for each in new)  # no order is promised
        self.parts += [f"**{name}** gets a text message: {each}" for each in bodies]

    def _happens(self, words: str) -> None:
        local = self.hotline.clock.now().astimezone(HALIFAX)
        stamp = f"{local:%A, %B} {local.day}, {local.year}, {local:%H:%M} in Halifax."
        if stamp != self._stamp:
            self.note(stamp)
        self._stamp = stamp
        self.parts.append(words)

    def _new(self, caller: Caller) -> list[str]:
        heard = [each for each in caller.line.heard() if not each.startswith(COMFORT)]
        return heard[self._read[caller.line.sid] :]

    def _stood_in(self, words: str) -> str:
        given = set(self.hotline.database.run(lambda tx: tx.scalars(GIVEN).all()))
        for pattern in GROUPS:
            words = pattern.sub(lambda found: self._stand_in(found[0], given), words)
        return words

    def _stand_in(self, said: str, given: set[str]) -> str:
        number = re.sub(r"\D", "", said)
        if number not in given:
            return said
        digits = str(FIRST + STEP * len(self._stand_ins))
        digits = iter(self._stand_ins.setdefault(number, digits + check_digit(digits)))
        return re.sub(r"\d", lambda _: next(digits), said)
