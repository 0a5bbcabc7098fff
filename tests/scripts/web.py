"""The voice as a web server of the test's own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

from ivr import create_app
from ivr.parts import EXTENSION
from scripts.measures.hotline import free_ports
from tests.ivr.hotline import Quiet, settings


@contextmanager
def serving(folder: Path, database_url: str, redis_url: str) -> Iterator[str]:
    """Serve it on loopback, and return the address that it knows itself by."""
    [port] = free_ports(1)
    base = f"http://127.0.0.1:{port}"
    app = create_app(settings(folder, database_url, redis_url, base))
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()
        app.extensions[EXTENSION].database.close()
        app.extensions[EXTENSION].redis.close()
