"""When we may call people back, as a campaign file writes it, and as the campaign keeps it: in minutes."""

import re
from datetime import timedelta
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from booking_core.loading.cohorts import Section
from booking_core.loading.values import PlannedDay

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
Span = tuple[int, int]


def _span(written: object) -> Span:
    found = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError('is no span of hours; write one such as "09:00-20:00"')
    start, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
    if not start < end <= 24 * 60:
        raise ValueError("ends before it begins, or after midnight")
    return start, end


Hours = Annotated[Span, BeforeValidator(_span)]


class CallbacksSection(Section):
    """The hours in which people are called back, in the time of their own number; on `holidays` nobody is.

    With at most `agent_first_up_to` desks on duty, a free desk is kept before a telephone rings.
    """

    weekdays: Hours = (9 * 60, 20 * 60)
    weekends: Hours = (10 * 60, 18 * 60)
    never_outside: Hours = (8 * 60, 21 * 60)
    holidays: tuple[PlannedDay, ...] = ()
    agent_first_up_to: Annotated[int, Field(ge=0)] = 4

    @model_validator(mode="after")
    def _within(self) -> Self:
        least, most = self.never_outside
        if any(start < least or end > most for start, end in (self.weekdays, self.weekends)):
            raise ValueError("has hours outside never_outside, which is 08:00-21:00 where it is not set")
        return self

    def stored(self, later: timedelta) -> dict[str, Any]:
        """Return it as the campaign keeps it: spans as `[from, until]` in minutes of a local day."""
        holidays = [(each + later).isoformat() for each in sorted(self.holidays)]
        return self.model_dump(mode="json", exclude={"holidays"}) | {"holidays": holidays}
