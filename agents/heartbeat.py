"""The sign of life of whoever is at a desk: all that they ask for says that they are there."""

from contextlib import suppress

from flask import Flask, current_app, request
from flask_login import current_user

from agents.roles import DESK, PUBLIC, allowed
from agents.services import here
from queueing import LineAway


def listen(app: Flask) -> None:
    """Take every request that somebody at a desk may make for a sign of life."""
    app.before_request(beat)


def beat() -> None:
    """Note who asks; where Redis is away nobody is judged by their silence either."""
    view = current_app.view_functions.get(request.endpoint or "")
    if allowed(view) is PUBLIC or not current_user.is_authenticated:
        return
    if current_user.account.role in DESK:
        with suppress(LineAway):
            here().screens.beat(current_user.name, here().now())
