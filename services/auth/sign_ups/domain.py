"""Rules of mail domains: which ones a body can have to itself."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_REFUSED = Path(__file__).resolve().parents[1] / "data" / "refused_domains.csv"


@cache
def refused_domains() -> Mapping[str, frozenset[str]]:
    """Read the refused domains by kind: those common in Norway.

    `provider`: anybody can have an address there or in a domain below it. `suffix`: bodies have domains of their own
    below it.
    """
    with _REFUSED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {kind: frozenset(row["domain"] for row in rows if row["kind"] == kind) for kind in ("provider", "suffix")}


def can_be_owned(domain: str) -> bool:
    """True where a body can have the domain to itself. Nobody has a whole top-level domain."""
    labels, refused = domain.split("."), refused_domains()
    above = {".".join(labels[start:]) for start in range(len(labels))}
    return len(labels) > 1 and domain not in refused["suffix"] and above.isdisjoint(refused["provider"])


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()
