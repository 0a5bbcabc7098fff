"""What is promised: clinics, units, claims; and the ground that the rest of the house stands on."""

from booking_core.answers import OtherRequest, answered, once
from booking_core.askers import may_look
from booking_core.bookings import Bookings
from booking_core.campaigns import COUNTRIES, Campaign, campaign_of
from booking_core.changes import Changes
from booking_core.check_digits import is_spoken_number, spoken_number
from booking_core.claims import HOLD, Booking, Offer, Supply
from booking_core.clinics import Area, Clinic, OpenClinic, Region, areas
from booking_core.clock import Clock, ClockOff, DatabaseClock, SystemClock
from booking_core.cohorts import Cohort, Person
from booking_core.columns import Identity, Instant, Json
from booking_core.corrections import Correction, correct
from booking_core.counting import booked
from booking_core.database import Database, DatabaseAway, open_database
from booking_core.days import ALL_DAY, PARTS, OpenDay, bounds, open_days
from booking_core.daytime import Daytime
from booking_core.errors import AlreadyBooked, NotBooked
from booking_core.faults import without_words
from booking_core.finding import booked_by, booking_of, bookings_of_claims, find_bookings, starts_at
from booking_core.held import has_claims
from booking_core.inserting import insert_once, insert_once_for
from booking_core.loading import (
    BadFile,
    load_campaign,
    load_clinics,
    load_invitations,
    load_towns,
    load_travel,
    text_of,
)
from booking_core.looked_up import forget, loads_nothing
from booking_core.migrate import is_migrated, migrate
from booking_core.nearest import Near, Nearer, Nearest
from booking_core.numbers import REASONS, Dialable, dialable, is_telephone, last_two, number, zones
from booking_core.origins import guess_region
from booking_core.outbox import Errand, Outbox
from booking_core.people import invited, people_of
from booking_core.prepared import Prepared
from booking_core.proofs import prove
from booking_core.reference_texts import owe_reference, was_texted
from booking_core.releases import Left, Releases
from booking_core.sayable import unsayable
from booking_core.second_doses import SecondDoses
from booking_core.settings import GroundSettings
from booking_core.stock import Stock, stock
from booking_core.tables import metadata
from booking_core.taken import Taken, taken
from booking_core.travel import nearest_to, region_called
from booking_core.waitlist import AlreadyWaiting, Decision, Entry, Waitlist, Wish

__all__ = [
    "ALL_DAY",
    "COUNTRIES",
    "HOLD",
    "PARTS",
    "REASONS",
    "AlreadyBooked",
    "AlreadyWaiting",
    "Area",
    "BadFile",
    "Booking",
    "Bookings",
    "Campaign",
    "Changes",
    "Clinic",
    "Clock",
    "ClockOff",
    "Cohort",
    "Correction",
    "Database",
    "DatabaseAway",
    "DatabaseClock",
    "Daytime",
    "Decision",
    "Dialable",
    "Entry",
    "Errand",
    "GroundSettings",
    "Identity",
    "Instant",
    "Json",
    "Left",
    "Near",
    "Nearer",
    "Nearest",
    "NotBooked",
    "Offer",
    "OpenClinic",
    "OpenDay",
    "OtherRequest",
    "Outbox",
    "Person",
    "Prepared",
    "Region",
    "Releases",
    "SecondDoses",
    "Stock",
    "Supply",
    "SystemClock",
    "Taken",
    "Waitlist",
    "Wish",
    "answered",
    "areas",
    "booked",
    "booked_by",
    "booking_of",
    "bookings_of_claims",
    "bounds",
    "campaign_of",
    "correct",
    "dialable",
    "find_bookings",
    "forget",
    "guess_region",
    "has_claims",
    "insert_once",
    "insert_once_for",
    "invited",
    "is_migrated",
    "is_spoken_number",
    "is_telephone",
    "last_two",
    "load_campaign",
    "load_clinics",
    "load_invitations",
    "load_towns",
    "load_travel",
    "loads_nothing",
    "may_look",
    "metadata",
    "migrate",
    "nearest_to",
    "number",
    "once",
    "open_database",
    "open_days",
    "owe_reference",
    "people_of",
    "prove",
    "region_called",
    "spoken_number",
    "starts_at",
    "stock",
    "taken",
    "text_of",
    "unsayable",
    "was_texted",
    "without_words",
    "zones",
]
