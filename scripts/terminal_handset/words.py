"""How what is heard reads in a terminal."""

from __future__ import annotations

from typing import Any


def line_of(row: dict[str, Any]) -> str:
    """Give one line for one thing heard; nothing for a silence."""
    match row.get("verb"):
        case "Say":
            language = str(row.get("language", "en-US"))
            return row["text"] if language.startswith("en") else f"[{language}] {row['text']}"
        case "Play":
            return f"(tones {row['digits']})" if "digits" in row else f"(plays {row.get('url', '')})"
        case "Pause":
            return ""
        case "Dial":
            return f"(is connected to {row.get('conference') or row.get('to')})"
    return f"({row.get('verb')})"


def has_failed(call: dict[str, Any]) -> bool:
    """Tell whether a call went wrong: never taken, or ended in the carrier's own apology."""
    broken = any(row.get("error") for row in call["heard"])
    return broken or call["status"] in {"busy", "failed", "no-answer", "canceled"}
