"""Requests for a body's own API client."""

from typing import Any


def a_client(**changes: Any) -> dict[str, Any]:
    return {"name": "HR-systemet", "scopes": ["organisation:read", "pool:read", "events:read"], **changes}
