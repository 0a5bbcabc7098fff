"""Who waits, in what order, and what is owed: the order lives in Redis, the truth in SQL."""

from queueing import dial_slots, measured
from queueing.admission import Entrance, persons
from queueing.bell import QUEUE, as_bytes, ring
from queueing.callback import Promise
from queueing.callbacks import Callbacks
from queueing.desk import Desk
from queueing.desks import Desks
from queueing.dispatch import Swept, sweep
from queueing.errors import (
    DeskNotReady,
    LineAway,
    NotWaiting,
    NumberRefused,
    OrderNotWhole,
    PlaceClosed,
    PlaceInUse,
    TooLongAHeadStart,
    TooManyPlaces,
    TooManyTries,
    UnknownCall,
)
from queueing.events import Event, Events
from queueing.head_starts import HeadStart
from queueing.heads import Unserved, first_waiting, unserved
from queueing.legs import Leg
from queueing.line import Counts, Line
from queueing.measured import SaidRange, said
from queueing.place import Place, party_of
from queueing.places import Places
from queueing.rebuild import is_whole, rebuild
from queueing.settings import QueueSettings
from queueing.valkey import connect, connect_once, stop_embedded
from queueing.waiting import Waiting
from queueing.window import Window
from queueing.wishes import birth_dates, people

__all__ = [
    "QUEUE",
    "Callbacks",
    "Counts",
    "Desk",
    "DeskNotReady",
    "Desks",
    "Entrance",
    "Event",
    "Events",
    "HeadStart",
    "Leg",
    "Line",
    "LineAway",
    "NotWaiting",
    "NumberRefused",
    "OrderNotWhole",
    "Place",
    "PlaceClosed",
    "PlaceInUse",
    "Places",
    "Promise",
    "QueueSettings",
    "SaidRange",
    "Swept",
    "TooLongAHeadStart",
    "TooManyPlaces",
    "TooManyTries",
    "UnknownCall",
    "Unserved",
    "Waiting",
    "Window",
    "as_bytes",
    "birth_dates",
    "connect",
    "connect_once",
    "dial_slots",
    "first_waiting",
    "is_whole",
    "measured",
    "party_of",
    "people",
    "persons",
    "rebuild",
    "ring",
    "said",
    "stop_embedded",
    "sweep",
    "unserved",
]
