"""The waiting list, for programs."""

from agents import waiting_list
from agents.api import list_shapes as shapes
from agents.api.booking_shapes import BookingShape, BookingsShape, PartyShape
from agents.api.bookings import party_of
from agents.api.registry import Operation
from agents.parties import Party
from agents.roles import DESK
from agents.services import here


def areas() -> shapes.AreasShape:
    found = [
        shapes.AreaShape(
            id=each.id,
            name=each.name,
            clinics=[shapes.ClinicNameShape(id=number, name=name) for number, name in each.clinics],
        )
        for each in waiting_list.everywhere(here())
    ]
    return shapes.AreasShape(areas=found)


def list_entries(asked: PartyShape) -> shapes.EntriesShape:
    return _entries(party_of(asked))


def list_join(asked: shapes.JoinShape) -> shapes.EntriesShape:
    party = party_of(asked)
    language = asked.language or (party.place.language if party.place else "en")
    how = waiting_list.Asked(asked.where, asked.not_before, asked.not_after, asked.phone, language)
    waiting_list.join(here(), party, how)
    return _entries(party)


def list_leave(asked: shapes.EntryAskedShape) -> shapes.EntriesShape:
    party = party_of(asked)
    waiting_list.leave(here(), party, asked.entry)
    return _entries(party)


def list_accept(asked: shapes.OfferAskedShape) -> BookingsShape:
    booked = waiting_list.accept(here(), party_of(asked), asked.claim)
    return BookingsShape(bookings=[BookingShape.of(each) for each in booked])


def list_decline(asked: shapes.OfferAskedShape) -> shapes.EntriesShape:
    party = party_of(asked)
    waiting_list.decline(here(), party, asked.claim)
    return _entries(party)


def _entries(party: Party) -> shapes.EntriesShape:
    found = waiting_list.entries(here(), party)
    return shapes.EntriesShape(entries=[shapes.EntryShape.of(each) for each in found])


OPERATIONS = (
    Operation(
        "areas", "GET", "/areas", "List where somebody can wait for a time.", DESK, areas,
        answer=shapes.AreasShape,
    ),
    Operation(
        "list_entries", "POST", "/list", "Read where these people stand on the waiting list.",
        DESK, list_entries,
        PartyShape, answer=shapes.EntriesShape,
    ),
    Operation(
        "list_join", "POST", "/list/join", "Put these people on the waiting list.", DESK, list_join,
        shapes.JoinShape, answer=shapes.EntriesShape, changes=True,
    ),
    Operation(
        "list_leave", "POST", "/list/leave", "Take these people off it.", DESK, list_leave,
        shapes.EntryAskedShape, answer=shapes.EntriesShape, changes=True,
    ),
    Operation(
        "list_accept", "POST", "/list/accept", "Book what is kept for them.", DESK, list_accept,
        shapes.OfferAskedShape, answer=BookingsShape, changes=True,
    ),
    Operation(
        "list_decline", "POST", "/list/decline", "Leave it to the next.", DESK, list_decline,
        shapes.OfferAskedShape, answer=shapes.EntriesShape, changes=True,
    ),
)  # fmt: skip
