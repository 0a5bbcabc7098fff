"""Signing in and out, for programs."""

from agents.api import shapes
from agents.api.registry import Operation
from agents.errors import SignInFirst
from agents.roles import EVERYBODY, PUBLIC
from agents.services import here, me
from agents.sign_ins import WRONG, Kind


def sign_in(asked: shapes.Credentials) -> shapes.Token:
    opened = here().sign_ins.open(asked.name.strip().lower(), asked.password, Kind.API, here().now())
    if opened is None:
        raise SignInFirst(WRONG)
    return shapes.Token(token=opened.token, name=opened.name, role=opened.account.role)


def sign_out() -> None:
    here().sign_ins.end(me().token, here().now())


def sign_out_everywhere() -> None:
    here().sign_ins.end_all(me().account.id, here().now())


OPERATIONS = (
    Operation(
        "sign_in", "POST", "/sign-in", "Get a token.",
        PUBLIC, sign_in, shapes.Credentials, answer=shapes.Token,
    ),
    Operation("sign_out", "POST", "/sign-out", "End this token.", EVERYBODY, sign_out),
    Operation(
        "sign_out_everywhere", "POST", "/sign-out-everywhere", "End every token and every browser of mine.",
        EVERYBODY, sign_out_everywhere,
    ),
)  # fmt: skip
