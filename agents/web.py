"""The application as the web server loads it: `agents.web:app`."""

from agents import logs
from agents.console import create_app
from agents.settings import ConsoleSettings

logs.configure()
app = create_app(ConsoleSettings.load())
