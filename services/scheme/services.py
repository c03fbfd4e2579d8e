"""The services of the scheme, and where they listen on a developer's machine."""

from collections.abc import Mapping

SERVICES = ("auth", "pool", "needs", "matching", "placements", "notify")
PORTS: Mapping[str, int] = {name: 8001 + place for place, name in enumerate(SERVICES)}


def local_url(service: str) -> str:
    """Where a service is reached on the machine it runs on, unless the settings say otherwise."""
    return f"http://127.0.0.1:{PORTS[service]}"
