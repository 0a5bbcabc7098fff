"""The operator's files, as CSV, and the campaign as TOML; all of a file or nothing of it."""

from booking_core.loading.bad_file import BadFile
from booking_core.loading.campaign import load_campaign
from booking_core.loading.clinics import load_clinics
from booking_core.loading.encodings import text_of
from booking_core.loading.invitations import load_invitations
from booking_core.loading.towns import load_towns
from booking_core.loading.travel import load_travel

__all__ = [
    "BadFile",
    "load_campaign",
    "load_clinics",
    "load_invitations",
    "load_towns",
    "load_travel",
    "text_of",
]
