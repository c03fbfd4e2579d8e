"""Rules of mail domains: which can be a body's own."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_REFUSED = Path(__file__).resolve().parents[1] / "data" / "refused_domains.csv"


@cache
def refused_domains() -> Mapping[str, frozenset[str]]:
    """By kind, those that Norwegians meet: a `provider`, where anybody can have an address, also in a domain below
    it; and a `suffix`, below which bodies have domains of their own."""
    with _REFUSED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {kind: frozenset(row["domain"] for row in rows if row["kind"] == kind) for kind in ("provider", "suffix")}


def can_be_owned(domain: str) -> bool:
    """Whether a body can have this domain to itself; a whole top-level domain nobody has."""
    labels, refused = domain.split("."), refused_domains()
    above = {".".join(labels[start:]) for start in range(len(labels))}
    return len(labels) > 1 and domain not in refused["suffix"] and above.isdisjoint(refused["provider"])


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()
