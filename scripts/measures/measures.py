"""Every measure by its name, in the order in which they run."""

from collections.abc import Callable, Iterator, Mapping

from scripts.measures import (
    console_screens,
    dial_rate,
    dispatch_lag,
    growth,
    join_script,
    join_webhook,
    memory,
    rebuilding,
    reservations,
    wait_webhook,
)
from scripts.measures.given import Given
from scripts.measures.rows import Row

MEASURES: Mapping[str, Callable[[Given], Iterator[Row]]] = {
    "growth": growth.measure,
    "join-script": join_script.measure,
    "memory": memory.measure,
    "rebuild": rebuilding.measure,
    "wait-webhook": wait_webhook.measure,
    "join-webhook": join_webhook.measure,
    "reservations": reservations.measure,
    "dispatch": dispatch_lag.measure,
    "dials": dial_rate.measure,
    "screens": console_screens.measure,
}
