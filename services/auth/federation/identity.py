"""The verified identity of somebody whom an issuer has logged in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class FederatedIdentity:
    """Who somebody is at the issuer, and the only public bodies that the issuer vouches for.

    `email` and `name` are for making an account, never for finding one. The national identity number (`pid`) is not
    read, so it cannot be stored or logged.
    """

    profile: str
    issuer: str
    subject: str
    at: datetime
    acr: str | None
    bodies: tuple[str, ...]
    email: str | None = None
    name: str | None = None
