"""The demonstration's people. Those of the story are invited, and then log in; the others are imported at once."""

import json
import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ressurspool.client import Authenticator, Client, Login, login_with_form
from ressurspool.client.auth import Acceptance, InvitationDraft
from ressurspool.client.http import http_client
from ressurspool.client.programs import MemberRole
from ressurspool.client.transport import TRY_SECONDS, Token

COORDINATOR = "HR-koordinator"
REQUESTER = "Prosjektleder"
DAY_SECONDS = 86_400
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person who can log in; named by role, never by a person's name."""

    title: str
    orgnr: str
    body: str
    email: str
    password: str

    @property
    def name(self) -> str:
        return f"{self.title}, {self.body}"


InviteFirst = Callable[[str, str], str | None]
Member = tuple[Account, MemberRole]
Import = Callable[[Sequence[Member], str], Sequence[str]]


class People:
    """The accounts made so far, and a client for each."""

    def __init__(
        self,
        origin: str,
        bodies: Mapping[str, str],
        *,
        invite_first: InviteFirst,
        import_all: Import,
        language: str,
    ) -> None:
        """`import_all` makes people members with a password, and returns a token of each."""
        self.origin = origin
        self.bodies = bodies
        self.password = secrets.token_urlsafe(12)
        self._invite_first = invite_first
        self._import_all = import_all
        self._language = language
        self._http = http_client(seconds=TRY_SECONDS)
        self._anybody = Client(origin, language=language, http=self._http)
        self._coordinators: dict[str, Account] = {}
        self._clients: dict[str, Client] = {}
        self._authenticators: dict[str, Authenticator] = {}
        self._days_ahead = 0

    def coordinator(self, orgnr: str) -> Account:
        """The body's HR coordinator: its first member, invited by the operator."""
        if orgnr not in self._coordinators:
            account = self._account(COORDINATOR, orgnr)
            self._accept(account, self._invite_first(orgnr, account.email) or "")
            self._coordinators[orgnr] = account
        return self._coordinators[orgnr]

    def member(self, title: str, orgnr: str, *, role: MemberRole = "employee") -> Account:
        """A new member, whom the body's coordinator invited and who accepted."""
        account = self._account(title, orgnr)
        invitation = self.client(self.coordinator(orgnr)).auth.invite(
            InvitationDraft(email=account.email, role=role, language=self._language, hand_over=True)
        )
        self._accept(account, invitation.token or "")
        return account

    def import_members(self, members: Sequence[tuple[str, str, MemberRole]]) -> list[Account]:
        """New members by title, body and role, all at once, and a coordinator of each body that has none yet.

        Their clients have tokens at once, and last for ten minutes.
        """
        bodies = dict.fromkeys(orgnr for _, orgnr, _ in members if orgnr not in self._coordinators)
        asked: list[Member] = [(self._account(COORDINATOR, orgnr), "coordinator") for orgnr in bodies]
        asked += [(self._account(title, orgnr), role) for title, orgnr, role in members]
        for (account, role), token in zip(asked, self._import_all(asked, self.password), strict=True):
            self._clients[account.email] = self._client(token)
            if role == "coordinator":
                self._coordinators[account.orgnr] = account
        return [account for account, _ in asked[len(bodies) :]]

    def client(self, account: Account) -> Client:
        """The account's own client. It logs in by the real login page, and again when its token ends."""
        if account.email not in self._clients:
            token = _FreshToken(self.origin, account, self.authenticator(account))
            self._clients[account.email] = self._client(token)
        return self._clients[account.email]

    def authenticator(self, account: Account) -> Authenticator:
        """The account's authenticator. It has no secret until the login page asks its owner to enrol."""
        return self._authenticators.setdefault(account.email, Authenticator(time_of=self._time))

    def move_clock(self, *, days_ahead: int) -> None:
        """Log everybody in anew from here on: at a later day every token is over."""
        self._days_ahead = days_ahead
        self._clients.clear()

    def _time(self) -> float:
        return time.time() + self._days_ahead * DAY_SECONDS

    def close(self) -> None:
        self._http.close()

    def _client(self, token: Token) -> Client:
        return Client(self.origin, token=token, language=self._language, http=self._http)

    def _account(self, title: str, orgnr: str) -> Account:
        body = self.bodies[orgnr]
        email = f"{_plain(title)}@{_plain(body)}.example"
        return Account(title=title, orgnr=orgnr, body=body, email=email, password=self.password)

    def _accept(self, account: Account, token: str) -> None:
        self._anybody.auth.accept_invitation(
            Acceptance(token=token, name=account.name, password=account.password, language=self._language)
        )


class _FreshToken:
    """An account's access token, by a new login when the old one is about to end."""

    def __init__(self, origin: str, account: Account, totp: Authenticator) -> None:
        self._origin = origin
        self._account = account
        self._totp = totp
        self._login: Login | None = None

    def __call__(self) -> str:
        if self._login is None or not self._login.live:
            account = self._account
            self._login = login_with_form(self._origin, account.email, account.password, account.orgnr, totp=self._totp)
        return self._login.access_token


def write_logins(file: Path, people: People, roles: Mapping[str, Account]) -> None:
    """Write the logins to a file for `ressurspool token --as`; only its owner can read it."""
    logins = [
        {
            "as": role,
            "name": account.name,
            **asdict(account),
            "secret": people.authenticator(account).secret,
            "last_step": people.authenticator(account).last_step,
        }
        for role, account in roles.items()
    ]
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        json.dump({"origin": people.origin, "logins": logins}, opened, ensure_ascii=False, indent=2)


def _plain(words: str) -> str:
    """The words as part of a mail address."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in words.lower().translate(_PLAIN))
    return "-".join(part for part in plain.encode("ascii", "ignore").decode().split("-") if part)
