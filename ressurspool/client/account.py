"""Calls about one's own account: its password, addresses, logins, absences, and an account that is joined into it."""

from datetime import date, datetime

from ressurspool.client.bodies import AuditEntry
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Period


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


class AbsenceWarning(Read):
    code: str
    text: str


class AccountShown(Read):
    """An account; of two that were joined the one that stays: log in as this one from now on."""

    id: str
    name: str
    email: str
    language: str


class PasswordChange(Sent):
    old_password: str
    password: str


class Absence(Read):
    """Days on which one is away from the body one acts for. `warnings` says what that means, once announced."""

    id: str
    version: int
    orgnr: str
    start: date
    end: date
    warnings: list[AbsenceWarning] = []


class AccountClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def addresses(self) -> Listed[Address]:
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

    def accept_join(self, code: str) -> AccountShown:
        """Join this account into the one that the code is from; this one ends."""
        return self._transport.post("/auth/v1/me/joins/acceptance", AccountShown, JoinDraft(code=code))

    def change_password(self, old: str, new: str) -> AccountShown:
        """Change the password. All logins end, also this one."""
        change = PasswordChange(old_password=old, password=new)
        return self._transport.replace("/auth/v1/me/password", AccountShown, change)

    def logins(self) -> Listed[AuditEntry]:
        """The logins to one's account, also those that were refused, the newest first."""
        return self._transport.listed("/auth/v1/me/logins", AuditEntry)

    def absences(self) -> Listed[Absence]:
        """One's absences that are not over."""
        return self._transport.listed("/auth/v1/me/absences", Absence)

    def announce_absence(self, period: Period) -> Absence:
        """Say when one is away: what is asked of the body's coordinators then goes to the others."""
        return self._transport.post("/auth/v1/me/absences", Absence, period)

    def withdraw_absence(self, absence_id: str) -> Absence:
        return self._transport.delete(f"/auth/v1/me/absences/{absence_id}", Absence)
