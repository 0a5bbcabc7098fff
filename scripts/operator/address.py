"""The public address, asked as the carrier asks: whether our web server is there, and whom it hears."""

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from twilio.request_validator import RequestValidator

from ivr import VoiceSettings
from scripts.operator.fault import Fault

PATIENCE = 10  # seconds
NOTHING = {"CallSid": "CA" + "0" * 32, "CallStatus": "ringing"}  # of a word like this nothing is written
OK, NOTED, REFUSED = 200, 204, 403


def answers(settings: VoiceSettings) -> str:
    """Say that the public address answers, or raise what is wrong."""
    status = _asked(f"{settings.public_base_url}/healthz")
    if status != OK:
        raise Fault(f"/healthz answers {status}", "look at PUBLIC_BASE_URL, and at what it leads to")
    return f"{settings.public_base_url} answers"


def hears_the_carrier_only(settings: VoiceSettings) -> str:
    """Let the server judge a word about no call, once signed as the carrier signs, and once not."""
    token = settings.twilio_auth_token.get_secret_value()
    status = _posted(settings, token)
    if status not in {NOTED, REFUSED}:
        raise Fault(f"/voice/status answers {status}", "look at PUBLIC_BASE_URL, and at what it leads to")
    if status == REFUSED:
        mend = "give `web` the TWILIO_AUTH_TOKEN and PUBLIC_BASE_URL that are set here, and start it anew"
        raise Fault("what the carrier signs is refused", mend)
    if _posted(settings, f"not {token}") != REFUSED:
        raise Fault("what nobody signed is heard", "look at what PUBLIC_BASE_URL leads to: it is not ours")
    return "what the carrier signs is heard, and nothing else"


def _posted(settings: VoiceSettings, token: str) -> int:
    url = f"{settings.public_base_url}/voice/status"
    return _asked(url, NOTHING, RequestValidator(token).compute_signature(url, NOTHING))


def _asked(url: str, form: dict[str, str] | None = None, signature: str = "") -> int:
    body = urlencode(form).encode() if form else None
    asked = Request(url, body, {"X-Twilio-Signature": signature})  # noqa: S310 - settings take http and https
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, HTTPException, OSError) as error:
        raise Fault(f"{url} does not answer: {error}", "start the Procfile's web") from None
