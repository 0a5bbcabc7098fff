"""How webhooks reach the hotline on a troubled morning: as Twilio sends them, and not always once or in time.

A request that has no answer within 15 seconds, or finds nobody, is sent once more; then the fallback address
is asked; then the carrier ends the call. Words of a call's end are told once, and tried again once where
nobody is there. Every answer that comes too late is thrown away.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scripts.mornings.hotline import ACCOUNT, BASE, NUMBER, encoded, sign
from scripts.mornings.log import Log, parsed
from scripts.mornings.troubles.chance import Rates
from scripts.mornings.troubles.effects import Died
from scripts.mornings.troubles.processes import WEBS, Process, Processes
from scripts.mornings.virtual import VirtualTime

ANSWER_WITHIN = 15.0  # seconds
OK = (200, 204)
FALLBACK = "/voice/fallback"
Hear = Callable[[str | None], None]


@dataclass
class Request:
    """One webhook, through all its tries."""

    call: str
    number: str
    address: str
    form: dict[str, str]
    hear: Hear  # is told the document once, or None where nothing answers
    is_status: bool = False
    tries: list[str] = field(default_factory=list)
    is_over: bool = False


@dataclass(repr=False)
class Wire:
    """Between the carrier and the hotline."""

    world: VirtualTime
    processes: Processes
    log: Log
    rates: Rates
    chance: random.Random
    sent: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)  # for who forges

    def ask(self, call: str, number: str, address: str, form: Mapping[str, str], hear: Hear) -> None:
        """Fetch a document for a call."""
        self._begin(Request(call, number, address, dict(form), hear))

    def tell(self, call: str, number: str, address: str, form: Mapping[str, str]) -> None:
        """Tell the hotline what became of a call, if the word is not lost."""
        if self.chance.random() >= self.rates.status_lost:
            self._begin(Request(call, number, address, dict(form), lambda _: None, is_status=True))

    def _begin(self, it: Request) -> None:
        usual = {"CallSid": it.call, "AccountSid": ACCOUNT, "To": NUMBER, "From": it.number}
        it.form = usual | {"CallStatus": "in-progress"} | it.form
        self.sent = [*self.sent[-50:], (it.call, it.address, it.form)]
        self._try(it, "1")
        if self.chance.random() < self.rates.copied:
            later = self.chance.expovariate(1 / 4)
            self.world.after(later, lambda: self._arrive(it, "copy", it.address))

    def _try(self, it: Request, which: str) -> None:
        if it.is_over:
            return
        it.tries.append(which)
        address = FALLBACK if which == "fallback" else it.address
        draw, delay = self.chance.random(), self.chance.random() * 14
        if which == "fallback" or draw >= self.rates.lost + self.rates.delayed:
            self._arrive(it, which, address)
        elif draw >= self.rates.lost:
            self.world.after(delay, lambda: self._arrive(it, which, address))
        self.world.after(ANSWER_WITHIN, lambda: self._give_up(it, which))

    def _arrive(self, it: Request, which: str, address: str) -> None:
        ready = self.processes.ready(*WEBS)
        status, text = 0, ""
        asked = self.log.webhook(it.call, it.number, address, which)
        if ready:
            form = it.form | ({"ErrorUrl": BASE + it.address} if which == "fallback" else {})
            status, text = self.deliver(self.chance.choice(ready), address, form, sign(address, form))
        self.log.answer(asked, it.call, status, parsed(text))
        if which == "copy":
            return
        if status in OK and which != "fallback" and self.chance.random() < self.rates.unanswered:
            return  # the answer is lost; in a quarter of a minute the carrier tries again
        if status in OK and which == it.tries[-1]:
            self._heard(it, text)
        elif status not in OK:
            self.world.after(1.0, lambda: self._give_up(it, which))

    def deliver(self, web: Process, address: str, form: Mapping[str, str], signature: str) -> tuple[int, str]:
        """Hand a request to a process; a status of 0 where it dies of it."""
        self.processes.has_stirred |= not address.startswith("/voice/wait?")

        def work(process: Process) -> tuple[int, str]:
            assert process.hotline is not None  # noqa: S101
            status, text = process.hotline.answer(address, encoded(form), signature)
            return int(status[:3]), text

        try:
            return self.processes.run(web, work)
        except Died:
            return 0, ""

    def _heard(self, it: Request, text: str | None) -> None:
        if not it.is_over:
            it.is_over = True
            it.hear(text)

    def _give_up(self, it: Request, which: str) -> None:
        """Go on to the next try, where this one has come to nothing."""
        if it.is_over or it.tries[-1] != which:
            return
        after = {"1": "2", "2": "" if it.is_status else "fallback"}.get(which, "")
        if after:
            self._try(it, after)
        else:
            self._heard(it, None)
