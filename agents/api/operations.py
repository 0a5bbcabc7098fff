"""Everything that the API can do, in the order in which a program would do it."""

from agents.api import boards, bookings, calls, desks, lists, signing

OPERATIONS = (
    *signing.OPERATIONS,
    *desks.OPERATIONS,
    *calls.OPERATIONS,
    *bookings.OPERATIONS,
    *lists.OPERATIONS,
    *boards.OPERATIONS,
)
