"""Places the calls that the REST API asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from scripts.carrier.attributes import TONES, matching
from scripts.carrier.call import LONGEST_CALL, Callback
from scripts.carrier.dialling import Detection, dial_out
from scripts.carrier.errors import CallFault
from scripts.carrier.leg import Leg
from scripts.carrier.network import Network
from scripts.carrier.recording import Recording, RecordingCallback
from scripts.carrier.rest.asked import Asked, callee
from scripts.carrier.rest.refusal import bad
from scripts.carrier.schema import Document, Goto, Then
from scripts.carrier.vocabulary import calls

EVENTS = {"initiated", "ringing", "answered", "completed"}
LONGEST_TWIML = 4000


def place(network: Network, form: Asked) -> Leg:
    """Give a call that runs a document once somebody answers."""
    to, from_ = callee(form.text("To")), caller(network, form)
    if not (form.filled("Url") or form.filled("Twiml")):
        raise bad(21205, "Url parameter is required.")
    leg = network.place("outbound-api", from_, to)
    try:
        order = order_of(leg, form)
        leg.call.opens = order.url if isinstance(order, Goto) else ""
        begin(leg, form, _onward(order))
    except Exception:
        del network.legs[leg.call.sid]
        raise
    return leg


def _onward(order: Then) -> Callable[[], Awaitable[Then]]:
    async def onward() -> Then:
        return order

    return onward


def begin(leg: Leg, form: Asked, onward: Callable[[], Awaitable[Then]]) -> None:
    """Start a call with everything that calls and participants have in common."""
    call = leg.call
    call.number_sid = leg.network.number.sid
    call.callback = callback(form)
    call.fallback, call.fallback_method = form.url("FallbackUrl"), form.method("FallbackMethod")
    timeout = form.whole("Timeout", 21208, 1, 600, 60)
    detection, limit = _detection(form), longest(form)
    _check_tones(form)
    leg.limit(limit)
    leg.start(dial_out(leg, timeout, detection, _With(leg, form, onward).go_on))


class _With:
    """What comes between the answer and the document: a recording, tones."""

    def __init__(self, leg: Leg, form: Asked, onward: Callable[[], Awaitable[Then]]) -> None:
        self._leg, self._onward = leg, onward
        self._digits, self._record = form.filled("SendDigits"), form.flag("Record")
        url, method = form.url("RecordingStatusCallback"), form.method("RecordingStatusCallbackMethod")
        events = form.every("RecordingStatusCallbackEvent") or ["completed"]
        self._callback = RecordingCallback(url, method, events) if url else None

    async def go_on(self) -> Then:
        call = self._leg.call
        if self._record:
            about = {"CallSid": call.sid}
            call.recording = Recording(self._leg.network, "OutboundAPI", about, self._callback)
        if self._digits:
            self._leg.hear("Play", digits=self._digits)
        return await self._onward()


def caller(network: Network, form: Asked) -> str:
    """Who calls: only the number that the account owns."""
    from_ = form.filled("From")
    if from_ is None:
        raise bad(21213, "No 'From' number is specified")
    if from_ != network.number.phone:
        raise bad(
            21210,
            f"The source phone number provided, {from_}, is not yet verified for your account. You may only "
            "make calls from phone numbers that you've verified or purchased from Twilio.",
        )
    return form.filled("CallerId") or from_


def callback(form: Asked) -> Callback | None:
    url, events = form.url("StatusCallback", 21609), frozenset(form.every("StatusCallbackEvent"))
    if not events <= EVENTS:
        raise bad(21626, "Invalid StatusCallbackEvents: initiated, ringing, answered and completed are known")
    method = form.method("StatusCallbackMethod")
    return Callback(url, method, events or frozenset({"completed"})) if url else None


def longest(form: Asked) -> int:
    return form.whole("TimeLimit", 21208, 1, 86_400, LONGEST_CALL)


def order_of(leg: Leg, form: Asked) -> Goto | Document:
    """Give the document that a call is to run: where it is, or itself."""
    if url := form.url("Url"):
        return Goto(url, form.method("Method"))
    twiml = form.text("Twiml") or ""
    if len(twiml) > LONGEST_TWIML:
        raise bad(32018, "Twiml size exceeded maximum allowed value")
    try:
        return calls().text(twiml, None, leg.warner(None))
    except CallFault as fault:
        raise bad(fault.code, fault.detail) from None


def _check_tones(form: Asked) -> None:
    try:
        matching(TONES + r"|[0-9#*wW]{0,32}")(form.text("SendDigits") or "")
    except ValueError:
        raise bad(21206, "Invalid SendDigits") from None


def _detection(form: Asked) -> Detection | None:
    mode = form.text("MachineDetection") or form.text("IfMachine")
    if not mode or form.filled("SendDigits"):
        return None
    form.one_of("MachineDetection", {"Enable", "DetectMessageEnd"}, mode, 21234)
    url = form.url("AsyncAmdStatusCallback") or form.url("AmdStatusCallback")
    method = form.method("AsyncAmdStatusCallbackMethod", form.method("AmdStatusCallbackMethod"))
    return Detection(mode, form.flag("AsyncAmd") or bool(form.filled("AmdStatusCallback")), url, method)
