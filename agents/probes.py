"""Is it alive, is it ready, and what does it count: for whoever watches the machines."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import text

from agents import standing, watched
from agents.roles import PUBLIC, allow
from agents.services import here
from booking_core import may_look

pages = Blueprint("probes", __name__)


@pages.get("/healthz")
@allow(PUBLIC)
def alive() -> Response:
    """Say that this process answers."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
@allow(PUBLIC)
def ready() -> Response:
    """Say whether the parts below answer; which does not is told only to whoever may look."""
    parts = {"database": _answers(_database), "redis": _answers(_redis), "clock": _answers(here().now)}
    told: dict[str, object] = {"ready": all(parts.values())}
    detail = {"parts": {name: "up" if up else "down" for name, up in parts.items()}}
    answer = jsonify(told | (detail if _may_look() else {}))
    answer.status_code = 200 if told["ready"] else 503
    return answer


@pages.get("/metrics")
@allow(PUBLIC)
def metrics() -> Response:
    """Count for Prometheus; only for this machine, or with the token."""
    if not _may_look():
        abort(403)
    line, registry = standing.look(here()), CollectorRegistry()
    Gauge("fairline_waiting", "Callers who wait.", registry=registry).set(line.waiting)
    oldest = line.oldest
    longest = (here().now() - oldest).total_seconds() if oldest else 0
    Gauge("fairline_longest_wait_seconds", "The longest wait now.", registry=registry).set(longest)
    desks = Gauge("fairline_desks", "Desks by state.", ["state"], registry=registry)
    for state, count in watched.tables(here()).by_state.items():
        desks.labels(state).set(count)
    return Response(generate_latest(registry), mimetype=CONTENT_TYPE_LATEST)


def _may_look() -> bool:
    return may_look(request.remote_addr, dict(request.headers), here().settings.metrics_token)


def _answers(part: Callable[[], object]) -> bool:
    try:
        part()
    except Exception:  # noqa: BLE001  # whatever went wrong, the part does not answer
        return False
    return True


def _database() -> None:
    with here().database.reading() as look:
        look.execute(text("SELECT 1"))


def _redis() -> None:
    here().places.line.counts()
