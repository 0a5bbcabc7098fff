"""What the commands that ask the database only need to know of the environment besides."""

from booking_core import GroundSettings


class OperatorSettings(GroundSettings):
    """Where the truth is kept, and the number that people dial, where this environment has it."""

    hotline_number: str | None = None
