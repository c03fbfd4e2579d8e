"""Digests of states, by which two states, or two whole sets of states, are compared."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

MODULUS = 2**256


def digest_of(state: Mapping[str, Any]) -> str:
    """The SHA-256 of a state's canonical JSON: the same for equal states."""
    canonical = json.dumps(state, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def digest_of_all(states: Iterable[Mapping[str, Any]]) -> str:
    """The sum of the states' digests: the same for equal sets, in whatever order they come."""
    return f"{sum(int(digest_of(state), 16) for state in states) % MODULUS:064x}"
