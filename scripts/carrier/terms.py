"""On what terms somebody takes part in a conference."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.carrier.recording import RecordingCallback
from scripts.carrier.schema import Goto

MUSIC = "http://com.twilio.music.classical.s3.amazonaws.com/BusyStrings.mp3"


@dataclass(frozen=True, slots=True)
class RoomCallback:
    """Where a conference's events are told: what the first participant asked for."""

    url: str
    method: str = "POST"
    events: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """What the Conference noun or the Participants resource said; no wait means the carrier's own music."""

    muted: bool = False
    beep: str = "true"
    start_on_enter: bool = True
    end_on_exit: bool = False
    label: str | None = None
    most: int = 250
    wait: Goto | None = None
    silent_wait: bool = False
    coaching: str | None = None
    callback: RoomCallback | None = None
    record: bool = False
    recording_callback: RecordingCallback | None = None
