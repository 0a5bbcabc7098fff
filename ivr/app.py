"""The wiring of the voice: settings in, a Flask app out."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from booking_core import Clock
from ivr.door import Voice
from ivr.settings import VoiceSettings, share_metrics

LARGEST = 64 * 1024


def create_app(settings: VoiceSettings, clock: Clock | None = None) -> Flask:
    """Make the app that the carrier calls."""
    share_metrics(settings)  # before anything imports prometheus_client
    from ivr.callback_webhooks import callbacks  # noqa: PLC0415
    from ivr.desk_webhooks import desks  # noqa: PLC0415
    from ivr.errors import speak_of_errors  # noqa: PLC0415
    from ivr.health import health  # noqa: PLC0415
    from ivr.logs import configure_logs, log  # noqa: PLC0415
    from ivr.metrics import measure  # noqa: PLC0415
    from ivr.notice_webhooks import notice_calls  # noqa: PLC0415
    from ivr.parts import EXTENSION, assemble  # noqa: PLC0415
    from ivr.signature import require_signature  # noqa: PLC0415
    from ivr.texts import texts  # noqa: PLC0415
    from ivr.wait_webhooks import waits  # noqa: PLC0415
    from ivr.webhooks import voice  # noqa: PLC0415

    configure_logs()
    app = Voice("ivr", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST)
    _believe(app, settings.trusted_proxies)
    app.extensions[EXTENSION] = parts = assemble(settings, clock)
    for fault in parts.recordings.faults:
        log.warning("recording is not used", file=fault)
    measure(app)
    require_signature(app, settings)
    speak_of_errors(app)
    for room in (voice, waits, desks, callbacks, notice_calls, texts, health):
        app.register_blueprint(room)
    return app


def _believe(app: Flask, proxies: int) -> None:
    """Take from so many proxies who asks; a signature is checked against PUBLIC_BASE_URL all the same."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
