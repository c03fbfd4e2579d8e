"""Rules of mail domains: which can be a body's own."""

from functools import cache
from pathlib import Path

_REFUSED = Path(__file__).resolve().parents[1] / "data" / "refused_domains.csv"


@cache
def refused_domains() -> frozenset[str]:
    """Providers where anybody can have an address, and suffixes that bodies share: those that Norwegians meet."""
    _header, *domains = _REFUSED.read_text(encoding="utf-8").splitlines()
    return frozenset(domains)


def can_be_owned(domain: str) -> bool:
    """Whether a body can have this domain to itself; a whole top-level domain nobody has."""
    return "." in domain and domain not in refused_domains()


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()
