"""What can go wrong on the line, in the carrier's own numbers."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    11100: "Invalid URL format",
    11200: "HTTP retrieval failure",
    11205: "HTTP connection failure",
    11206: "HTTP protocol violation",
    11210: "HTTP bad host name",
    11215: "HTTP too many redirects",
    11220: "SSL/TLS handshake error",
    11243: "HTTP retry policy is invalid",
    11750: "TwiML response body too large",
    11770: "Empty response body",
    12100: "Document parse failure",
    12102: "The root element must be Response",
    12200: "Schema validation warning",
    12300: "Invalid Content-Type",
    12400: "Internal Failure",
    13000: "Conference noun cannot be mixed with Number nouns",
    13210: "Dial: Invalid method value",
    13212: "Dial: Invalid timeout value",
    13213: "Dial: Invalid hangupOnStar value",
    13214: "Dial: Invalid callerId value",
    13215: "Dial: Invalid nested element",
    13216: "Dial: Invalid timeLimit value",
    13217: "Dial: Invalid record value",
    13218: "Dial: Invalid sequential value",
    13219: "Dial: Invalid answerOnBridge value",
    13220: "Dial: Invalid ringTone value",
    13221: "Dial->Number: Invalid method value",
    13222: "Dial->Number: Invalid sendDigits value",
    13223: "Dial: Invalid phone number format",
    13230: "Dial->Conference: Invalid muted value",
    13231: "Dial->Conference: Invalid endConferenceOnExit value",
    13232: "Dial->Conference: Invalid startConferenceOnEnter value",
    13234: "Dial->Conference: Invalid waitMethod",
    13235: "Dial->Conference: Invalid beep value",
    13237: "Dial->Conference: Invalid Conference name",
    13238: "Dial->Conference: Invalid verb used in waitUrl, holdUrl, or announceUrl TwiML",
    13239: "Dial->Conference: Invalid trim value",
    13250: "Dial: Too many URIs passed",
    13256: "Invalid recordingStatusCallback URL",
    13310: "Gather: Invalid finishOnKey value",
    13312: "Gather: Invalid method value",
    13313: "Gather: Invalid timeout value",
    13314: "Gather: Invalid numDigits value",
    13320: "Gather: Invalid nested verb",
    13326: "Gather: Invalid input value",
    13327: "Gather: Invalid speechTimeout value",
    13328: "Gather: Invalid maxSpeechTime value",
    13329: "Gather: Invalid partialResultCallbackMethod value",
    13330: "Gather: Invalid hints value",
    13332: "Gather: Invalid bargeIn value",
    13333: "Gather: Invalid profanityFilter value",
    13334: "Gather: Invalid model value",
    13335: "Gather: speechTimeout auto cannot be used with a speech model",
    13338: "Gather: Invalid actionOnEmptyResult value",
    13410: "Play: Invalid loop value",
    13420: "Play: Invalid Content-Type",
    13430: "Play: Invalid DTMF string",
    13510: "Say: Invalid loop value",
    13511: "Say: Invalid voice value",
    13512: "Say: Invalid language value",
    13520: "Say: Invalid text",
    13521: "<Say> element character limits exceeded",
    13710: "Redirect: Invalid method value",
    13810: "Reject: Invalid cause",
    13910: "Pause: Invalid length value",
    14109: "TwiML reply message limit exceeded",
    14110: "Invalid verb for SMS reply",
    15003: "Call Progress: Warning response to callback URL",
    15004: "Action callback URL must be an absolute URL when using TwiML to update in-progress calls",
    16020: "Conference is full",
    16023: "Dial->Conference: Invalid participant label",
    16025: "Dial->Conference: Participant label is in use by another participant",
    21262: "No AMD status callback URL provided",
    30006: "Landline or unreachable carrier",
}


class CallFault(Exception):
    """A fault that ends the document being carried out."""

    def __init__(self, code: int, url: str | None = None, detail: str = "") -> None:
        self.code, self.url, self.detail = code, url, detail
        super().__init__(code, url, detail)

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.code), MESSAGES.get(self.code, ""), self.url, self.detail)))
