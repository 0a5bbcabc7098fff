"""Is every port free that this run needs? Asked before anything is started."""

import errno
import socket
from dataclasses import dataclass

from scripts.stack.faults import CannotRun


@dataclass(frozen=True, slots=True)
class Port:
    """A port, what listens there, and the variable that changes it."""

    number: int
    variable: str
    listener: str


def see_that_free(ports: list[Port]) -> None:
    """Return if each of the ports can be listened on; raises CannotRun for the first that cannot."""
    numbers = [port.number for port in ports]
    for at, port in enumerate(ports):
        if port.number in numbers[:at]:
            raise CannotRun(f"port {port.number} is asked for twice; set {port.variable} to another port.")
        _see_that_free(port)


def _see_that_free(port: Port) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that was just left is free
        try:
            probe.bind(("127.0.0.1", port.number))
        except OSError as fault:
            why = "is in use" if fault.errno == errno.EADDRINUSE else f"cannot be used ({fault.strerror})"
            raise CannotRun(
                f"port {port.number} {why}, and {port.listener} would listen there; "
                f"set {port.variable} to another port, or end what uses it."
            ) from None
