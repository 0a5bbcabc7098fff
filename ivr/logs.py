"""Logs as JSON lines: the call's id, never its keys, its birth dates or more of a number than two digits."""

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger("ivr")


def configure_logs() -> None:
    """Write one JSON object a line to standard output."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        cache_logger_on_first_use=False,
    )
