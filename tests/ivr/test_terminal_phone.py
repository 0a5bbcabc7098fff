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
