"""Somebody who sends what the carrier never signed: other calls, other keys, old signatures."""

from dataclasses import dataclass

from scripts.mornings.hotline import sign
from scripts.mornings.log import parsed
from scripts.mornings.troubles.processes import WEBS
from scripts.mornings.troubles.wire import Wire

NOBODY = "+19025550666"


@dataclass(repr=False)
class Forger:
    """Knows what went over the wire, and not the token."""

    wire: Wire
    calls: int = 0

    def strike(self) -> None:
        """Send one."""
        wire = self.wire
        ready = wire.processes.ready(*WEBS)
        if not ready or not wire.sent:
            return
        _, address, form = wire.chance.choice(wire.sent)
        signature = sign(address, form)
        kind = wire.chance.choice(
            ("another key", "another call", "a new call", "no signature", "another place")
        )
        if kind == "another key":
            form = form | {"Digits": f"{form.get('Digits', '')}7"}
        elif kind == "another call":
            form = form | {"CallSid": "CA" + "f" * 32}
        elif kind == "a new call":
            self.calls += 1
            address, form = "/voice/incoming", form | {"CallSid": f"CAf{self.calls:031}", "From": NOBODY}
        elif kind == "no signature":
            signature = "-"
        else:
            address = address.partition("?")[0] + "?place=1&attempt=1&n=1&l=en"
        self._send(address, form, signature)

    def _send(self, address: str, form: dict[str, str], signature: str) -> None:
        wire = self.wire
        if sign(address, form) == signature:
            return  # that would be a copy
        asked = wire.log.webhook(form["CallSid"], form["From"], address, "forged", forged=True)
        web = wire.chance.choice(wire.processes.ready(*WEBS))
        status, text = wire.deliver(web, address, form, signature)
        wire.log.answer(asked, form["CallSid"], status, parsed(text))
