"""The application as the web server loads it: `agents.web:app`."""

from agents import logs, look
from agents.console import create_app
from agents.settings import ConsoleSettings

logs.configure()
app = create_app(ConsoleSettings.load())
look.read_all(app)
