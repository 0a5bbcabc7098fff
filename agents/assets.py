"""Third-party scripts and styles, served from where they were installed; none of them is ours to keep."""

from flask import Blueprint, Response, abort, send_file

from agents.roles import PUBLIC, allow
from agents.services import here

pages = Blueprint("assets", __name__)
VENDORED = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "uplot.js": "uplot/dist/uPlot.iife.min.js",
    "uplot.css": "uplot/dist/uPlot.min.css",
}
KINDS = {".js": "text/javascript", ".css": "text/css"}


@pages.get("/vendor/<name>")
@allow(PUBLIC)
def vendor(name: str) -> Response:
    """Send one of the files that the pages name."""
    path = here().settings.node_modules.absolute() / VENDORED.get(name, "-")
    if name not in VENDORED or not path.is_file():
        abort(404)
    return send_file(path, mimetype=KINDS[path.suffix], max_age=3600)
