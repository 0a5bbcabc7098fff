"""What docs/draw.md says anybody can do, done: by its own Python, and by its own shell."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from queueing import drawing
from queueing.drawing import Published
from tests.house.source import ROOT
from tests.queueing.test_drawing import SEED, published

PAGE = (ROOT / "docs" / "draw.md").read_text(encoding="utf-8")


def block(language: str, *, holding: str) -> str:
    return next(each for each in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL) if holding in each)


def recompute(draw: Published, folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "draw.json"
    file.write_text(str(draw))
    code = block("python", holding="hmac")
    return subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_its_python_recomputes_a_draw(tmp_path: Path):
    done = recompute(published(), tmp_path)
    assert (done.returncode, done.stdout) == (0, "This is the order that was drawn.\n"), done.stderr


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        ({"seed": "00"}, "another seed was announced"),
        ({"numbers": [1, 2, 3]}, "another list"),
        ({"order": [1, 2, 3]}, "another order"),
    ],
)
def test_its_python_finds_a_forgery(tmp_path: Path, forged: dict, says: str):
    done = recompute(published().model_copy(update=forged), tmp_path)
    assert done.returncode == 1
    assert says in done.stderr


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_its_shell_computes_the_same():
    shell = block("sh", holding="openssl")
    done = subprocess.run(
        ["/bin/sh", "-c", f"SEED={SEED}\n{shell}"], capture_output=True, text=True, check=True
    )
    seed, listed, lot = (re.search(r"[0-9a-f]{64}", row)[0] for row in done.stdout.splitlines())
    opens = "2021-03-01T11:00:00Z"
    assert seed == drawing.seed_hash(SEED)
    assert listed == drawing.list_hash("main", opens, [220194, 100003])
    assert lot == drawing.lot(SEED, 220194)


def test_it_names_every_field_of_the_file():
    assert all(f"`{field}`" in PAGE for field in Published.model_fields)
