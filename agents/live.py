"""Live screens: server-sent events that carry the pieces of a page which have changed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from flask import Blueprint, Flask, Response, current_app

from agents import pieces, tongue
from agents.feed import Feed, Mark
from agents.roles import BOARD, DESK, Role, allow
from agents.security import may
from agents.services import here, me
from agents.sign_ins import Kind

T = TypeVar("T")
Pieces = dict[str, str]

pages = Blueprint("live", __name__, url_prefix="/live")
BEAT = 2.0  # seconds; a screen that has heard nothing for eight says so
EVERY = 1.0  # seconds between two looks of a board, which is never more than two seconds old
RIGHTS, LOOK_AGAIN = 10.0, 30.0  # seconds: whether it may still be shown; its own part where no news came
LASTS = 600.0  # seconds; then the browser connects again, and shows anew that it is signed in


@dataclass(frozen=True, slots=True)
class Looks:
    """What a stream shows and when: pieces that all screens share, its own, and whether it still may."""

    shared: Callable[[], Pieces]
    own: Callable[[], Pieces]
    holds: Callable[[], bool]
    wait: Callable[[Mark], Mark]  # until the next look


@pages.get("/desk")
@allow(DESK)
def desk() -> Response:
    """Stream the desk: who waits, this agent's own state, and what to announce."""
    agent, feed = me().account, here().feed

    def wait(mark: Mark) -> Mark:
        return feed.wait(mark, agent.name, BEAT)

    return _streaming(DESK, pieces.shared_by_desks, lambda: pieces.of_one_desk(agent), wait)


@pages.get("/board")
@allow(BOARD)
def board() -> Response:
    """Stream the supervisor's board."""
    feed = here().feed
    return _streaming(BOARD, pieces.shared_by_boards, dict, lambda mark: feed.beat(mark, EVERY))


@pages.post("/beat")
@allow(DESK)
def beat() -> Response:
    """Take a sign of life, as of every request; it is no act, and keeps nobody signed in."""
    return Response(status=204)


def _streaming(
    roles: frozenset[Role],
    shared: Callable[[pieces.Within], Pieces],
    own: Callable[[], Pieces],
    wait: Callable[[Mark], Mark],
) -> Response:
    services, who, language = here(), me(), tongue.tongue()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001

    def within(work: Callable[[], T]) -> T:
        # A context of its own for each look: a stream lives on after its request, maybe in another thread.
        with app.test_request_context():
            tongue.speak(language)
            return work()

    def holds() -> bool:
        found = services.sign_ins.find(who.token, Kind.SCREEN, services.now(), is_act=False)
        return found is not None and within(lambda: may(found.account, roles))

    said = pieces.Within(services.feed, language, within)
    looks = Looks(lambda: shared(said), lambda: within(own), holds, wait)
    headers = {"X-Accel-Buffering": "no"}
    told = stream(services.feed, looks)
    return Response(told, mimetype="text/event-stream", headers=headers)


def stream(feed: Feed, looks: Looks) -> Iterator[str]:
    """Send everything once, then what has changed, then a beat when nothing does; end with the sign-in.

    Most news is of others, and of what all screens share: an own look is only for what is one's own.
    """
    sent: Pieces = {}
    own: Pieces | None = None
    mark, ends, rights_due, own_due = Mark(), monotonic() + LASTS, 0.0, 0.0
    yield "retry: 1000\n\n"
    while (now := monotonic()) < ends:
        before, mark = mark, looks.wait(mark)
        try:
            if now >= rights_due or mark.desk != before.desk:  # who signs out in another tab closes it
                rights_due = now + random.uniform(0.5, 1) * RIGHTS
                if not looks.holds():
                    return
            if own is None or mark.desk != before.desk or now >= own_due or not feed.is_sound:
                own, own_due = looks.own(), now + random.uniform(0.5, 1) * LOOK_AGAIN
            seen = looks.shared() | own
        except pieces.AWAY:
            own = None
            yield message("beat", "away")
            continue
        yield from (message(name, text) for name, text in seen.items() if sent.get(name) != text)
        sent = seen
        yield message("beat", "sound" if feed.is_sound else "away")


def message(name: str, text: str) -> str:
    """Write one event as the stream carries it."""
    lines = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {name}\n{lines}\n"
