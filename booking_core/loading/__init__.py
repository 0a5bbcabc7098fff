"""The operator's files: clinics and invitations as CSV, the campaign as TOML; all of a file or nothing."""

from booking_core.loading.bad_file import BadFile
from booking_core.loading.campaign import load_campaign
from booking_core.loading.clinics import load_clinics
from booking_core.loading.encodings import text_of
from booking_core.loading.invitations import load_invitations
from booking_core.loading.slots import ClinicsLoaded

__all__ = ["BadFile", "ClinicsLoaded", "load_campaign", "load_clinics", "load_invitations", "text_of"]
