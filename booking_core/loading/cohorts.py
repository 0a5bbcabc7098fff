"""The cohort of a release, as a campaign file says it."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from booking_core.cohorts import Cohort
from booking_core.loading.values import Surname


class Section(BaseModel):
    """A part of a campaign file; what it does not know is refused rather than passed over."""

    model_config = ConfigDict(extra="forbid")


def _digits(code: str) -> str:
    if not (code.isascii() and code.isdigit()):
        raise ValueError('is no area code; write its digits in quotes, such as "902"')
    return code


def _known(country: str) -> str:
    if country not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("is no country; write its two letters, such as CA")
    return country


AreaCode = Annotated[str, AfterValidator(_digits)]
Country = Annotated[str, AfterValidator(_known)]
Month = Annotated[int, Field(ge=1, le=12)]


class CohortSection(Section):
    """Whom a release is for; what is left out admits everybody, and an end left out is open."""

    born_from: date | None = None
    born_until: date | None = None
    birth_months: tuple[Month, ...] = ()
    surname_from: Surname | None = None
    surname_until: Surname | None = None
    batches: tuple[Annotated[str, Field(max_length=60)], ...] = ()
    area_codes: tuple[AreaCode, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.born_from and self.born_until and self.born_from > self.born_until:
            raise ValueError("born_from is after born_until, so that it admits nobody")
        last = self.surname_until or ""
        if self.surname_from and last and self.surname_from[: len(last)] > last:
            raise ValueError("surname_from comes after surname_until, so that it admits nobody")
        return self

    def cohort(self, countries: Iterable[str]) -> Cohort:
        """Return the cohort; its area codes are those of these countries."""
        callings = sorted({phonenumbers.country_code_for_region(country) for country in countries})
        return Cohort(
            born_from=self.born_from,
            born_until=self.born_until,
            birth_months=tuple(sorted(set(self.birth_months))),
            surname_from=self.surname_from or "",
            surname_until=self.surname_until or "",
            batches=self.batches,
            area_codes=tuple(f"+{calling}{code}" for calling in callings for code in self.area_codes),
        )
