"""Where the web application keeps the network."""

from aiohttp import web

from scripts.carrier.network import Network

NETWORK = web.AppKey("network", Network)
