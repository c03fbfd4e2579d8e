"""The services' names and ports, and free ports."""

import itertools
import os
import socket
from collections.abc import Iterable, Iterator, Mapping

from services.scheme.services import PORTS as SERVICE_PORTS

ORIGIN = "origin"
PORTS: Mapping[str, int] = {ORIGIN: 8000, **SERVICE_PORTS}
METRICS_PORTS: Mapping[str, int] = {name: port + 1000 for name, port in SERVICE_PORTS.items()}  # of `make up`
LOOPBACK = "127.0.0.1"


def free_ports(names: Iterable[str]) -> dict[str, int]:
    """A free port for each name. No other caller gets it before the process for it listens.

    The ports lie below those that the system gives to outgoing connections (Linux: from 32768). One process never
    returns a port twice, and another process begins to search elsewhere.
    """
    return {name: next(port for port in _ports if not is_taken(port)) for name in names}


def _candidates() -> Iterator[int]:
    first, count, apart = 20_000, 12_000, 64
    begin = os.getpid() * apart
    return (first + (begin + step) % count for step in itertools.count())


_ports = _candidates()


def is_taken(port: int) -> bool:
    """True where a process listens on that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0
