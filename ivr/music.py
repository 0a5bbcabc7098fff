"""Gentle hold music, made here: slow soft chords, in the telephone's own 8 kHz mu-law."""

import math
import struct
from functools import cache

RATE = 8000
SECONDS_A_CHORD = 5
CHORDS = (
    (261.63, 329.63, 392.00),
    (220.00, 261.63, 329.63),
    (174.61 * 2, 220.00, 261.63),
    (196.00 * 2, 246.94, 293.66),
)
SECONDS = SECONDS_A_CHORD * len(CHORDS)
LOUDNESS = 5000


@cache
def hold_music() -> bytes:
    """Return the music as a WAV file, twenty seconds that may be played over and over."""
    samples = bytearray()
    for chord in CHORDS:
        samples += bytes(_mu_law(_sample(chord, at)) for at in range(RATE * SECONDS_A_CHORD))
    return _wav(bytes(samples))


def _sample(chord: tuple[float, ...], at: int) -> int:
    second = at / RATE
    swell = math.sin(math.pi * second / SECONDS_A_CHORD) ** 2  # each chord rises from silence and falls to it
    tone = sum(math.sin(2 * math.pi * pitch * second) for pitch in chord) / len(chord)
    return int(LOUDNESS * swell * tone)


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
