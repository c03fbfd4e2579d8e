"""The lists of auth."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from services.auth.absences.models import Absence
from services.auth.audit.models import AuditEntry
from services.auth.bodies.models import Organisation
from services.auth.clients.models import Client, Consent
from services.auth.delegations.models import Delegation
from services.auth.identities.models import Identity
from services.auth.invitations.models import Invitation
from services.auth.people.models import Address, Membership, Person
from services.auth.sessions.models import LoginSession
from services.auth.sign_ups.models import MailDomain
from services.kit import clock
from tests.lists.case import EARLIER, LATER, ME, OTHER, Batch, Case
from tests.lists.rows import numbered, rows_of
from tests.support.callers import BAERUM, HUSBANKEN

AN_HOUR = timedelta(hours=1)


def two_bodies() -> Iterator[Batch]:
    yield (
        Organisation,
        rows_of(Organisation, range(2), orgnr=[BAERUM, HUSBANKEN], state="joined", level="state", sector="health"),
    )


def two_people() -> Iterator[Batch]:
    yield from two_bodies()
    yield Person, rows_of(Person, range(2), id=[ME, OTHER], language="nb")


def people(many: range) -> list[UUID]:
    return [numbered("person", number) for number in many]


def members(many: range) -> Iterator[Batch]:
    yield Person, rows_of(Person, many, id=people(many), language="nb")
    for own in ({"orgnr": BAERUM}, {"orgnr": HUSBANKEN}, {"orgnr": BAERUM, "ended_at": clock.now()}):
        yield Membership, rows_of(Membership, many, person_id=people(many), role="employee", **own)


def bodies(many: range) -> Iterator[Batch]:
    for turn, state in enumerate(("joined", "left")):
        orgnrs = [f"{turn}{number:08}" for number in many]
        yield Organisation, rows_of(Organisation, many, orgnr=orgnrs, state=state, level="state", sector="health")


def invitations(many: range) -> Iterator[Batch]:
    role = {"role": "employee", "language": "nb"}
    for own in ({"orgnr": BAERUM, "used_at": clock.now()}, {"orgnr": BAERUM}, {"orgnr": HUSBANKEN}):
        yield Invitation, rows_of(Invitation, many, **role, **own)


def open_invitations() -> Iterator[Batch]:
    yield from two_bodies()
    made = [clock.now() + timedelta(seconds=number) for number in range(len(LATER))]
    own = {"orgnr": BAERUM, "role": "employee", "language": "nb", "expires_at": clock.now() + AN_HOUR}
    yield Invitation, rows_of(Invitation, LATER, created_at=made, **own)


def delegations(many: range) -> Iterator[Batch]:
    for orgnr in (BAERUM, HUSBANKEN):
        yield Delegation, rows_of(Delegation, many, orgnr=orgnr, state="expired")


def open_delegations() -> Iterator[Batch]:
    yield from two_bodies()
    yield Delegation, rows_of(Delegation, LATER, orgnr=BAERUM, state="open")


def audit(many: range) -> Iterator[Batch]:
    actors = [f"person-{number % 50}" for number in many]
    for orgnr, action in ((BAERUM, "membership.granted"), (HUSBANKEN, "client.created")):
        yield AuditEntry, rows_of(AuditEntry, many, orgnr=orgnr, action=action, result="done", actor=actors)
    yield AuditEntry, rows_of(AuditEntry, many, action="login.completed", result="done", subject_id=actors)


def rare_audit() -> Iterator[Batch]:
    own = {"orgnr": BAERUM, "result": "done", "subject_id": str(ME)}
    yield AuditEntry, rows_of(AuditEntry, EARLIER, action="login.completed", **own)


def sessions(many: range) -> Iterator[Batch]:
    over = {"ended_at": clock.now(), "end_reason": "logged_out"}
    for own in (over, {}):
        orgnr = {"person_id": OTHER, "orgnr": BAERUM, "client_id": "cli"}
        yield LoginSession, rows_of(LoginSession, many, **orgnr, expires_at=clock.now() + AN_HOUR, **own)


def live_sessions() -> Iterator[Batch]:
    yield from two_people()
    own = {"person_id": ME, "orgnr": BAERUM, "client_id": "cli", "expires_at": clock.now() + AN_HOUR}
    yield LoginSession, rows_of(LoginSession, EARLIER, **own)


def addresses(many: range) -> Iterator[Batch]:
    yield Address, rows_of(Address, many, person_id=OTHER)
    yield Identity, rows_of(Identity, many, person_id=OTHER)


def own_addresses() -> Iterator[Batch]:
    yield from two_people()
    yield Address, rows_of(Address, LATER, person_id=ME)
    yield Identity, rows_of(Identity, LATER, person_id=ME)


def clients(many: range) -> Iterator[Batch]:
    own = {"kind": "agency", "role": "employee", "token_endpoint_auth_method": "private_key_jwt"}
    for orgnr in (BAERUM, HUSBANKEN):
        yield Client, rows_of(Client, many, orgnr=orgnr, public_keys={}, **own)


def consents(many: range) -> Iterator[Batch]:
    ids = [f"app-{number}" for number in many]
    app = {"kind": "public", "token_endpoint_auth_method": "none", "orgnr": HUSBANKEN, "public_keys": {}}
    yield Client, rows_of(Client, many, client_id=ids, **app)
    for person in (ME, OTHER):
        yield Consent, rows_of(Consent, many, client_id=ids, person_id=person, orgnr=BAERUM)


def absences(many: range) -> Iterator[Batch]:
    past = date(2026, 1, 1)
    yield Absence, rows_of(Absence, many, person_id=OTHER, orgnr=BAERUM, start=past, end=past)


def coming_absences() -> Iterator[Batch]:
    yield from two_people()
    coming = date(2030, 1, 1)
    yield Absence, rows_of(Absence, LATER, person_id=ME, orgnr=BAERUM, start=coming, end=coming)


def mail_domains(many: range) -> Iterator[Batch]:
    for orgnr in (BAERUM, HUSBANKEN):
        yield MailDomain, rows_of(MailDomain, many, orgnr=orgnr)


CASES = [
    Case("auth", (f"/v1/organisations/{BAERUM}/members",), members, before=two_bodies),
    Case("auth", ("/v1/organisations",), bodies, before=two_bodies),
    Case("auth", ("/v1/invitations", "/v1/invitations?open=true"), invitations, before=open_invitations),
    Case("auth", ("/v1/delegations", "/v1/delegations?state=open"), delegations, before=open_delegations),
    Case(
        "auth",
        ("/v1/audit", "/v1/audit?action=login.completed", f"/v1/audit?person={ME}", "/v1/me/logins"),
        audit,
        before=rare_audit,
    ),
    Case("auth", ("/v1/me/sessions",), sessions, before=live_sessions),
    Case("auth", ("/v1/me/addresses", "/v1/me/identities"), addresses, before=own_addresses),
    Case("auth", ("/v1/clients",), clients, before=two_bodies),
    Case("auth", ("/v1/me/consents",), consents, before=two_people),
    Case("auth", ("/v1/me/absences",), absences, before=coming_absences),
    Case("auth", (f"/v1/organisations/{BAERUM}/mail-domains",), mail_domains, before=two_bodies),
]
