"""Number: a telephone that a Dial rings."""

from __future__ import annotations

from scripts.carrier.attributes import CALL_EVENTS, TONES, anything, matching, method, one_of, whole
from scripts.carrier.hunt import hunt
from scripts.carrier.schema import Attribute, Element

RINGS = {
    "url": Attribute(anything),
    "method": Attribute(method, "POST", 13221),
    "statusCallback": Attribute(anything),
    "statusCallbackMethod": Attribute(method, "POST"),
    "statusCallbackEvent": Attribute(CALL_EVENTS, ("completed",)),
}

ELEMENT = Element(
    "Number",
    dials=hunt,
    attributes=RINGS
    | {
        "sendDigits": Attribute(matching(TONES), "", 13222),
        "byoc": Attribute(matching("BY[0-9a-f]{32}")),
        "machineDetection": Attribute(one_of("Enable", "DetectMessageEnd")),
        "machineDetectionTimeout": Attribute(whole(3, 59), 30),
        "machineDetectionSpeechThreshold": Attribute(whole(1000, 6000), 2400),
        "machineDetectionSpeechEndThreshold": Attribute(whole(500, 5000), 1200),
        "machineDetectionSilenceTimeout": Attribute(whole(2000, 10_000), 5000),
        "amdStatusCallback": Attribute(anything),
        "amdStatusCallbackMethod": Attribute(method, "POST"),
    },
)
