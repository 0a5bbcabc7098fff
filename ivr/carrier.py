"""The carrier's REST interface: ring, move, hang up, text. Only workers use it, never a webhook."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from ivr import addresses
from ivr.settings import VoiceSettings

NOT_IN_PROGRESS, NOT_FOUND = 21220, 20404
# Invalid, not allowed, blocked, not reachable: 21211, 21214 to 21217 and 13224 in the list of error codes.
UNREACHABLE = frozenset({21211, 21214, 21215, 21216, 21217, 13224})
NOT_YET = frozenset({401, 403, 429})  # a wrong token is mended by somebody, and too many requests pass
TIMEOUT = 10.0
AT_ONCE = 8  # so that a look at a hundred calls does not hold up the callers
CONNECTIONS = 32
RING_SECONDS = 40
SLACK = timedelta(seconds=5)
ALIVE = frozenset({"queued", "ringing", "in-progress"})


class CallGone(Exception):
    """The call is not up any more."""


class Refused(Exception):
    """The carrier will never do this."""


class NoSuchNumber(Refused):
    """This number can never be rung."""


class CarrierAway(Exception):
    """The carrier did not do it now."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A number of the account, and where it leads, by the carrier's names: `{"voice_url": ...}`."""

    sid: str
    number: str
    leads_to: Mapping[str, str]


class Carrier:
    """What we ask of the carrier. Nothing here is safe to repeat by itself: the jobs see to that."""

    def __init__(self, settings: VoiceSettings, network: Any = None, at_once: int = AT_ONCE) -> None:
        self._settings, self._network = settings, network  # of the SDK's own kind; HTTP where none is given
        self._at_once = at_once

    def prepare(self) -> None:
        """Load what takes a second to load, so that nobody's telephone rings a second late for it."""
        _ = self._client

    def ring_desk(self, agent: str, endpoint: str, attempt: int) -> str:
        """Ring an agent's phone and return the call; the attempt rides in its addresses."""
        return self.ring_phone(
            endpoint, addresses.desk(agent, attempt), addresses.desk_status(agent, attempt)
        )

    def ring_phone(self, endpoint: str, document: str, status: str) -> str:
        """Ring an agent's phone for a document, and return the call; only its end is told."""
        return self._ring(endpoint, document, status, "completed")

    def ring_person(self, number: str, document: str, status: str) -> str:
        """Ring somebody and return the call; which attempt it is rides in the addresses that it is given.

        Raises NoSuchNumber where this number can never be rung.
        """
        kept = self._url(addresses.FALLBACK)
        return self._ring(number, document, status, "initiated", "ringing", "completed", fallback_url=kept)

    def _ring(self, to: str, document: str, status: str, *told: str, **more: str) -> str:
        with _answering():
            call = self._client.calls.create(
                to=to,
                from_=self._settings.hotline_number,
                url=self._url(document),
                status_callback=self._url(status),
                status_callback_event=list(told),
                timeout=RING_SECONDS,
                **more,
            )
        return str(call.sid)

    def dialled(self, number: str, since: datetime) -> tuple[str, str] | None:
        """Return the newest call of ours to this number since then, and its status: it may have ended."""
        with _answering():
            calls = self._client.calls.list(to=number, from_=self._settings.hotline_number, limit=20)
        return next(((c.sid, c.status) for c in calls if _recent(c.date_created, since)), None)

    def status_of(self, call_sid: str) -> str | None:
        """Return what the carrier calls the state of a call; None where it knows of no such call."""
        with suppress(CallGone), _answering():
            return str(self._client.calls(call_sid).fetch().status)
        return None

    def rung(self, endpoint: str, since: datetime) -> str | None:
        """Return a call to this phone that was placed since then and still lives."""
        with _answering():
            calls = self._client.calls.list(to=endpoint, limit=20)
        return next((c.sid for c in calls if c.status in ALIVE and _recent(c.date_created, since)), None)

    def move_caller(self, call_sid: str, path: str) -> None:
        """Lead a call that is up to another document. Raises CallGone."""
        with _answering():
            self._client.calls(call_sid).update(url=self._url(path), method="POST")

    def is_up(self, call_sid: str) -> bool:
        """Tell whether a call has not ended; one that the carrier does not know has."""
        with suppress(CallGone), _answering():
            return self._client.calls(call_sid).fetch().status in ALIVE
        return False

    def gone(self, call_sids: Iterable[str]) -> set[str]:
        """Return those of these calls that have ended."""
        asked = sorted(set(call_sids))
        if self._at_once == 1:
            return {sid for sid in asked if not self.is_up(sid)}
        with ThreadPoolExecutor(self._at_once) as pool:
            found = pool.map(self.is_up, asked)  # the first that fails calls off the others
            return {sid for sid, up in zip(asked, found, strict=True) if not up}

    def hang_up(self, call_sid: str) -> None:
        """End a call. Raises CallGone where it had ended."""
        with _answering():
            self._client.calls(call_sid).update(status="completed")

    def seat(self, room: str, call_sid: str, *, hold: bool, music: str, muted: bool) -> None:
        """Let somebody in a conference hear music or not, and be heard or not. Raises CallGone."""
        terms: dict[str, Any] = {"hold_url": self._url(music), "hold_method": "POST"} if hold else {}
        with _answering():
            self._room(room).participants(call_sid).update(hold=hold, muted=muted, **terms)

    def ends(self, room: str, call_sid: str, *, on: bool) -> None:
        """Let a conference end when somebody leaves it, or not. Raises CallGone where they are not in it."""
        with _answering():
            self._room(room, "in-progress", "init").participants(call_sid).update(end_conference_on_exit=on)

    def invite(self, room: str, number: str, status: str) -> str:
        """Ring somebody into a conference that is up, and return the call. Raises NoSuchNumber, CallGone."""
        with _answering():
            guest = self._room(room).participants.create(
                from_=self._settings.hotline_number,
                to=number,
                beep="false",
                end_conference_on_exit=False,
                status_callback=self._url(status),
                status_callback_event=["answered", "completed"],
                timeout=RING_SECONDS,
            )
        return str(guest.call_sid)

    def _room(self, name: str, *states: str) -> Any:
        for state in states or ("in-progress",):
            for found in self._client.conferences.list(friendly_name=name, status=state, limit=1):
                return self._client.conferences(found.sid)
        raise CallGone(name)

    def send_text(self, to: str, body: str, status: str) -> str:
        """Send a text and return its id; what becomes of it is told to the address `status`."""
        with _answering():
            sent = self._client.messages.create(
                to=to,
                from_=self._settings.hotline_number,
                body=body,
                status_callback=self._url(status),
            )
        return str(sent.sid)

    def texted(self, to: str, body: str, since: datetime) -> str | None:
        """Return this very text if it was sent since then."""
        with _answering():
            sent = self._client.messages.list(to=to, limit=20)
        return next((m.sid for m in sent if m.body == body and _recent(m.date_created, since)), None)

    def owned(self, number: str, names: Iterable[str]) -> Owned | None:
        """Return a number of the account with these of its addresses; None where it has no such number."""
        with _answering():
            found = self._client.incoming_phone_numbers.list(phone_number=number, limit=20)
        mine = next((each for each in found if each.phone_number == number), None)
        return mine and Owned(mine.sid, number, {name: getattr(mine, name) or "" for name in names})

    def lead_to(self, sid: str, where: Mapping[str, str]) -> None:
        """Let a number of the account lead elsewhere."""
        with _answering():
            self._client.incoming_phone_numbers(sid).update(**where)

    @cached_property
    def _client(self) -> Any:
        from twilio.rest import Client  # noqa: PLC0415 - seconds of import

        given = self._settings
        token = given.twilio_auth_token.get_secret_value()
        user, secret = given.twilio_account_sid, token
        if given.twilio_api_key_sid and given.twilio_api_key_secret:
            user, secret = given.twilio_api_key_sid, given.twilio_api_key_secret.get_secret_value()
        client = Client(user, secret, given.twilio_account_sid, http_client=self._network or _http())
        if given.twilio_api_base_url:
            client.api.base_url = given.twilio_api_base_url
        return client

    def _url(self, path: str) -> str:
        return self._settings.public_base_url + path


def _http() -> Any:
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from twilio.http.http_client import TwilioHttpClient  # noqa: PLC0415

    kept = TwilioHttpClient(timeout=TIMEOUT)  # its session keeps a connection for each errand under way
    for scheme in ("https://", "http://"):
        kept.session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
    return kept


@contextmanager
def _answering() -> Iterator[None]:
    """Turn what the carrier answers into one of our three words."""
    from requests.exceptions import RequestException  # noqa: PLC0415
    from twilio.base.exceptions import TwilioException, TwilioRestException  # noqa: PLC0415

    try:
        yield
    except TwilioRestException as error:
        if error.code in (NOT_IN_PROGRESS, NOT_FOUND):
            raise CallGone(f"{error.code}") from error
        if error.code in UNREACHABLE:
            raise NoSuchNumber(f"{error.code}") from error
        if error.status < 500 and error.status not in NOT_YET:  # noqa: PLR2004
            raise Refused(f"{error.code}") from error
        raise CarrierAway(f"{error.status} {error.code}") from error
    except (TwilioException, RequestException, OSError) as error:
        answer = getattr(error.args[-1], "status_code", None) if error.args else None  # of a list that failed
        raise CarrierAway(str(answer or type(error).__name__)) from error


def _recent(created: datetime | None, since: datetime) -> bool:
    if created is None:
        return False
    aware = created if created.tzinfo else created.replace(tzinfo=UTC)
    return aware >= since - SLACK
