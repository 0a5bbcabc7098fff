"""What an agent reads of their desk: states, breaks, keys, and a sentence for each moment."""

STATES = {
    "away": "Away",
    "ready": "Ready",
    "offered": "Offered a caller",
    "connecting": "Connecting",
    "talking": "Talking",
    "introduced": "In a colleague's call",
    "wrap-up": "Wrap-up",
    "on break": "On break",
}
BREAKS = {
    "lunch": "Lunch",
    "short_break": "Short break",
    "training": "Training",
    "other": "Other",
}
KEYS = (  # pressed with Alt and Shift; each is on its button too
    ("R", "Ready"),
    ("A", "Away"),
    ("B", "Short break"),
    ("T", "Take next"),
    ("F", "Finish"),
    ("H", "Put the caller on hold, and back"),
    ("M", "Mute the caller, and back"),
    ("U", "Hang up"),
    ("P", "Pass the caller on"),
    ("C", "Call back the caller who was lost"),
    ("L", "Leave the caller with the colleague who is in the call"),
    ("G", "Go on alone, or leave a colleague's call"),
    ("O", "Test my phone"),
    ("S", "Ask a supervisor for help"),
    ("W", "45 seconds more to wrap up"),
    ("?", "Show these keys, or hide them"),
)
SENTENCES = {
    "away": "You are away. Press Ready, then answer your phone once: it stays connected for the whole shift.",
    "ringing": "Your phone is ringing. Answer it once; it stays connected for the whole shift.",
    "rung anew": "Your phone is rung anew, between two calls: the network ends a call after four hours.",
    "ready": "You are ready, and your phone is connected.",
    "offered": "A caller is offered to you: press Take next.",
    "connecting": "The caller is being connected to you.",
    "held and muted": "The caller is on hold and muted: they hear music, and you do not hear them.",
    "on hold": "The caller is on hold, and hears music.",
    "muted": "The caller is muted: you do not hear them.",
    "guest up": "The person whom you brought in is in the call.",
    "guest": "The person whom you bring in is being rung.",
    "hand": "You have asked for help.",
    "talking": "You are connected to the caller.",
    "wrap-up": "The caller has gone. Choose an outcome: the next call comes by itself when the time is up.",
    "hung up": "You hung up. Choose an outcome: the next call comes by itself when the time is up.",
    "lost": "The caller was lost. Call them back now, or choose an outcome; they keep their place.",
    "calling": "The caller is being called back. Stay: they come to you when they press 1.",
    "not reached": "The caller was not reached. They keep their place, and are called again.",
    "handed over": "The caller is with your colleague now. You go on when the time is up.",
    "passed on": "The caller waits in the line for the next free desk, at their place. "
    "You go on when the time is up.",
    "back in line": "The caller is not with you any more, and keeps their place. "
    "You go on when the time is up.",
    "on break": "You are on break.",
    "not taken": "You did not take the caller in time, so you are away. The caller keeps their place. "
    "Press Ready when you are back.",
    "screen lost": "Your screen was not heard of for 45 seconds, so you are away. Press Ready to go on.",
    "missed": "Your phone was not answered or was hung up, so you are away. Press Ready to be rung again.",
}
AFTERWARDS = {"ready": "then you are ready", "on break": "then you are on break", "away": "then you are away"}
MISSED = {"leg_down": "missed", "missed": "not taken", "screen_lost": "screen lost"}
TESTED = {
    "asked": "Your phone is being tested: listen to it.",
    "works": "Your phone works: the test was heard to its end.",
    "busy": "Your phone was busy. End the call that it has, and test it again.",
    "no-answer": "Your phone rang and was not answered.",
    "canceled": "Your phone rang and was not answered.",
    "cut": "The test was cut short: the phone was hung up before its end.",
}
UNREACHED = "Your phone could not be reached. Whoever runs the hotline knows which one is yours."
