"""The people of auth's scene, and one of everything that they or their body can have."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.absences.models import Absence
from services.auth.clients.models import Client, Consent
from services.auth.delegations.models import Delegation
from services.auth.identities.models import Identity
from services.auth.invitations.models import Invitation
from services.auth.letters.models import Letter
from services.auth.people.models import Address, Membership, Person
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.auth.sign_ups.models import MailDomain
from services.kit import clock
from tests.access.callers import HOME, SELF, an_id


def people_of(session: Session) -> dict[str, str]:
    ids: dict[str, str] = {}
    for number, name in ((1, "kanari"), (42, "kollega")):
        person_id, address = UUID(an_id(number)), f"{name}@kommune.example"
        People(session).add(Person(id=person_id, email=address, name=f"{name}navn", language="nb", password_hash="-"))
        membership = Membership(person_id=person_id, orgnr=HOME, role="coordinator")
        session.add(membership)
        ids |= {"person": str(person_id), "membership": str(membership.id)}
    return ids


def papers_of(session: Session) -> dict[str, str]:
    letter: dict[str, Any] = {"email": "invitert@kommune.example", "language": "nb", "orgnr": HOME}
    letter["expires_at"] = clock.now() + timedelta(days=1)
    login: dict[str, Any] = {"orgnr": HOME, "client_id": "cli", "scope": "pool:read", "amr": ["pwd"]}
    login |= {"authenticated_at": clock.now(), "expires_at": letter["expires_at"]}
    delegated: dict[str, Any] = {"delegated_by": an_id(43), "token_hash": "d", "expires_at": letter["expires_at"]}
    things: dict[str, Any] = {
        "invitation": Invitation(**letter, role="employee", mailed=False, token_hash="i"),
        "another_invitation": Invitation(**letter, role="employee", mailed=False, token_hash="j"),
        "letter": Letter(**letter, purpose="invitation", token_hash="l"),
        "session": LoginSession(person_id=UUID(SELF), **login),
        "delegation": Delegation(orgnr=HOME, placement_id=UUID(an_id(60)), **delegated),
        "another_delegation": Delegation(orgnr=HOME, placement_id=UUID(an_id(60)), **delegated | {"token_hash": "e"}),
        "absence": Absence(person_id=UUID(SELF), orgnr=HOME, start=clock.today(), end=clock.today()),
        "identity": Identity(issuer="https://kanariutsteder.example", subject="kanari", person_id=UUID(SELF)),
        "address": Address(email="kanariadresse@kommune.example", person_id=UUID(SELF), proven_at=clock.now()),
        "domain": MailDomain(orgnr=HOME, domain="kanaridomene.example"),
        "client": _client("kanarisystem"),
        "another": _client("kanarisystem 2"),
        "app": _app("kanariapp"),
    }
    session.add_all(things.values())
    session.flush()
    things["consent"] = Consent(person_id=UUID(SELF), orgnr=HOME, client_id="kanariapp", scopes=["pool:read"])
    session.add(things["consent"])
    session.flush()
    return {name: str(thing.id) for name, thing in things.items()}


def _client(name: str) -> Client:
    fields: dict[str, Any] = {"kind": "agency", "scopes": ["pool:read"], "redirect_uris": [], "role": "employee"}
    return Client(client_id=f"kanariklient-{name[-1]}", name=name, secret_hash="-", orgnr=HOME, **fields)


def _app(name: str) -> Client:
    fields: dict[str, Any] = {"kind": "public", "scopes": ["pool:read"], "redirect_uris": []}
    return Client(client_id=name, name=name, token_endpoint_auth_method="none", orgnr=HOME, **fields)
