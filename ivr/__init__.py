"""The phone door: what callers hear, and what their keys do."""

from ivr import cadence
from ivr.app import create_app
from ivr.carrier import CallGone, Carrier, CarrierAway, Owned, Refused
from ivr.menu import Menu
from ivr.parts import planted
from ivr.recordings import Recordings, recordable
from ivr.settings import BadSettings, VoiceSettings
from ivr.talk import LANGUAGES, Step
from ivr.tree import BadTree, about, read_menus
from ivr.words import every_word

__all__ = [
    "LANGUAGES",
    "BadSettings",
    "BadTree",
    "CallGone",
    "Carrier",
    "CarrierAway",
    "Menu",
    "Owned",
    "Recordings",
    "Refused",
    "Step",
    "VoiceSettings",
    "about",
    "cadence",
    "create_app",
    "every_word",
    "planted",
    "read_menus",
    "recordable",
]
