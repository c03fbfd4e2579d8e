"""What is believed of somebody whom an issuer has logged in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class FederatedIdentity:
    """Who it is at the issuer, and the only public bodies that the issuer vouches for.

    `email` and `name` are for making an account, never for finding one. A national identity number (`pid`) is not
    among what is read: nothing can be stored or logged that was not.
    """

    profile: str
    issuer: str
    subject: str
    at: datetime
    acr: str | None
    bodies: tuple[str, ...]
    email: str | None = None
    name: str | None = None
