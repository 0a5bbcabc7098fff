"""The telephone in a terminal: a call ends with the program, however that ends."""

import os
import pty
import signal
import subprocess
import sys

import pytest

from scripts.stack.settings import ROOT
from tests.carrier.peer import until
from tests.carrier.phones import ANNA
from tests.ivr.hotline import Hotline

UP = "conversation WHERE NOT ended"


def test_keys_that_come_all_at_once_are_all_pressed(hotline: Hotline) -> None:
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-u", "-m", "scripts.terminal_handset", "--carrier", hotline.carrier.base]
    with subprocess.Popen(
        [*command, "--from", ANNA], stdin=terminal, stdout=subprocess.PIPE, cwd=ROOT
    ) as phone:
        said = bytearray()

        def hears(words: str) -> bool:
            said.extend(os.read(phone.stdout.fileno(), 4096))
            return words.encode() in said

        for words in ("Para español, marque el 3.", "To speak with a person, press 0.", "press 3.\n"):
            until(lambda words=words: hears(words), words)
            said.clear()
            os.write(keyboard, b"1")
        until(lambda: hears("Please enter your birth date"), "the question")
        os.write(keyboard, b"19310502")
        until(lambda: hears("nineteen thirty-one"), "the date")
        os.write(keyboard, b"h")
        until(lambda: hears("The call is over"), "the end")
        os.write(keyboard, b"q")
        assert phone.wait(10) == 0
    os.close(keyboard)
    os.close(terminal)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_no_call_outlives_the_telephone(hotline: Hotline, how: signal.Signals) -> None:
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-u", "-m", "scripts.terminal_handset", "--carrier", hotline.carrier.base]
    with subprocess.Popen(
        [*command, "--from", ANNA], stdin=terminal, stdout=subprocess.PIPE, cwd=ROOT
    ) as phone:
        until(lambda: b"Fairline" in os.read(phone.stdout.fileno(), 4096) or hotline.count(UP), "the call")
        phone.send_signal(how)
        assert phone.wait(10) == 128 + how
    os.close(keyboard)
    os.close(terminal)
    until(lambda: hotline.count(UP) == 0, "the end of the call")
