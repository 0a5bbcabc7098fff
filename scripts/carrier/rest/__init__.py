"""The REST API of the account, as far as the application uses it."""

from scripts.carrier.rest.routes import ROOT, routes

__all__ = ["ROOT", "routes"]
