"""The console put together: settings in, a Flask application out."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from agents import (
    acts,
    assets,
    board,
    booking,
    changing,
    desk,
    failures,
    guests,
    heartbeat,
    letters,
    levers,
    listing,
    live,
    look,
    passing,
    probes,
    same_caller,
    search,
    second_doses,
    security,
    sessions,
    throttle,
)
from agents.api import routes as api
from agents.roles import PUBLIC, allow
from agents.services import Services
from agents.settings import ConsoleSettings
from booking_core import Clock

DESKS = (desk, acts, passing, guests, booking, changing, second_doses, listing, letters, search)
ROOMS = (sessions, *DESKS, board, levers, live, assets, probes, api)
LARGEST_POST = 64 * 1024


def create_app(settings: ConsoleSettings, clock: Clock | None = None) -> Flask:
    """Build the console; nothing is connected before the first request needs it."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=LARGEST_POST,
        SESSION_COOKIE_NAME="fairline",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        WTF_CSRF_TIME_LIMIT=None,  # a shift is longer than an hour; the token ends with the session
        WTF_CSRF_SSL_STRICT=settings.is_https,
    )
    _believe(app, settings.trusted_proxies)
    services = app.extensions["fairline"] = Services(settings, clock)
    allow(PUBLIC)(app.view_functions["static"])
    look.dress(app)
    security.guard(app)
    same_caller.watch(app)
    heartbeat.listen(app)
    throttle.count_in(services.redis, app)
    failures.explain(app)
    for room in ROOMS:
        app.register_blueprint(room.pages)
    return app


def _believe(app: Flask, proxies: int) -> None:
    """Take from so many proxies who asks and by which scheme; else what is sent along counts for nothing."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
