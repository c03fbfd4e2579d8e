"""Where everything listens."""

import itertools
import os
import socket
from collections.abc import Iterable, Iterator, Mapping

SERVICES = ("auth", "pool", "needs", "matching", "placements", "notify")
ORIGIN = "origin"
PORTS: Mapping[str, int] = {ORIGIN: 8000} | {name: 8001 + place for place, name in enumerate(SERVICES)}
LOOPBACK = "127.0.0.1"


def free_ports(names: Iterable[str]) -> dict[str, int]:
    """A port for each name that nobody listens on now, and that nobody else is given before it is listened on.

    They are below those that the system gives to outgoing connections (Linux: from 32768), no port is handed out twice
    by one process, and another process begins elsewhere.
    """
    return {name: next(port for port in _ports if not is_taken(port)) for name in names}


def _candidates() -> Iterator[int]:
    first, count, apart = 20_000, 12_000, 64
    begin = os.getpid() * apart
    return (first + (begin + step) % count for step in itertools.count())


_ports = _candidates()


def is_taken(port: int) -> bool:
    """Whether somebody listens on that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0
