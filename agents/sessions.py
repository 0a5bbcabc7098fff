"""Signing in and out."""

import structlog
from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from agents import tongue
from agents.roles import AT_DESKS, EVERYBODY, PUBLIC, allow
from agents.services import here, me
from agents.sign_ins import WRONG, Kind
from agents.throttle import slow_down_guessing

pages = Blueprint("sessions", __name__)
log = structlog.get_logger()
A_YEAR = 365 * 24 * 3600


@pages.get("/")
@allow(EVERYBODY)
def home() -> AnyResponse:
    """Go to where this person works."""
    return redirect(url_for("desk.page" if me().account.role in AT_DESKS else "board.page"), 303)


@pages.get("/sign-in")
@allow(PUBLIC)
def sign_in() -> AnyResponse | str:
    if current_user.is_authenticated:
        return redirect(url_for("sessions.home"), 303)
    return render_template("sign_in.html", call_is_on=request.args.get("call") == "on")


@pages.post("/sign-in")
@allow(PUBLIC)
@slow_down_guessing
def open_session() -> AnyResponse:
    """Sign in; the cookie holds a token, and everything about it is kept here."""
    name = request.form.get("name", "").strip().lower()
    opened = here().sign_ins.open(name, request.form.get("password", ""), Kind.SCREEN, here().now())
    if opened is None:
        log.info("sign-in refused", address=request.remote_addr)
        return Response(render_template("sign_in.html", problem=WRONG, name=name), 401)
    session.clear()
    login_user(opened)
    log.info("signed in", agent=opened.name)
    return redirect(url_for("sessions.home"), 303)


@pages.post("/language")
@allow(PUBLIC)
def speak() -> AnyResponse:
    """Show this browser the console in the language that was chosen."""
    chosen = request.form.get("tongue", "")
    answer = redirect(url_for("sessions.home"), 303)
    if chosen in tongue.TONGUES:
        answer.set_cookie(tongue.COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    return answer


@pages.post("/sign-out")
@allow(EVERYBODY)
def sign_out() -> AnyResponse | str:
    """Sign out; whoever is in a call is asked first, for it goes on by telephone.

    The desk is closed, after the call where there is one: nobody is there who could take the next.
    """
    desk = here().desks.state(me().name)
    in_call = desk is not None and desk.has_caller
    if in_call and request.form.get("all_the_same") != "1":
        return render_template("sign_out.html")
    here().sign_ins.end(me().token, here().now())
    here().desks.away(me().name, here().now())
    return _left(in_call=in_call)


@pages.post("/sign-out-everywhere")
@allow(EVERYBODY)
def sign_out_everywhere() -> AnyResponse:
    """Sign out of every browser and every API client of this account, and close the desk."""
    here().sign_ins.end_all(me().account.id, here().now())
    here().desks.away(me().name, here().now())
    return _left()


def _left(*, in_call: bool = False) -> AnyResponse:
    logout_user()
    session.clear()
    return redirect(url_for("sessions.sign_in", call="on" if in_call else None), 303)
