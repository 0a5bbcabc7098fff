"""Everything that the API can do, in the order in which a program would do it."""

from agents.api import boards, bookings, calls, desks, lists, seconds, signing

OPERATIONS = (
    *signing.OPERATIONS,
    *desks.OPERATIONS,
    *calls.OPERATIONS,
    *bookings.OPERATIONS,
    *seconds.OPERATIONS,
    *lists.OPERATIONS,
    *boards.OPERATIONS,
)
