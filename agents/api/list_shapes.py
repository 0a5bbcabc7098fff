"""The waiting list as it goes over the wire."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field

from agents.api.booking_shapes import Claim, OfferShape, PartyShape
from agents.api.shapes import Shape
from agents.waiting_list import Waiting


class JoinShape(PartyShape):
    """Who is put on the list, and what they wait for."""

    where: str = Field(
        default="anywhere",
        max_length=20,
        description="`anywhere`, `region:ID` or `clinic:ID`, as in `areas`.",
    )
    not_before: date | None = None
    not_after: date | None = None
    phone: str = Field(max_length=32, description="Where offers are told.")
    language: Literal["en", "fr", "es"] | None = Field(default=None, description="The caller's, where none.")


class EntryAskedShape(PartyShape):
    """The entry that people are taken off."""

    entry: int = Field(ge=1, le=2**31 - 1)


class OfferAskedShape(PartyShape):
    """The offer that people take, or leave to the next."""

    claim: Claim


class EntryShape(Shape):
    """One entry of the list."""

    id: int
    state: str
    birth_dates: list[date]
    where: list[str] = Field(description="Names; nothing named is anywhere.")
    not_before: date | None
    not_after: date | None
    offer: OfferShape | None = Field(description="What is kept for them just now.")
    until: datetime | None = Field(description="Until when it is kept.")

    @classmethod
    def of(cls, found: Waiting) -> Self:
        entry, wish = found.entry, found.entry.wish
        return cls(
            id=entry.id,
            state=entry.state,
            birth_dates=[person.birth_date for person in entry.people],
            where=list(found.where),
            not_before=wish.not_before,
            not_after=wish.not_after,
            offer=OfferShape.of(found.offer) if found.offer else None,
            until=entry.deadline,
        )


class EntriesShape(Shape):
    """The entries in which people stand."""

    entries: list[EntryShape]


class ClinicNameShape(Shape):
    """A clinic, by its name."""

    id: int
    name: str


class AreaShape(Shape):
    """A region and all its clinics, whether or not anything is open there."""

    id: int
    name: str
    clinics: list[ClinicNameShape]


class AreasShape(Shape):
    """Where somebody can wait for a time."""

    areas: list[AreaShape]
