"""Shows mailed links, and does what a link is for when its form is posted: join, confirm, or set a password."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from services.auth.accounts.acceptance import accept_invitation, prove_acceptance, prove_owner, set_aside_unproven
from services.auth.accounts.schemas import AcceptanceCreate
from services.auth.addresses.errors import AddressInUse, TooManyAddresses
from services.auth.addresses.service import add_proven_address
from services.auth.audit.service import Actor
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.credentials.errors import GuessablePassword, WrongPassword
from services.auth.credentials.new_passwords import reset_password
from services.auth.credentials.schemas import Password
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.letters.domain import Purpose
from services.auth.letters.errors import LinkNotOpen
from services.auth.letters.models import Letter
from services.auth.letters.repository import Letters
from services.auth.letters.service import LINK_PATH
from services.auth.limits.errors import TooManyGuesses
from services.auth.people.repository import People
from services.auth.proposals.domain import ProposalState, Rejection
from services.auth.proposals.repository import Proposals, RegisterEntries
from services.auth.proposals.service import confirm_proposal
from services.auth.settings import AuthSettings
from services.auth.sign_ups.service import complete_sign_up
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Invalid
from services.kit.ids import hashed
from services.kit.language import Language

_PASSWORD_PURPOSES = {Purpose.PASSWORD, Purpose.PASSWORD_CHANGED}
_ONLY_SHOWN = {Purpose.DECISION: "decision-open", Purpose.ACCOUNTS_JOINED: "accounts-joined"}
_PASSWORD: TypeAdapter[str] = TypeAdapter(Password)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link as its page shows it. `may_replace`: the address has an account, but nobody has proven to own it."""

    purpose: Purpose
    token: str
    address: str
    email: str
    language: str
    orgnr: str | None
    body: Organisation | None
    has_account: bool = False
    name: str | None = None  # of the person whose account the address is to be added to
    may_replace: bool = False
    fault: str | None = None
    status: int = 200
    wait: int | None = None
    parent: str | None = None  # of a proposed sub-unit: the number to propose instead
    done: str | None = None  # the key of a text: what was done, or how far it has come


@dataclass(frozen=True, kw_only=True)
class MailedLinks:
    """The pages of mailed links: shows a link, and acts on its posted form."""

    database: Database
    settings: AuthSettings

    def show(self, token: str) -> Link:
        """The link of a token. Showing it uses nothing up, since mail filters open links too. Raises LinkNotOpen."""
        with self.database.read() as session:
            letter = Letters(session).find(hashed(token))
            if letter is None:
                raise LinkNotOpen()
            link = Link(
                **letter.model_dump(include={"email", "language", "orgnr"}),
                purpose=Purpose(letter.purpose),
                token=token,
                address=f"{self.settings.origin}{LINK_PATH}?token={token}",
                body=Organisations(session).find(letter.orgnr) if letter.orgnr else None,
            )
            shown = self._proposal_link(session, letter, link) or self._open_link(session, letter, link)
        return replace(shown, done=_ONLY_SHOWN[link.purpose]) if link.purpose in _ONLY_SHOWN else shown

    def follow(self, token: str, form: Mapping[str, str], *, source: str) -> Link:
        """Act on the posted form, and return what the page shows then. Raises LinkNotOpen."""
        link = self.show(token)
        if "language" in form or link.done:
            return link
        try:
            self._act(link, form, source=source)
        except (ValidationError, Invalid) as unusable:
            return replace(link, fault=_fault(link, unusable), status=400)
        except WrongPassword:
            return replace(link, fault="wrong-account-password", status=400)
        except TooManyGuesses as full:
            return replace(link, fault="too-many-guesses", status=429, wait=full.seconds)
        except (AddressInUse, TooManyAddresses) as refused:
            return replace(link, fault=refused.code, status=refused.status)
        except InvitationNotOpen:
            raise LinkNotOpen() from None
        return replace(link, done=f"done-{link.purpose}")

    def _open_link(self, session: Session, letter: Letter, link: Link) -> Link:
        if letter.used_at is not None or letter.expires_at <= clock.now():
            raise LinkNotOpen()
        person = People(session).find_by_email(letter.email)
        replaceable = person is not None and not People(session).is_proven(letter.email)
        asked_by = People(session).get(UUID(letter.asked_by)) if letter.asked_by else None
        return replace(
            link, has_account=person is not None, may_replace=replaceable, name=asked_by.name if asked_by else None
        )

    def _proposal_link(self, session: Session, letter: Letter, link: Link) -> Link | None:
        """The link of a confirmed proposal, which goes on showing how far the proposal has come; else None."""
        proposal = Proposals(session).find_by_hash(letter.token_hash)
        if proposal is None or proposal.state == ProposalState.ASKED:
            return None
        if proposal.state == ProposalState.PROPOSED and RegisterEntries(session).find(proposal.orgnr) is None:
            return replace(link, done="proposal-unchecked")
        if proposal.reason == Rejection.SUB_UNIT:
            entry = RegisterEntries(session).find(proposal.orgnr)
            return replace(link, done="proposal-sub_unit", parent=entry.parent if entry else None)
        return replace(link, done=f"proposal-{proposal.state}")

    def _act(self, link: Link, form: Mapping[str, str], *, source: str) -> None:
        if link.purpose is Purpose.PROPOSAL:
            self._confirm(link)
        elif link.purpose in _PASSWORD_PURPOSES:
            chosen = _PASSWORD.validate_python(form.get("password", ""))
            reset_password(self.database, self.settings, link.token, email=link.email, password=chosen)
        elif link.purpose is Purpose.SIGN_UP:
            self._sign_up(link, form, source=source)
        elif link.purpose is Purpose.ADDRESS:
            self._add_address(link, form)
        else:
            self._accept(link, form, source=source)

    def _confirm(self, link: Link) -> None:
        """Raises LinkNotOpen for all but the first call; AlreadyProposed where another proposal of the body waits."""
        with self.database.write() as session:
            if not Letters(session).use(hashed(link.token), at=clock.now()):
                raise LinkNotOpen()
            confirm_proposal(session, hashed(link.token))

    def _add_address(self, link: Link, form: Mapping[str, str]) -> None:
        """Raises LinkNotOpen for all but the first call, or where the account has ended; AddressInUse."""
        with self.database.write() as session:
            letter, people = Letters(session).find(hashed(link.token)), People(session)
            if letter is None or letter.asked_by is None or not Letters(session).use(letter.token_hash, at=clock.now()):
                raise LinkNotOpen()
            set_aside_unproven(people, link.email, asked=form.get("new_account") == "yes")
            person = people.get_locked(UUID(letter.asked_by))
            if person.disabled_at is not None:
                raise LinkNotOpen()
            add_proven_address(people, person, link.email, by=Actor(sub=str(person.id)))

    def _accept(self, link: Link, form: Mapping[str, str], *, source: str) -> None:
        proof = prove_acceptance(self.database, self.settings, _acceptance(link, form), source=source)
        with self.database.write() as session:
            accept_invitation(session, proof)

    def _sign_up(self, link: Link, form: Mapping[str, str], *, source: str) -> None:
        with self.database.read() as session:
            letter = Letters(session).find(hashed(link.token))
        assert letter is not None  # it was shown a moment ago
        asked = _acceptance(link, form)
        proof = prove_owner(self.database, self.settings, asked, email=link.email, mailed=True, source=source)
        with self.database.write() as session:
            complete_sign_up(session, letter, proof)


def _fault(link: Link, unusable: ValidationError | Invalid) -> str:
    """The fault to show for a form that cannot be used."""
    if isinstance(unusable, GuessablePassword):
        return unusable.code
    if isinstance(unusable, Invalid) or link.purpose in _PASSWORD_PURPOSES:
        return "unusable-password"
    return "wrong-account-password" if link.has_account else "unusable-form"


def _acceptance(link: Link, form: Mapping[str, str]) -> AcceptanceCreate:
    """The page's form as an acceptance. Raises ValidationError."""
    return AcceptanceCreate(
        token=link.token,
        name=form.get("name") or link.email,
        password=form.get("password", ""),
        language=Language(link.language),
        new_account=form.get("new_account") == "yes",
    )
