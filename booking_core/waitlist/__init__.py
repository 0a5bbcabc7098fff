"""The waiting list: who waits for a unit that is not there yet, in the order of the keys."""

from booking_core.waitlist.ending import become
from booking_core.waitlist.entries import Entry, Wish
from booking_core.waitlist.joining import AlreadyWaiting, told_at
from booking_core.waitlist.passing import pass_on
from booking_core.waitlist.serving import Decision
from booking_core.waitlist.waitlist import Waitlist

__all__ = ["AlreadyWaiting", "Decision", "Entry", "Waitlist", "Wish", "become", "pass_on", "told_at"]
