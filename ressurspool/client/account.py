"""Calls about one's own account: its addresses, and another account of one's own that is joined into it."""

from collections.abc import Iterator
from datetime import datetime

from ressurspool.client.transport import Read, Sent, Transport


class Address(Read):
    """An address of one's own. `proven_at` is None for one that nobody has shown to be theirs."""

    id: str
    email: str
    added_at: datetime
    proven_at: datetime | None
    primary: bool


class AddressAsked(Read):
    expires_at: datetime


class AddressDraft(Sent):
    email: str


class JoinCode(Read):
    code: str
    expires_at: datetime


class JoinDraft(Sent):
    code: str


class JoinedPerson(Read):
    """The person who stays: log in as this one from now on."""

    id: str
    name: str
    email: str
    language: str


class AccountClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def addresses(self) -> Iterator[Address]:
        """One's own addresses, the oldest first."""
        return self._transport.listed("/auth/v1/me/addresses", Address)

    def add_address(self, email: str) -> AddressAsked:
        """Have a link mailed to another address of one's own; following it adds the address."""
        return self._transport.post("/auth/v1/me/addresses", AddressAsked, AddressDraft(email=email))

    def remove_address(self, address_id: str) -> None:
        self._transport.perform("DELETE", f"/auth/v1/me/addresses/{address_id}", None)

    def begin_join(self) -> JoinCode:
        """Get the code by which another account of one's own is joined into this one."""
        return self._transport.post("/auth/v1/me/joins", JoinCode)

    def accept_join(self, code: str) -> JoinedPerson:
        """Join this account into the one that the code is from; this one ends."""
        return self._transport.post("/auth/v1/me/joins/acceptance", JoinedPerson, JoinDraft(code=code))
