"""A gate: how many may pass at once, and how fast after that."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

_BELOW_SITE = 128 - 48  # bits of an IPv6 address that one customer of a provider may choose


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Lets `burst` guesses through at once, and then one more each `pace`: in any time t at most burst + t / pace."""

    key: str
    burst: int
    pace: timedelta

    @property
    def pace_ms(self) -> int:
        return max(int(self.pace / timedelta(milliseconds=1)), 1)

    @property
    def tolerance_ms(self) -> int:
        """How far ahead of its pace the guessing may be for one more to pass."""
        return (self.burst - 1) * self.pace_ms


def network_of(address: str) -> str:
    """Whose address it is: one site has up to a /48 of IPv6 (RFC 6177 §2), as it has one address of IPv4."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(IPv6Address(int(parsed) >> _BELOW_SITE << _BELOW_SITE))
    return address
