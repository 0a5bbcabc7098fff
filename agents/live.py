"""Live screens: server-sent events that carry the pieces of a page which have changed."""

from collections.abc import Callable, Iterator

from flask import Blueprint, Flask, Response, current_app

from agents import pieces, tongue
from agents.feed import Feed, Mark
from agents.roles import BOARD, DESK, allow
from agents.services import here, me
from agents.sign_ins import Kind

pages = Blueprint("live", __name__, url_prefix="/live")
BEAT = 2.0  # seconds; a screen that has heard nothing for eight says so
LOOK_AT_RIGHTS = 5  # beats
BEATS = 300  # then the browser connects again, and shows anew that it is signed in
Pieces = dict[str, str]


@pages.get("/desk")
@allow(DESK)
def desk() -> Response:
    """Stream the desk: who waits, this agent's own state, and what to announce."""
    agent = me().account
    return _streaming(lambda: pieces.of_desk(agent))


@pages.get("/board")
@allow(BOARD)
def board() -> Response:
    """Stream the supervisor's board."""
    return _streaming(pieces.of_board)


def _streaming(look: Callable[[], Pieces]) -> Response:
    services, who = here(), me()
    language = tongue.tongue()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001

    def in_app() -> Pieces:
        # A context of its own for each look: a stream lives on after its request, maybe in another thread.
        with app.test_request_context():
            tongue.speak(language)
            return look()

    def holds() -> bool:
        return services.sign_ins.find(who.token, Kind.SCREEN, services.now(), is_act=False) is not None

    headers = {"X-Accel-Buffering": "no"}
    told = stream(services.feed, who.name, in_app, holds)
    return Response(told, mimetype="text/event-stream", headers=headers)


def stream(feed: Feed, agent: str, look: Callable[[], Pieces], holds: Callable[[], bool]) -> Iterator[str]:
    """Send everything once, then what has changed, then a beat when nothing does; end with the sign-in."""
    sent: Pieces = {}
    mark = Mark()
    yield "retry: 1000\n\n"
    for beat in range(BEATS):
        mark = feed.wait(mark, agent, BEAT)
        try:
            if beat % LOOK_AT_RIGHTS == 0 and not holds():
                return
            seen = look()
        except pieces.AWAY:
            yield message("beat", "away")
            continue
        yield from (message(name, text) for name, text in seen.items() if sent.get(name) != text)
        sent = seen
        yield message("beat", "sound" if feed.is_sound else "away")


def message(name: str, text: str) -> str:
    """Write one event as the stream carries it."""
    lines = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {name}\n{lines}\n"
