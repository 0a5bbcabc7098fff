"""The words after `scripts/phone`: what cannot be is said in a sentence, before anybody is dialled."""

import subprocess
import sys

import pytest

from scripts.stack.settings import ROOT


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--carrier", "nonsense"], "nonsense is not the address of a phone network"),
        (["--carrier", "http://127.0.0.1:1", "--keys", "1"], "scripts/run starts it"),
        (["--from", "abc"], "'abc' is no telephone number"),
        (["--keys", "1,x"], "'1,x' is not made of the keys 0-9, * and #"),
    ],
)
def test_what_cannot_be_dialled_is_a_sentence(words, sentence):
    command = [sys.executable, "-m", "scripts.terminal_handset", *words]
    said = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert said.returncode == 2
    assert sentence in said.stderr
    assert "Traceback" not in said.stderr
