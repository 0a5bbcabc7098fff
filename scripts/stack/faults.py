"""Why a run ends before it began."""


class CannotRun(Exception):
    """The message is a sentence for whoever is at the terminal, then a log's last lines if there is one."""
