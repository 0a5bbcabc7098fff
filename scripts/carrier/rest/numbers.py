"""The IncomingPhoneNumbers resource: the one number there is."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scripts.carrier.identity import moment, rfc2822
from scripts.carrier.keys import NETWORK
from scripts.carrier.number import Number
from scripts.carrier.rest.asked import Asked, asked
from scripts.carrier.rest.pages import listing
from scripts.carrier.rest.refusal import missing

URLS = {
    "VoiceUrl": "voice_url",
    "VoiceFallbackUrl": "voice_fallback_url",
    "StatusCallback": "status_callback",
    "SmsUrl": "sms_url",
    "SmsFallbackUrl": "sms_fallback_url",
}
METHODS = {
    "VoiceMethod": "voice_method",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallbackMethod": "status_callback_method",
    "SmsMethod": "sms_method",
    "SmsFallbackMethod": "sms_fallback_method",
}


def view(account: str, number: Number) -> dict[str, Any]:
    """Give the number as the REST API shows it."""
    return {
        "account_sid": account,
        "address_requirements": "none",
        "address_sid": None,
        "api_version": "2010-04-01",
        "beta": False,
        "bundle_sid": None,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "date_created": rfc2822(number.created),
        "date_updated": rfc2822(number.updated),
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "friendly_name": number.friendly_name,
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": number.phone,
        "sid": number.sid,
        "sms_application_sid": None,
        "status": "in-use",
        "trunk_sid": None,
        "type": "local",
        "uri": f"/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{number.sid}.json",
        "voice_application_sid": None,
        "voice_caller_id_lookup": number.voice_caller_id_lookup,
        "voice_receive_mode": "voice",
    } | {field: getattr(number, field) for field in (*URLS.values(), *METHODS.values())}


async def every(request: web.Request) -> web.Response:
    network = request.app[NETWORK]
    wanted = request.query.get("PhoneNumber", "").replace(" ", "+")
    named = request.query.get("FriendlyName") in {None, network.number.friendly_name}
    found = [network.number] if wanted.strip("*") in network.number.phone and named else []
    return listing(request, "incoming_phone_numbers", found, lambda number: view(network.account, number))


async def fetch(request: web.Request) -> web.Response:
    return web.json_response(view(request.app[NETWORK].account, _number(request)))


async def update(request: web.Request) -> web.Response:
    number, form = _number(request), await asked(request)
    _change(number, form)
    return web.json_response(view(request.app[NETWORK].account, number))


def _change(number: Number, form: Asked) -> None:
    changes: dict[str, Any] = {field: form.url(name) or "" for name, field in URLS.items() if name in form}
    changes |= {field: form.method(name) for name, field in METHODS.items() if name in form}
    if "VoiceCallerIdLookup" in form:
        changes["voice_caller_id_lookup"] = form.flag("VoiceCallerIdLookup")
    if "FriendlyName" in form:
        changes["friendly_name"] = form.text("FriendlyName")
    for field, value in changes.items():
        setattr(number, field, value)
    number.updated = moment()


def _number(request: web.Request) -> Number:
    number = request.app[NETWORK].number
    if request.match_info["sid"] != number.sid:
        raise missing(request)
    return number


ROUTES = (
    ("GET", "/IncomingPhoneNumbers.json", every),
    ("GET", "/IncomingPhoneNumbers/{sid}.json", fetch),
    ("POST", "/IncomingPhoneNumbers/{sid}.json", update),
)
