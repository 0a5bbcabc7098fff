"""Counts and durations of the webhooks, shared between the processes of one server."""

import time
from functools import cache
from logging import INFO

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MutexValue, ValueClass

from booking_core import last_two
from ivr import asked
from ivr.logs import log
from ivr.settings import shared_metrics

WEBHOOKS = Counter("fairline_webhooks", "Webhooks answered", ["route", "status"])
SECONDS = Histogram(
    "fairline_webhook_seconds",
    "Time to answer a webhook",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)


def measure(app: Flask) -> None:
    """Count and log every request that was signed."""

    @app.before_request
    def start() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route, took = request.endpoint or "none", time.perf_counter() - g.begun
        webhooks, seconds = _kept(route, response.status_code)
        webhooks.inc()
        seconds.observe(took)
        if g.get("signed") and log.is_enabled_for(INFO):  # of a stranger nothing is kept
            call = asked.call()
            told = {"route": route, "status": response.status_code, "ms": round(took * 1000, 1)}
            log.info("webhook", call=call.sid, number=last_two(call.phone), **told)
        return response


@cache
def _kept(route: str, status: int) -> tuple[Counter, Histogram]:
    return WEBHOOKS.labels(route, status), SECONDS.labels(route)


def exposition() -> Response:
    """Return everything counted by every process, as Prometheus reads it."""
    folder = shared_metrics()
    if folder is None or ValueClass is MutexValue:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
