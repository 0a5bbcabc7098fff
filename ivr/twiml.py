"""What we say to the carrier, as TwiML: the one file that builds it."""

from functools import lru_cache, partial
from typing import Any
from xml.sax.saxutils import escape

from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from ivr import addresses
from ivr.cadence import Round
from ivr.document import Ask, Document
from ivr.loop import SLOWER, Loop
from ivr.music import SECONDS
from ivr.news import ANNOUNCED
from ivr.recordings import Recordings
from ivr.speech import SLOW_RATE, seconds_of
from ivr.talk import LANGUAGES, Line, Talk
from ivr.words import Words

LOCALES = {"en": "en-US", "fr": "fr-CA", "es": "es-US"}  # as the voices know them
SLOW = f"{SLOW_RATE:.0%}"
TALK_SECONDS = 4 * 3600 - 300  # the carrier ends a call after four hours
SOON = 5
KEY, ONWARD, SAID = "KEY", "ONWARD", "SAID"  # stand for what is a caller's own in a round that many share
TOLD = "TOLD"  # stands for what a supervisor announces; it is put in last, because anything may be in it
OWN = "\ue000"  # stands for a caller's own words or address in a document of a shape that many share
PLAYED = "played"
CONSTANT = frozenset({"key"})  # values of lines that many callers hear alike
COMFORT = Line("wait-still")


class Twiml:
    """Writes documents in the callers' languages, each with its voice."""

    def __init__(self, words: Words, voices: dict[str, str], recordings: Recordings | None = None) -> None:
        self._words = words
        self._voices = voices
        self._recordings = recordings or Recordings()
        self._waiting = lru_cache(maxsize=4096)(self._draw_waiting)
        self._said = lru_cache(maxsize=4096)(self._say)
        self._documents = lru_cache(maxsize=4096)(self._draw_document)

    def write(self, document: Document, talk: Talk, number: int) -> str:
        """Write a document whose keys will come back with its number."""
        spoken = [[self._spoken(line, talk) for line in group] for group in document.groups]
        shape = tuple(tuple(way for way, _ in group) for group in spoken)
        drawn = self._documents(shape, document.ask, document.ends, slow=talk.slow)
        own = [escape(words) for group in spoken for _, words in group]
        if document.ask is not None:
            own.insert(0, escape(addresses.step(number, talk.language)))
        if document.ends != "goodbye":
            own.append(escape(_onward(document, talk, number)))
        return drawn[0] + "".join([words + rest for words, rest in zip(own, drawn[1:], strict=True)])

    def _spoken(self, line: Line, talk: Talk) -> tuple[str, str]:
        """Return how a line is said, PLAYED or in a language, and its address or words.

        Where it is recorded it is played; slower, only the synthetic voice says it.
        """
        recorded = None if talk.slow else self._recordings.address(line, talk.language)
        if recorded is not None:
            return PLAYED, recorded
        language = line.language or talk.language
        if line.words.keys() <= CONSTANT:
            return language, self._said(line.says, language, *line.words.items())
        return language, self._words.say(line, talk.language)

    def _draw_document(
        self, shape: tuple[tuple[str, ...], ...], ask: Ask | None, ends: str, *, slow: bool
    ) -> tuple[str, ...]:
        """Return what is the same in all documents of a shape, parted where a caller's own words go in."""
        response = VoiceResponse()
        within: Gather | VoiceResponse = response
        if ask is not None:
            within = response.gather(
                action=OWN,
                num_digits=ask.keys,
                timeout=ask.seconds,
                finish_on_key="#" if ask.keys > 1 else "",
                action_on_empty_result=ends != "line",
            )
        self._groups(within, shape, slow=slow)
        if ends == "goodbye":
            response.hangup()
        else:
            response.redirect(OWN)
        return tuple(str(response).split(OWN))

    def waiting(self, loop: Loop, here: Round, then: Loop, lines: tuple[Line, ...]) -> str:
        """Write one round of the wait loop: the lines, then music or a tone; keys are live throughout."""
        it = next((line for line in lines if line.says == ANNOUNCED), None)
        told, tells = (it.words["sentence"], it.language or loop.language) if it else ("", "")
        others = (line for line in lines if line is not it)
        text = " ".join(self._said(line.says, loop.language, *line.words.items()) for line in others)
        said = (f"{told} {text}", self._said(COMFORT.says, loop.language))
        tunes = tuple(map(partial(_tunes, slow=loop.is_slow), said, here.stretches))
        how = {"speaks": bool(text), "quiet": loop.quiet, "slow": loop.is_slow}
        drawn = self._waiting(loop.language, tunes, here.breath, tells, **how)
        own = {KEY: addresses.loop_key(loop), ONWARD: addresses.wait(then), SAID: text, TOLD: told}
        for mark, words in own.items():
            drawn = drawn.replace(mark, escape(words))
        return drawn

    def _say(self, says: str, language: str, *words: tuple[str, Any]) -> str:
        return self._words.say(Line(says, dict(words)), language)

    def _draw_waiting(
        self,
        language: str,
        tunes: tuple[int, ...],
        breath: int,
        tells: str,
        *,
        speaks: bool,
        quiet: bool,
        slow: bool,
    ) -> str:
        response = VoiceResponse()
        gather = response.gather(action=KEY, num_digits=1, timeout=1, finish_on_key="")
        if tells:
            self._text(gather, TOLD, tells, slow=slow)
            gather.pause(length=1)
        texts = (SAID if speaks else "", self._words.say(COMFORT, language))
        for said, times in zip(texts, tunes, strict=False):
            if said:
                self._text(gather, said, language, slow=slow)
            gather.play(addresses.QUIET if quiet else addresses.MUSIC, loop=times)
        if breath:
            gather.pause(length=breath)
        response.redirect(ONWARD)
        return str(response)

    def later(self, line: Line, language: str, address: str, seconds: int = SOON) -> str:
        """Say a line, wait a little, and go on elsewhere: nobody is dropped for a delay of ours."""
        response = VoiceResponse()
        self._text(response, self._words.say(line, language), language, slow=False)
        response.pause(length=seconds)
        response.redirect(address)
        return str(response)

    def last(self, line: Line, language: str) -> str:
        """Say a last line to a call that nothing follows on."""
        response = VoiceResponse()
        self._text(response, self._words.say(line, language), language, slow=False)
        response.hangup()
        return str(response)

    def redirect(self, address: str) -> str:
        response = VoiceResponse()
        response.redirect(address)
        return str(response)

    def connect(self, language: str, place: int, room: str) -> str:
        """Bring a caller into the conference of a desk."""
        response = VoiceResponse()
        self._text(response, self._words.say(Line("connecting"), language), language, slow=False)
        dial = Dial(action=addresses.after(place, language), time_limit=TALK_SECONDS)
        dial.conference(
            room,
            start_conference_on_enter=False,
            end_conference_on_exit=False,
            beep="false",
            wait_url=addresses.hold(language),
        )
        response.append(dial)
        return str(response)

    def music(self, line: Line, language: str) -> str:
        """Say a line to somebody in a desk's conference, and play music until they are heard again."""
        response = VoiceResponse()
        self._text(response, self._words.say(line, language), language, slow=False)
        response.play(addresses.MUSIC, loop=0)
        return str(response)

    def desk(self, room: str, again: str, *, ends: bool, is_own: bool) -> str:
        """Open a desk: the agent's leg is in its conference, or in a colleague's, and comes back to it."""
        response = VoiceResponse()
        if is_own:
            self._text(response, self._words.say(Line("desk-ready"), "en"), "en", slow=False)
        dial = response.dial(time_limit=TALK_SECONDS)
        dial.conference(
            room,
            start_conference_on_enter=True,
            end_conference_on_exit=ends,
            beep="false",
            wait_url="",
        )
        response.redirect(again)
        return str(response)

    def fallback(self, address: str) -> str:
        """Say something even when nothing else of ours answers: three languages shortly, and on."""
        response = VoiceResponse()
        for language in LANGUAGES:
            self._text(response, self._words.say(Line("place-safe"), language), language, slow=False)
        response.pause(length=SOON)
        response.redirect(address)
        return str(response)

    def hangup(self) -> str:
        response = VoiceResponse()
        response.hangup()
        return str(response)

    def message(self, text: str | None) -> str:
        """Answer a text message, or take note of it in silence."""
        response = MessagingResponse()
        if text is not None:
            response.message(text)
        return str(response)

    def _groups(
        self, within: Gather | VoiceResponse, shape: tuple[tuple[str, ...], ...], *, slow: bool
    ) -> None:
        for at, group in enumerate(shape):
            if at:
                within.pause(length=1)
            for way in group:
                if way == PLAYED:
                    within.play(OWN)
                else:
                    self._text(within, OWN, way, slow=slow)

    def _text(self, within: Gather | VoiceResponse, text: str, language: str, *, slow: bool) -> None:
        said = {"voice": self._voices[language], "language": LOCALES[language]}
        if slow:
            within.say(**said).prosody(text, rate=SLOW)
        else:
            within.say(text, **said)


def _onward(document: Document, talk: Talk, number: int) -> str:
    """Return where a caller goes who presses nothing."""
    if document.ends != "line" or talk.place is None:
        return addresses.step(number, talk.language)
    stars = SLOWER if talk.slow else 0
    return addresses.wait(
        Loop(talk.place, number, talk.language, quiet=talk.quiet, stars=stars, heard=talk.heard)
    )


def _tunes(said: str, stretch: int, *, slow: bool) -> int:
    """Return how often the music is played after some words until a stretch of the round is over."""
    return max(1, round((stretch - seconds_of(said, slow=slow)) / SECONDS))
