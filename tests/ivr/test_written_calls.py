"""The calls in docs/calls are what callers hear, word for word; `--write-calls` writes them anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.carrier.phones import ROOT
from tests.ivr.hotline import Hotline
from tests.ivr.scenes import SCENES
from tests.ivr.scribe import Scribe

FOLDER = ROOT / "docs" / "calls"
INDEX = """# Ten calls

What callers hear and press, word for word. The test suite makes these calls over the simulated telephone
network, and fails where a word differs. `scripts/test tests/ivr/test_written_calls.py --write-calls` writes
them anew. The lines of the hotline come one by one with a pause between them, and a key cuts them short. The
words of comfort between the music are left out. Tickets and references stand for those of a real call, which
are drawn at random.
"""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Make each call once: the words are the same on both engines."""
    return sqlite_url


def title(scene: Callable[[Scribe], None]) -> str:
    return (
        scene.__name__.replace("_", " ")
        .capitalize()
        .replace("french", "French")
        .replace("spanish", "Spanish")
    )


def kept(name: str, words: str, request: pytest.FixtureRequest) -> bool:
    """Tell whether the page says just this; asked to, write it first."""
    page: Path = FOLDER / f"{name}.md"
    if request.config.getoption("--write-calls"):
        page.parent.mkdir(exist_ok=True)
        page.write_text(words, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == words
    return True


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_call_is_heard_as_it_is_written(
    hotline: Hotline, scene: Callable[[Scribe], None], request: pytest.FixtureRequest
) -> None:
    scribe = Scribe(hotline)
    scene(scribe)
    assert kept(scene.__name__, f"# {title(scene)}\n\n{scene.__doc__}\n\n{scribe.page}", request)


def test_the_index_names_every_call(request: pytest.FixtureRequest) -> None:
    rows = [
        f"{at}. [{title(each)}]({each.__name__}.md): {each.__doc__}"
        for at, each in enumerate(SCENES, start=1)
    ]
    assert kept("README", INDEX + "\n" + "\n".join(rows) + "\n", request)
    assert {page.stem for page in FOLDER.iterdir()} == {"README", *(each.__name__ for each in SCENES)}
