"""What is said when the environment cannot be made."""


class CannotBeMade(Exception):
    """The message is one sentence for the person at the terminal: what is wrong and what would mend it."""
