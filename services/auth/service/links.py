"""What happens when somebody follows a mailed link: they say who they are, and what the link is for comes about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from services.auth.domain import Purpose, hashed
from services.auth.errors import InvitationNotOpen, LinkNotOpen, TooManyGuesses, WrongPassword
from services.auth.models import Letter, Organisation
from services.auth.repository import Letters, Organisations, People
from services.auth.schemas import AcceptanceCreate
from services.auth.service.invitations import accept_invitation, prove_acceptance
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link that works, as its page shows it. `may_replace`: the address has an account, but not a proven one."""

    purpose: Purpose
    token: str
    email: str
    language: str
    body: Organisation | None
    has_account: bool
    may_replace: bool
    fault: str | None = None
    status: int = 200
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class LinkDesk:
    """Shows links and takes what is posted from their pages."""

    database: Database
    settings: AuthSettings

    def show(self, token: str) -> Link:
        """Looking uses nothing up: mail filters look too. Raises LinkNotOpen."""
        with self.database.read() as session:
            letter = Letters(session).find_open(hashed(token), at=clock.now())
            if letter is None:
                raise LinkNotOpen()
            person = People(session).find_by_email(letter.email)
            body = Organisations(session).find(letter.orgnr) if letter.orgnr else None
        replaceable = person is not None and person.email_proven_at is None
        return _link(letter, token, body=body, has_account=person is not None, may_replace=replaceable)

    def follow(self, token: str, form: Mapping[str, str], *, source: str) -> Link:
        """What the page shows after it was posted. Raises LinkNotOpen."""
        link = self.show(token)
        if "language" in form:
            return link
        try:
            self._accept(link, form, source=source)
        except ValidationError:
            return replace(link, fault="unusable-form", status=400)
        except WrongPassword:
            return replace(link, fault="wrong-account-password", status=400)
        except TooManyGuesses:
            return replace(link, fault="wrong-account-password", status=429)
        except InvitationNotOpen:
            raise LinkNotOpen() from None
        return replace(link, done=True)

    def _accept(self, link: Link, form: Mapping[str, str], *, source: str) -> None:
        asked = AcceptanceCreate(
            token=link.token,
            name=form.get("name") or link.email,
            password=form.get("password", ""),
            language=link.language,
            new_account=form.get("new_account") == "yes",
        )
        proof = prove_acceptance(self.database, self.settings, asked, source=source)
        with self.database.write() as session:
            accept_invitation(session, proof)


def _link(letter: Letter, token: str, *, body: Organisation | None, has_account: bool, may_replace: bool) -> Link:
    return Link(
        purpose=Purpose(letter.purpose),
        token=token,
        email=letter.email,
        language=letter.language,
        body=body,
        has_account=has_account,
        may_replace=may_replace,
    )
