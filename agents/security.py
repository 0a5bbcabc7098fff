"""The guard at the door: who is signed in, what they may see, and what a browser may do with our pages."""

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from agents.accounts import Account
from agents.errors import Forbidden
from agents.roles import DESK, PUBLIC, Role, allowed
from agents.services import here
from agents.sign_ins import Kind, SignedIn

csrf = CSRFProtect()
NOT_ANY_MORE = "Your account is not for the desk any more."
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # over https a form has to say that its page is ours
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guard(app: Flask) -> None:
    """Deny what is not allowed, and send every answer out with its headers."""
    people = LoginManager(app)
    people.session_protection = None  # an address may change with a network
    people.user_loader(_by_cookie)
    people.request_loader(_by_header)
    app.before_request(judge)
    csrf.init_app(app)
    app.after_request(_with_headers)


def judge() -> AnyResponse | None:
    """Let the request through only if its view is open to whoever asks, and if somebody can have typed it."""
    if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
        abort(413)
    if request.endpoint is None:
        return None  # no such page: 404, for everybody alike
    roles = allowed(current_app.view_functions[request.endpoint])
    if roles is None:
        abort(403)
    if roles is PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if not may(current_user.account, roles):
        had_one = roles is DESK and here().desks.state(current_user.name) is not None
        raise Forbidden(NOT_ANY_MORE if had_one else Forbidden.__doc__)
    return None


def may(account: Account, roles: frozenset[Role]) -> bool:
    """Tell whether an account may see what is open to these roles.

    Whose role was taken away in mid-call keeps the desk for as long as that call is to be finished.
    """
    return account.role in roles or (roles is DESK and here().desks.has_call(account.name))


def _ask_to_sign_in() -> AnyResponse:
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": url_for("sessions.sign_in")})
    if request.path.startswith(("/api/", "/live/")):
        abort(401)
    return redirect(url_for("sessions.sign_in"), 303)


def _by_cookie(token: str) -> SignedIn | None:
    if request.path.startswith("/api/"):
        return None  # the API is never opened by a cookie, and so needs no guard against forged forms
    is_act = not request.path.startswith("/live/")
    return here().sign_ins.find(token, Kind.SCREEN, here().now(), is_act=is_act)


def _by_header(asked: object) -> SignedIn | None:  # noqa: ARG001
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or not request.path.startswith("/api/"):
        return None
    return here().sign_ins.find(token, Kind.API, here().now())


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if here().settings.is_https:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
