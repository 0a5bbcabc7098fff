"""The application as the web server loads it: `agents.web:app`."""

from agents.console import create_app
from agents.settings import ConsoleSettings

app = create_app(ConsoleSettings())  # type: ignore[call-arg]  # read from the environment
