"""The addresses that our own TwiML leads to, as paths; the carrier resolves them against the document's."""

from urllib.parse import quote

from ivr.loop import Loop
from ivr.notices import Notice


def step(number: int, language: str) -> str:
    """Where the keys go that answer the document of this number."""
    return _path("step", n=number, l=language)


def here(language: str) -> str:
    """Where the current document is said again, whatever was missed."""
    return _path("here", l=language)


def wait(loop: Loop) -> str:
    """Lead round the wait loop."""
    return _path("wait", **_carried(loop))


def loop_key(loop: Loop) -> str:
    """Where a key goes that is pressed in the wait loop."""
    return _path("wait/key", **_carried(loop))


def turn(place: int) -> str:
    """Where a caller is moved whose turn has come."""
    return _path("turn", place=place)


def seat_over(place: int) -> str:
    """Where a caller is moved who was too long in the booking menu."""
    return _path("seat-over", place=place)


def long_call(place: int) -> str:
    """Where a caller is moved whose call has lasted nearly as long as one may."""
    return _path("long-call", place=place)


def moved(place: int) -> str:
    """Where a caller is moved whose place goes on at another telephone."""
    return _path("moved", place=place)


def joined_other(place: int) -> str:
    """Where a caller is moved whose people stand at an earlier place."""
    return _path("joined-other", place=place)


def callback(place: int, attempt: int) -> str:
    """Lead to what is heard by who answers a callback."""
    return _path("callback", place=place, attempt=attempt)


def callback_status(place: int, attempt: int) -> str:
    """Where the carrier tells what became of a callback."""
    return _path("callback/status", place=place, attempt=attempt)


def notice(it: Notice) -> str:
    """Lead to what is heard by who answers a notice."""
    return _path("notice", **_noticed(it))


def notice_status(it: Notice) -> str:
    """Where the carrier tells what became of a notice."""
    return _path("notice/status", **_noticed(it))


def text_status(reminds_of: str = "") -> str:
    """Where the carrier tells what became of a text, and of which claim it was to remind somebody."""
    return "/sms/status" + (f"?reminds_of={quote(reminds_of, safe='')}" if reminds_of else "")


def hold(language: str) -> str:
    """Lead to what is heard in the moment before the agent's voice."""
    return _path("hold", l=language)


def on_hold(language: str) -> str:
    """Lead to what a caller hears whom the agent has put on hold."""
    return _path("on-hold", l=language)


def after(place: int, language: str) -> str:
    """Where a caller goes whose talk has ended."""
    return _path("after", place=place, l=language)


def connect(place: int, agent: str) -> str:
    """Where a caller is moved to meet an agent."""
    return _path("connect", place=place, agent=agent)


def goodbye(place: int) -> str:
    """Where a caller is moved who has been served."""
    return _path("goodbye", place=place)


def desk(agent: str, attempt: int) -> str:
    """Lead to what the agent's own leg does."""
    return _path("desk", agent=agent, attempt=attempt)


def desk_status(agent: str, attempt: int) -> str:
    """Where the carrier tells what became of the agent's leg."""
    return _path("desk/status", agent=agent, attempt=attempt)


def phone_test(agent: str, attempt: int, language: str) -> str:
    """Lead to what an agent hears who tests their phone."""
    return _path("desk/test", agent=agent, attempt=attempt, l=language)


def phone_tested(agent: str, attempt: int) -> str:
    """Where a test goes on that was heard to its end."""
    return _path("desk/tested", agent=agent, attempt=attempt)


def phone_test_status(agent: str, attempt: int) -> str:
    """Where the carrier tells what became of the call of a test."""
    return _path("desk/test/status", agent=agent, attempt=attempt)


def guest_status(agent: str, attempt: int) -> str:
    """Where the carrier tells what became of somebody who was rung into a talk."""
    return _path("guest/status", agent=agent, attempt=attempt)


def recorded(language: str, prompt: str, mark: str) -> str:
    """Where a recorded prompt is fetched; the mark changes with the file: the carrier keeps what it has."""
    return f"{RECORDED}/{language}/{prompt}.wav?v={mark}"


INCOMING = "/voice/incoming"
FALLBACK = "/voice/fallback"
FIRST_WORDS = ("/voice/callback", "/voice/notice")  # to somebody whom we have rung
MUSIC = "/audio/music.wav"
QUIET = "/audio/quiet.wav"
RECORDED = "/audio/recorded"


def _carried(loop: Loop) -> dict[str, int | str]:
    where: dict[str, int | str] = {"place": loop.place, "n": loop.number, "l": loop.language}
    heard = {"quiet": int(loop.quiet), "stars": loop.stars, "heard": loop.heard}
    return where | {"turn": loop.begins} | {name: value for name, value in heard.items() if value}


def _noticed(it: Notice) -> dict[str, int | str]:
    return {"kind": it.notice, "claim": it.claim, "attempt": it.attempt, "l": it.language}


def _path(view: str, **query: int | str) -> str:
    # `urlencode` costs four times as much, and every round of the wait loop asks for two addresses
    words = (f"{name}={it if isinstance(it, int) else quote(it, safe='')}" for name, it in query.items())
    return f"/voice/{view}?{'&'.join(words)}"
