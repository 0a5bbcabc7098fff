"""The people's side of the network: their telephones, over HTTP and in the browser."""

from scripts.carrier.handset.pages import page_routes
from scripts.carrier.handset.routes import routes

__all__ = ["page_routes", "routes"]
