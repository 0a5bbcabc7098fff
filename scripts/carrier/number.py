"""The one number that the account owns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from scripts.carrier.call import Callback
from scripts.carrier.identity import lasting_sid, moment
from scripts.carrier.schema import Goto, HangUp, Then


@dataclass(slots=True)
class Number:
    """Where its calls and texts go."""

    phone: str
    friendly_name: str
    voice_url: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    voice_caller_id_lookup: bool = False
    status_callback: str = ""
    status_callback_method: str = "POST"
    sms_url: str = ""
    sms_method: str = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: str = "POST"
    created: datetime = field(default_factory=moment)
    updated: datetime = field(default_factory=moment)

    @property
    def sid(self) -> str:
        return lasting_sid("PN", self.phone)

    @property
    def callback(self) -> Callback | None:
        if not self.status_callback:
            return None
        return Callback(self.status_callback, self.status_callback_method)

    async def answer(self) -> Then:
        """Give what a call to it begins with."""
        return Goto(self.voice_url, self.voice_method) if self.voice_url else HangUp("failed")
