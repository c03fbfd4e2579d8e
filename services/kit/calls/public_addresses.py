"""Which addresses a request may go to whose URL somebody outside the scheme has chosen: public ones only.

Else a stranger could have our own network asked in our name (server-side request forgery): a database, the address at
which a cloud hands out credentials, a printer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 500
HTTPS_PORTS = frozenset({443, 8443})  # what else listens somewhere is no receiver of ours: SSH, mail, a database
_LOCAL = "127.0.0.1"
_NAME = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_SIGNS = re.compile(r"[!-~]+")  # no blank, no control character, nothing beyond ASCII

# what `is_global` lets through although it is no address of a host somewhere else
_IPV4_SPECIAL = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4")))
_IPV6_HOSTS = IPv6Network("2000::/3")  # no other part is given to hosts: mapped, translated, local, multicast
_IPV6_SPECIAL = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))  # tunnels, examples


@dataclass(frozen=True, kw_only=True)
class AllowedNetworks:
    """The networks that the operator lets requests into beside the public ones, as for a body on the same premises."""

    networks: Sequence[Network] = ()

    def reach(self, address: str) -> bool:
        """Whether a request may go to the address, as a name server gives it."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return self.name(found) or is_public(found)

    def name(self, address: Address) -> bool:
        return any(address.version == network.version and address in network for network in self.networks)


def is_public(address: Address) -> bool:
    """Whether the address is of a host on the public Internet, and leads to no other one inside it."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _IPV4_SPECIAL)
    inside = address in _IPV6_HOSTS and not any(address in network for network in _IPV6_SPECIAL)
    return inside and address.is_global and address.scope_id is None


def is_outside_url(url: str, allowed: AllowedNetworks) -> bool:
    """Whether the URL is written as one that may be asked: https, a name that is no number, a port for it, no user.

    A number can be spelt in many ways (decimal, octal, hexadecimal, short), of which resolvers know more than any
    check, so none is taken. For trials 127.0.0.1 may be named, by http too, where the operator allows that address.
    """
    parts = _parts_of(url)
    if parts is None or parts.username is not None or parts.password is not None or "#" in url:
        return False
    if parts.hostname == _LOCAL:
        return parts.scheme in {"http", "https"} and allowed.name(IPv4Address(_LOCAL))
    ports = parts.port in {None, *HTTPS_PORTS} or (bool(allowed.networks) and parts.port != 0)
    return parts.scheme == "https" and ports and bool(_NAME.fullmatch(parts.hostname or ""))


def _parts_of(url: str) -> SplitResult | None:
    if len(url) > LONGEST_URL or not _SIGNS.fullmatch(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # which urlsplit checks only here
    except ValueError:
        return None
    return parts
