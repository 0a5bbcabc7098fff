"""Logs as one JSON object a line; whoever writes one shows two digits of a number and no more."""

import structlog


def configure() -> None:
    """Log as lines of JSON, with the time in UTC."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        cache_logger_on_first_use=True,
    )
