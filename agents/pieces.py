"""The pieces of live pages, as the stream carries them and as a page first shows them."""

from flask import render_template

from agents import standing, states
from agents.accounts import Account
from agents.services import here, me
from agents.tongue import tongue
from booking_core import DatabaseAway
from queueing import LineAway

AWAY = (DatabaseAway, LineAway)
LINE_GOOD_FOR = 10.0  # seconds; SQL may move without news when Redis was away
BOARD_GOOD_FOR = 1.5


def of_desk(agent: Account) -> dict[str, str]:
    """Render what an agent's own page shows of the line and of their desk."""
    seen = look_at(agent.name)
    return {
        "line": here().feed.shared(f"line {tongue()}", line, LINE_GOOD_FOR),
        "desk": strip(seen, agent),
        "say": seen.sentence,
    }


def of_board() -> dict[str, str]:
    """Render what the supervisor's page shows."""
    return {"board": here().feed.shared(f"board {tongue()}", board, BOARD_GOOD_FOR)}


def line() -> str:
    return render_template("_line.html", line=standing.look(here()))


def strip(seen: states.Seen, agent: Account) -> str:
    page = here().settings.softphone_url
    softphone = f"{page}/{agent.endpoint}" if page else None
    return render_template("_strip.html", seen=seen, softphone=softphone)


def my_strip() -> str:
    """Render the desk of whoever asks."""
    return strip(look_at(me().name), me().account)


def look_at(agent: str) -> states.Seen:
    """Return a desk as its agent sees it."""
    desk = here().desks.state(agent)
    return states.seen(desk, here().desks.offered(desk))


def board() -> str:
    return render_template("_board.html", board=standing.board(here()))
