"""The phone door: what callers hear, and what their keys do."""

from ivr import cadence
from ivr.app import create_app
from ivr.settings import BadSettings, VoiceSettings

__all__ = ["BadSettings", "VoiceSettings", "cadence", "create_app"]
