"""Flask as the webhooks need it: one small form a request, and no host that anything would depend on."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import MapAdapter

FORM = "application/x-www-form-urlencoded"


class Webhook(Request):
    """A request of the carrier."""

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """Read the fields as Flask does, without what it prepares for files; what cannot be read is none."""
        if self.mimetype != FORM:
            return super().form
        try:
            text = self.get_data(cache=False).decode()
        except UnicodeDecodeError:
            return ImmutableMultiDict()
        fields = parse_qsl(text, keep_blank_values=True, errors="werkzeug.url_quote")
        return ImmutableMultiDict(fields)


class Voice(Flask):
    """The app: which host a request names is not asked, for it is not believed."""

    request_class = Webhook

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a view as it is: none of ours is a coroutine."""
        return func

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Look for a route by the path alone."""
        if request is None:
            return super().create_url_adapter(None)
        return MapAdapter(self.url_map, "", "/", "", request.scheme, request.path, request.method)
