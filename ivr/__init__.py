"""The phone door: what callers hear, and what their keys do."""

from ivr import cadence
from ivr.app import create_app
from ivr.recordings import Recordings, recordable
from ivr.settings import BadSettings, VoiceSettings
from ivr.talk import LANGUAGES
from ivr.words import every_word

__all__ = [
    "LANGUAGES",
    "BadSettings",
    "Recordings",
    "VoiceSettings",
    "cadence",
    "create_app",
    "every_word",
    "recordable",
]
