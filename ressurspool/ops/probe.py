"""Checks whether services on this machine are ready."""

import httpx

from ressurspool.ops.addresses import LOOPBACK, PORTS, is_taken
from services.scheme.services import PROCESSES

PROBE_SECONDS = 3


def is_ready(service: str) -> bool:
    """True where the service on its usual port answers that it is ready."""
    try:
        address = f"http://{LOOPBACK}:{PORTS[service]}/health/ready"
        return httpx.get(address, timeout=PROBE_SECONDS, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def listening() -> list[str]:
    """The services on whose usual port a process listens."""
    return [name for name in PROCESSES if is_taken(PORTS[name])]
