"""Where everything listens."""

import socket
from collections.abc import Iterable, Mapping
from contextlib import ExitStack

SERVICES = ("auth", "pool", "needs", "matching", "placements", "notify")
ORIGIN = "origin"
PORTS: Mapping[str, int] = {ORIGIN: 8000} | {name: 8001 + place for place, name in enumerate(SERVICES)}
LOOPBACK = "127.0.0.1"


def free_ports(names: Iterable[str]) -> dict[str, int]:
    """A port for each name that nobody listens on now."""
    with ExitStack() as held:
        sockets = {name: held.enter_context(socket.socket()) for name in names}
        for one in sockets.values():
            one.bind((LOOPBACK, 0))
        return {name: one.getsockname()[1] for name, one in sockets.items()}


def is_taken(port: int) -> bool:
    """Whether somebody listens on that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0
