"""Every webhook is checked against the carrier's signature; whatever is not signed is refused unread."""

from hmac import compare_digest
from urllib.parse import quote

from flask import Flask, Request, Response, g, request
from twilio.request_validator import RequestValidator

from ivr.settings import VoiceSettings

HEADER = "X-Twilio-Signature"
PROBES, SOUNDS = ("healthz", "readyz", "metrics"), ("music", "quiet", "recorded")  # sounds come unsigned
OPEN = frozenset(f"health.{each}" for each in (*PROBES, *SOUNDS))


class Signature:
    """Judges requests by the account's token and by the URL that the carrier was given."""

    def __init__(self, settings: VoiceSettings) -> None:
        self._validator = RequestValidator(settings.twilio_auth_token.get_secret_value())
        self._base = settings.public_base_url

    def holds(self, webhook: Request) -> bool:
        """Tell whether the carrier signed exactly this: the URL, and every value of every field."""
        signed, url = webhook.headers.get(HEADER, ""), self._url(webhook)
        # As a rule it is this very URL; only else are the spellings of its port tried too, at twice the cost.
        exact = self._validator.compute_signature(url, webhook.form)
        if compare_digest(exact.encode(), signed.encode()):
            return True
        return bool(self._validator.validate(url, webhook.form, signed))

    def _url(self, webhook: Request) -> str:
        # What a proxy or a Host header says is not believed: only the configured base is.
        query = webhook.query_string.decode("latin-1")
        return self._base + quote(webhook.path) + (f"?{query}" if query else "")


def require_signature(app: Flask, settings: VoiceSettings) -> None:
    """Refuse with 403, before any view runs, whatever does not hold; unknown routes too."""
    signature = Signature(settings)

    @app.before_request
    def refuse_unsigned() -> Response | None:
        if request.endpoint in OPEN and request.method == "GET":
            return None
        if signature.holds(request):
            g.signed = True
            return None
        return Response("", status=403, mimetype="text/plain")
