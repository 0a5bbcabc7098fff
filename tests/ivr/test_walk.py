"""The tree, walked in every language: each option, silence, wrong keys, the keys of everywhere, hang-up."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from ivr.talk import LANGUAGES
from tests.ivr.signed import Voice, open_voice
from tests.ivr.walk import Walk
from tests.ivr.worlds import UNASKED, WORLDS, World, by_day


def walks() -> Iterator[Any]:
    """Yield each world in each language; two languages of each are for the long mode."""
    for (at, world), (nth, language) in product(enumerate(WORLDS), enumerate(LANGUAGES)):
        is_long = (at + nth) % len(LANGUAGES)
        marks = [pytest.mark.long] if is_long else [pytest.mark.slow] if world is by_day else []
        yield pytest.param(world, language, marks=marks, id=f"{world.__name__}-{language}")


@pytest.fixture
def voice(sqlite_url: str, valkey: Redis, valkey_url: str, tmp_path: Path) -> Iterator[Voice]:
    """Open the voice once, on one engine: it is the tree that is walked."""
    assert valkey.ping()
    with open_voice(tmp_path, sqlite_url, valkey_url) as voice:
        yield voice


@pytest.mark.timeout(600)  # a machine that others use too
@pytest.mark.parametrize(("world", "language"), list(walks()))
def test_there_is_no_dead_end(voice: Voice, world: World, language: str) -> None:
    only_here = WORLDS[world]
    walk = Walk(voice, language, elsewhere=frozenset().union(*WORLDS.values()) - only_here)
    walk.through(*world(voice))
    assert only_here <= set(walk.ways)


def test_every_menu_is_walked_somewhere(voice: Voice) -> None:
    assert frozenset().union(*WORLDS.values(), UNASKED) == set(voice.parts.calls.tree)
