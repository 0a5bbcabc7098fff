"""The phone door: what callers hear, and what their keys do."""

from ivr.app import create_app
from ivr.settings import BadSettings, VoiceSettings

__all__ = ["BadSettings", "VoiceSettings", "create_app"]
