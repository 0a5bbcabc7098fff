"""Whether everything answers yet."""

import urllib.error
import urllib.request
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address said: nothing wrong, or what is."""

    url: str
    fault: str | None


def ask(url: str) -> Answer:
    """Ask one address whether it is ready."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=3):
            return Answer(url, None)
    except urllib.error.HTTPError as fault:
        return Answer(url, f"{fault.code} {fault.read(500).decode(errors='replace').strip()}")
    except OSError as fault:
        return Answer(url, str(fault))


def unready(urls: list[str]) -> list[Answer]:
    """Return those that are not ready."""
    return [answer for answer in map(ask, urls) if answer.fault is not None]
