"""The names of the services, and their ports on a developer's machine (docs/architecture.md)."""

from collections.abc import Mapping

SERVICES = ("auth", "pool", "needs", "matching", "placements", "notify")  # of the API
WEB = "web"  # the web application for people: a client of the API, with a database of its own
PROCESSES = (*SERVICES, WEB)
PORTS: Mapping[str, int] = {name: 8001 + place for place, name in enumerate(PROCESSES)}


def local_url(service: str) -> str:
    """The default address of a service: on the same machine. Settings name others."""
    return f"http://127.0.0.1:{PORTS[service]}"
