"""What granian serves: `granian --interface wsgi ivr.web:app`."""

from ivr.app import create_app
from ivr.settings import BadSettings, VoiceSettings

try:
    app = create_app(VoiceSettings.load())
except BadSettings as fault:
    raise SystemExit(str(fault)) from None
