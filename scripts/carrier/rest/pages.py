"""Lists of the REST API, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from aiohttp import web

from scripts.carrier.rest.refusal import bad

T = TypeVar("T")
LARGEST = 1000


def listing(
    request: web.Request, key: str, things: Iterable[T], view: Callable[[T], dict[str, Any]]
) -> web.Response:
    """One page in the carrier's envelope."""
    rows = list(things)
    size, page = _whole(request, "PageSize", 50), _whole(request, "Page", 0)
    size = min(max(size, 1), LARGEST)
    chosen = rows[page * size : (page + 1) * size]
    last = max(0, (len(rows) - 1) // size)
    return web.json_response(
        {
            key: [view(row) for row in chosen],
            "end": page * size + max(len(chosen) - 1, 0),
            "first_page_uri": _uri(request, 0, size),
            "next_page_uri": _uri(request, page + 1, size) if page < last else None,
            "page": page,
            "page_size": size,
            "previous_page_uri": _uri(request, page - 1, size) if page > 0 else None,
            "start": page * size,
            "uri": _uri(request, page, size),
        }
    )


def _whole(request: web.Request, name: str, default: int) -> int:
    text = request.query.get(name, "")
    if text and not text.isdigit():
        raise bad(20001, f"{name} is not a number: {text}")
    return int(text or default)


def _uri(request: web.Request, page: int, size: int) -> str:
    kept = [(name, value) for name, value in request.query.items() if not name.startswith("Page")]
    return f"{request.path}?{urlencode([*kept, ('PageSize', size), ('Page', page)])}"


def on_days(request: web.Request, name: str, of: datetime | None) -> bool:
    """Whether a date fits the filters of a name: on the day, or from or up to a moment."""
    bounds = {sign: request.query.get(name + sign) for sign in ("", "<", ">")}
    if not any(bounds.values()):
        return True
    if of is None:
        return False
    return all(
        (
            not bounds[""] or of.date() == _moment(bounds[""]).date(),
            not bounds["<"] or of <= _moment(bounds["<"]),
            not bounds[">"] or of >= _moment(bounds[">"]),
        )
    )


def _moment(text: str | None) -> datetime:
    try:
        when = datetime.fromisoformat(text or "")
    except ValueError:
        raise bad(20001, f"not a date: {text}") from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
