"""The supervisor's board."""

from flask import Blueprint, render_template

from agents import pieces
from agents.roles import BOARD, allow

pages = Blueprint("board", __name__, url_prefix="/board")


@pages.get("/")
@allow(BOARD)
def page() -> str:
    """Show the line, the desks and what is left to book."""
    return render_template("board.html", pieces=pieces.of_board())
