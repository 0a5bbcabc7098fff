"""Whether the voice lives, whether it can do its work, and how much of it there is."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import text

from booking_core import may_look
from ivr import addresses
from ivr.metrics import exposition
from ivr.music import hold_music, quiet_tone
from ivr.parts import parts

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> Response:
    return jsonify(alive=True)


@health.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Say whether calls can be taken; which part is down is told only to the house itself."""
    states = {name: _state(look) for name, look in LOOKS.items()}
    ready = all(state == "up" for state in states.values())
    told = {"ready": ready} | ({"parts": states} if _is_ours() else {})
    return jsonify(told), 200 if ready else 503


@health.get("/metrics")
def metrics() -> Response:
    return exposition() if _is_ours() else Response("", status=403)


@health.get(addresses.MUSIC)
def music() -> Response:
    return _audio(hold_music())


@health.get(addresses.QUIET)
def quiet() -> Response:
    return _audio(quiet_tone())


@health.get(f"{addresses.RECORDED}/<language>/<prompt>.wav")
def recorded(language: str, prompt: str) -> Response:
    sound = parts().recordings.sound(language, prompt)
    return Response("", status=404) if sound is None else _audio(sound)


def _audio(sound: bytes) -> Response:
    """Serve what is heard between words; the carrier keeps it."""
    response = Response(sound, mimetype="audio/wav")
    response.headers["Cache-Control"] = "public, max-age=86400, immutable"
    return response


def _database() -> None:
    with parts().database.reading() as look:
        look.execute(text("SELECT 1"))


def _redis() -> None:
    parts().redis.ping()


def _clock() -> None:
    parts().clock.now()


LOOKS: Mapping[str, Callable[[], None]] = {"database": _database, "redis": _redis, "clock": _clock}


def _state(look: Callable[[], None]) -> str:
    try:
        look()
    except Exception:  # noqa: BLE001 - whatever is wrong with a part, the answer is that it is down
        return "down"
    return "up"


def _is_ours() -> bool:
    return may_look(request.remote_addr, dict(request.headers), parts().settings.metrics_token)
