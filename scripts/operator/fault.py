"""A thing that is wrong, and what to do about it."""


class Fault(Exception):
    """Something is wrong; `mend` is what to do about it."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(why)
        self.mend = mend
