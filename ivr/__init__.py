"""The phone door: what callers hear, and what their keys do."""

from ivr import cadence
from ivr.app import create_app
from ivr.carrier import CallGone, Carrier, CarrierAway, Owned, Refused
from ivr.dials import until_next
from ivr.jobs import drain_with
from ivr.menu import Menu
from ivr.parts import Parts, parts_of, planted
from ivr.recordings import Recordings, recordable
from ivr.settings import BadSettings, VoiceSettings
from ivr.talk import LANGUAGES, Step
from ivr.tree import BadTree, about, read_menus
from ivr.words import every_word
from ivr.workshop import Workshop

__all__ = [
    "LANGUAGES",
    "BadSettings",
    "BadTree",
    "CallGone",
    "Carrier",
    "CarrierAway",
    "Menu",
    "Owned",
    "Parts",
    "Recordings",
    "Refused",
    "Step",
    "VoiceSettings",
    "Workshop",
    "about",
    "cadence",
    "create_app",
    "drain_with",
    "every_word",
    "parts_of",
    "planted",
    "read_menus",
    "recordable",
    "until_next",
]
