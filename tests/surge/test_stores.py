"""The Valkey of a troubled morning ends with the morning, however that ends."""

import os
import subprocess
import sys
from pathlib import Path

from tests.carrier.peer import until

MORNING = """
import sys
from pathlib import Path
from scripts.mornings.troubles.stores import open_store
with open_store(Path(sys.argv[1])) as store:
    print(store.server.pid, flush=True)
    sys.stdin.read()
"""


def test_a_morning_that_is_killed_leaves_no_server(short_folder: Path):
    folder = short_folder / "killed"  # the suite has its own server beside it
    folder.mkdir()
    command, pipe = [sys.executable, "-c", MORNING, folder], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as morning:
        assert morning.stdout is not None
        server = int(morning.stdout.readline())
        assert is_there(server)
        morning.kill()
    until(lambda: not is_there(server), "the end of the server")


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
