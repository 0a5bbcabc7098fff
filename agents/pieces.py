"""The pieces of live pages, as the stream carries them and as a page first shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from agents import standing, states, watched
from agents.accounts import Account
from agents.feed import Feed
from agents.services import here, me
from agents.tongue import _, tongue
from booking_core import DatabaseAway
from queueing import HUNG_UP, Desk, LineAway, Place, talk_began

Pieces = dict[str, str]
AWAY = (DatabaseAway, LineAway)
LINE_GOOD_FOR = 10.0  # seconds; SQL may move without news when Redis was away
BOARD_GOOD_FOR = 0.9  # however much news there is: a thousand callers a second are one look


@dataclass(frozen=True, slots=True)
class Within:
    """Where shared pieces are kept, in which language, and how they are rendered there."""

    feed: Feed
    language: str
    render: Callable[[Callable[[], str]], str]

    def shared(self, name: str, render: Callable[[], str], good_for: float, at_least: float = 0) -> str:
        """Return what all screens in this language show alike."""
        return self.feed.shared(f"{name} {self.language}", lambda: self.render(render), good_for, at_least)


def of_desk(agent: Account) -> Pieces:
    """Render what an agent's own page shows of the line and of their desk."""
    return shared_by_desks(_here()) | of_one_desk(agent)


def of_board() -> Pieces:
    """Render what the supervisor's page shows, and who has asked for help."""
    return shared_by_boards(_here())


def shared_by_desks(within: Within) -> Pieces:
    """Return what every agent sees of the line."""
    drawn = {"line": line, "colleagues": colleagues}
    return {name: within.shared(name, draw, LINE_GOOD_FOR) for name, draw in drawn.items()}


def shared_by_boards(within: Within) -> Pieces:
    """Return the board, which is the same for everybody, and what is announced there."""
    drawn = {"numbers": numbers, "day": day, "levers": levers, "done": done, "tables": tables, "say": hands}
    return {name: within.shared(name, draw, BOARD_GOOD_FOR, BOARD_GOOD_FOR) for name, draw in drawn.items()}


def of_one_desk(agent: Account) -> Pieces:
    """Return what one agent sees of their own desk, and what is announced of it."""
    seen = look_at(agent.name)
    said = " ".join(_(words) for words in seen.announced)
    blank = render_template("_blank.html", offer=seen.offer)  # where there is no card
    return {"desk": strip(seen, agent), "blank": blank, "say": said}


def hands() -> str:
    """Say who asks for help."""
    with here().database.reading() as look:
        raised = [desk.agent for desk in here().desks.all(look) if desk.hand_at is not None]
    return " ".join(_("{agent} asks for help.").format(agent=agent) for agent in raised)


def _here() -> Within:
    return Within(here().feed, tongue(), lambda render: render())


def line() -> str:
    return render_template("_line.html", line=standing.look(here()))


def colleagues() -> str:
    return render_template("_colleagues.html", colleagues=free_colleagues())


def free_colleagues() -> list[Desk]:
    """Return the desks that are free, so that a caller can be offered to them."""
    with here().database.reading() as look:
        return [desk for desk in here().desks.all(look) if desk.is_free]


def strip(seen: states.Seen, agent: Account) -> str:
    page = here().settings.softphone_url
    softphone = f"{page}/{agent.endpoint}" if page else None
    return render_template("_strip.html", seen=seen, softphone=softphone)


def my_strip() -> str:
    """Render the desk of whoever asks."""
    return strip(look_at(me().name), me().account)


def look_at(agent: str) -> states.Seen:
    """Return a desk as its agent sees it."""
    desks = here().desks
    desk = desks.state(agent)
    if desk is not None and desk.state == "wrap-up":
        place = desks.place_of(agent)
        may_call_back = place is not None and desks.may_call_back(place)
        hung_up = place is not None and place.why == HUNG_UP
        beside = states.Beside(may_call_back=may_call_back, hung_up=hung_up)
    elif desk is not None and desk.state == "talking":
        beside = states.Beside(handed=tuple(desks.handed(agent)), colleague=desks.colleague(agent))
    else:
        heard = desks.heard_of(agent) if desk is not None and desk.is_introduced else None
        offered = desks.offered(desk)
        beside = states.Beside(offered=offered, talk_began=_talk_began(offered), heard=heard)
    return states.seen(desk, beside)


def _talk_began(place: Place | None) -> datetime | None:
    if place is None:
        return None
    with here().database.reading() as look:
        return talk_began(look, place)


def numbers() -> str:
    return render_template("_numbers.html", numbers=watched.numbers(here()))


def day() -> str:
    quarters, zone = watched.day(here())
    return render_template("_day.html", quarters=quarters, zone=zone)


def levers() -> str:
    return render_template("_levers.html", stands=watched.levers(here()))


def done() -> str:
    return render_template("_done_today.html", stands=watched.levers(here()))


def tables() -> str:
    return render_template("_tables.html", tables=watched.tables(here()))
