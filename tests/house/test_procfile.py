"""The Procfile: five processes, each a line that `sh` can run."""

import re
import shlex
import shutil
import subprocess

import pytest

from scripts.stack.settings import ROOT
from scripts.stack.supervisor import procfile

LINES = procfile()


def test_these_are_the_processes():
    assert list(LINES) == ["release", "web", "console", "worker", "clock"]


@pytest.mark.parametrize("name", LINES)
def test_a_line_is_a_command_that_is_there(name):
    subprocess.run(["/bin/sh", "-n", "-c", f"exec {LINES[name]}"], check=True)
    program = shlex.split(LINES[name])[0]
    path = f"{ROOT / '.venv' / 'bin'}"
    assert shutil.which(program, path=path) or (ROOT / program).exists()


@pytest.mark.parametrize(
    ("name", "port"), [("web", "${WEB_PORT:-8000}"), ("console", "${CONSOLE_PORT:-8001}")]
)
def test_a_server_listens_on_loopback_at_its_port(name, port):
    assert "--host 127.0.0.1" in LINES[name]
    assert re.search(rf"--port {re.escape(port)}\b", LINES[name]) or f"--port {port} " in LINES[name]
