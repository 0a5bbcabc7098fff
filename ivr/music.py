"""What is heard between words, made here in the telephone's 8 kHz mu-law: soft chords, or nearly nothing."""

import math
import struct
from functools import cache

RATE = 8000
SECONDS_A_CHORD = 2.5
CHORDS = (
    (261.63, 329.63, 392.00),
    (220.00, 261.63, 329.63),
    (174.61 * 2, 220.00, 261.63),
    (196.00 * 2, 246.94, 293.66),
)
SECONDS = 10  # of one round of either
LOUDNESS = 5000
TONE, TONE_SECONDS, TONE_LOUDNESS = (523.25,), 1.5, 2000


@cache
def hold_music() -> bytes:
    """Return the music as a WAV file that may be played over and over."""
    return _wav(b"".join(_swell(chord, SECONDS_A_CHORD, LOUDNESS) for chord in CHORDS))


@cache
def quiet_tone() -> bytes:
    """Return one soft tone and silence as a WAV file: enough to know that the line has not died."""
    tone = _swell(TONE, TONE_SECONDS, TONE_LOUDNESS)
    return _wav(tone + bytes([_mu_law(0)]) * (RATE * SECONDS - len(tone)))


def _swell(pitches: tuple[float, ...], seconds: float, loudness: int) -> bytes:
    """Return pitches that rise from silence and fall to it."""
    count = int(RATE * seconds)
    return bytes(_mu_law(_sample(pitches, at / RATE, at / count, loudness)) for at in range(count))


def _sample(pitches: tuple[float, ...], second: float, passed: float, loudness: int) -> int:
    tone = sum(math.sin(2 * math.pi * pitch * second) for pitch in pitches) / len(pitches)
    return int(loudness * math.sin(math.pi * passed) ** 2 * tone)


def _mu_law(sample: int) -> int:
    """Compress one sample as ITU-T G.711 does."""
    magnitude = min(abs(sample), 32635) + 132
    exponent = magnitude.bit_length() - 8
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    return ~((0x80 if sample < 0 else 0) | (exponent << 4) | mantissa) & 0xFF


def _wav(samples: bytes) -> bytes:
    layout = struct.pack("<HHIIHHH", 7, 1, RATE, RATE, 1, 8, 0)  # 7 is mu-law, one channel, a byte a sample
    chunks = b"fmt " + struct.pack("<I", len(layout)) + layout
    chunks += (
        b"fact" + struct.pack("<II", 4, len(samples)) + b"data" + struct.pack("<I", len(samples)) + samples
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks
