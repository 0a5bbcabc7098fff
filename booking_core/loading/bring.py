"""What people bring to their appointment, as the campaign file says it to them in each language."""

from typing import Annotated

from pydantic import AfterValidator, Field

from booking_core.loading.cohorts import Section
from booking_core.loading.values import sayable

LONGEST = 200  # letters: some fifteen seconds of speech


def _spoken(text: str) -> str:
    if not text.strip():
        raise ValueError("is not a sentence that can be read out")
    return sayable(text.strip())


Sentence = Annotated[str, Field(max_length=LONGEST), AfterValidator(_spoken)]


class BringSection(Section):
    """A sentence a language; one that is not there is the hotline's own."""

    en: Sentence | None = None
    fr: Sentence | None = None
    es: Sentence | None = None

    def stored(self) -> dict[str, str]:
        return self.model_dump(exclude_none=True)
