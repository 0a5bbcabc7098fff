"""Puts the network behind HTTP."""

from __future__ import annotations

import argparse
import random
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler

from scripts.carrier import handset, rest
from scripts.carrier.identity import Sids
from scripts.carrier.keys import NETWORK
from scripts.carrier.network import Network
from scripts.carrier.number import Number
from scripts.carrier.rest.calls import formatted
from scripts.carrier.rest.routes import guard
from scripts.carrier.seen import Seen
from scripts.carrier.settings import Account
from scripts.carrier.throttle import Throttle
from scripts.carrier.webhook import Webhooks


def application(account: Account, flags: argparse.Namespace) -> web.Application:
    """Give the web application of one carrier."""
    app = web.Application(middlewares=[only_our_pages, guard(account.twilio_account_sid, _keys(account))])
    app.add_routes(rest.routes())
    app.add_routes([*handset.routes(), *handset.page_routes()])

    async def network(app: web.Application) -> AsyncIterator[None]:
        # Cookies belong to a call, and thousands of calls share the connections.
        connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=60)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
            seen = Seen.into(flags.log, account.hotline_number)
            webhooks = Webhooks(session, account.twilio_auth_token.get_secret_value(), seen)
            app[NETWORK] = _network(account, flags, webhooks)
            yield
            await app[NETWORK].close()

    app.cleanup_ctx.append(network)
    return app


@web.middleware
async def only_our_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn down a page from elsewhere: the handsets ask nobody for a password."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="these telephones are used from their own pages only")
    return await handler(request)


def _network(account: Account, flags: argparse.Namespace, webhooks: Webhooks) -> Network:
    number = Number(
        account.hotline_number,
        formatted(account.hotline_number),
        voice_url=flags.webhook,
        voice_fallback_url=flags.fallback,
        status_callback=flags.status_callback,
        sms_url=flags.sms_webhook,
    )
    network = Network(
        account.twilio_account_sid, number, webhooks, Sids(flags.seed), Throttle(flags.cps), flags.speed
    )
    network.duplicate_every = flags.duplicate_every
    network.reorder = random.Random(flags.seed) if flags.reorder_callbacks else None
    return network


def _keys(account: Account) -> dict[str, str]:
    keys = {account.twilio_account_sid: account.twilio_auth_token.get_secret_value()}
    if account.twilio_api_key_sid and account.twilio_api_key_secret:
        keys[account.twilio_api_key_sid] = account.twilio_api_key_secret.get_secret_value()
    return keys
