"""Who waits, in what order, and what is owed: the order lives in Redis, the truth in SQL."""

from queueing import dial_slots, levers, measured, pausing
from queueing.admission import Entrance, persons
from queueing.beats import last_beat
from queueing.bell import QUEUE, as_bytes, ring
from queueing.callback import Promise
from queueing.callbacks import Callbacks
from queueing.desk import BREAKS, Desk
from queueing.desks import Desks
from queueing.dispatch import sweep
from queueing.draw_ledger import Draw
from queueing.drawing import Published
from queueing.draws import Draws
from queueing.errors import (
    BadAnnouncement,
    DeskNotReady,
    LineAway,
    NoDraw,
    NoOpening,
    NotKnown,
    NotWaiting,
    NumberRefused,
    PlaceClosed,
    PlaceInUse,
    RegistrationClosed,
    TooLongAHeadStart,
    TooManyPlaces,
    TooManyTries,
    UnknownCall,
    WrongPeople,
)
from queueing.events import Event, Events
from queueing.head_starts import HeadStart
from queueing.heads import Unserved, first_waiting, unserved
from queueing.history import EarlierCall, attempts, earlier_calls, talk_began
from queueing.hours import Hours
from queueing.legs import Leg
from queueing.lever import Announcement, Pulled
from queueing.levers import Done, Levers
from queueing.line import Counts, Line
from queueing.measured import SaidRange, said
from queueing.place import Place, key_of, party_of
from queueing.places import Places
from queueing.presence import leave as leave_desk
from queueing.rebuild import has_drifted, rebuild
from queueing.registering import Registration
from queueing.returning import party_at
from queueing.screens import Screens
from queueing.settings import QueueSettings
from queueing.talking import HUNG_UP
from queueing.timetable import LineState
from queueing.valkey import connect, connect_once, stop_embedded
from queueing.verifying import verify
from queueing.waiting import Outlook, Waiting
from queueing.window import Window
from queueing.wishes import MOST_PEOPLE, RELAY, birth_dates, is_through_relay, people

__all__ = [
    "BREAKS",
    "HUNG_UP",
    "MOST_PEOPLE",
    "QUEUE",
    "RELAY",
    "Announcement",
    "BadAnnouncement",
    "Callbacks",
    "Counts",
    "Desk",
    "DeskNotReady",
    "Desks",
    "Done",
    "Draw",
    "Draws",
    "EarlierCall",
    "Entrance",
    "Event",
    "Events",
    "HeadStart",
    "Hours",
    "Leg",
    "Levers",
    "Line",
    "LineAway",
    "LineState",
    "NoDraw",
    "NoOpening",
    "NotKnown",
    "NotWaiting",
    "NumberRefused",
    "Outlook",
    "Place",
    "PlaceClosed",
    "PlaceInUse",
    "Places",
    "Promise",
    "Published",
    "Pulled",
    "QueueSettings",
    "Registration",
    "RegistrationClosed",
    "SaidRange",
    "Screens",
    "TooLongAHeadStart",
    "TooManyPlaces",
    "TooManyTries",
    "UnknownCall",
    "Unserved",
    "Waiting",
    "Window",
    "WrongPeople",
    "as_bytes",
    "attempts",
    "birth_dates",
    "connect",
    "connect_once",
    "dial_slots",
    "earlier_calls",
    "first_waiting",
    "has_drifted",
    "is_through_relay",
    "key_of",
    "last_beat",
    "leave_desk",
    "levers",
    "measured",
    "party_at",
    "party_of",
    "pausing",
    "people",
    "persons",
    "rebuild",
    "ring",
    "said",
    "stop_embedded",
    "sweep",
    "talk_began",
    "unserved",
    "verify",
]
