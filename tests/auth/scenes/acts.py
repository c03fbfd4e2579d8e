"""One good request to each route of auth that changes something."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select
from sqlmodel import col

from services.auth.identities.models import Identity
from services.auth.people.models import Address
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.scenes.absences import announce
from tests.auth.scenes.apps import register_app, step, wanted_by
from tests.auth.scenes.clients import a_client
from tests.auth.scenes.delegations import MANAGER, accept, delegate, link_of
from tests.auth.scenes.invitations import an_acceptance, invited, mail_invitation
from tests.auth.scenes.logins import PASSWORD, a_browser
from tests.auth.scenes.members import a_coordinator, a_member
from tests.auth.scenes.policies import a_policy
from tests.auth.scenes.signers import a_client_with_keys, public
from tests.auth.scenes.tokens import a_code
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, a_token, bearer, person

# who they are; their tokens are made when they are used, or a long run outlives them
COORDINATOR, ADMIN = str(uuid4()), str(uuid4())


class Acts:
    """One good request to each route that changes something, by the route's name."""

    def __init__(self, api: Api, database: Database) -> None:
        self.api = api
        self.database = database
        self.me = a_coordinator(database, api)
        self.own = person("coordinator", HUSBANKEN, sub=self.me["id"])

    def create_invitation(self) -> httpx.Response:
        asked = {"email": "ny@husbanken.example", "role": "employee"}
        return self.api.post("/v1/invitations", coordinator(), json=asked)

    def accept_invitation(self) -> httpx.Response:
        token = invited(self.database, BAERUM, "hr@baerum.example")
        return self.api.post("/v1/invitations/acceptance", json=an_acceptance(token))

    def withdraw_invitation(self) -> httpx.Response:
        invitation = self.create_invitation().json()
        return self.api.delete(f"/v1/invitations/{invitation['id']}", coordinator())

    def end_membership(self) -> httpx.Response:
        return self.api.delete(f"/v1/memberships/{self._employee()['id']}", coordinator())

    def update_membership(self) -> httpx.Response:
        member = self._employee()
        headers = coordinator() | {"If-Match": f'"{member["version"]}"'}
        return self.api.put(f"/v1/memberships/{member['id']}", headers, json={"role": "requester"})

    def join_organisation(self) -> httpx.Response:
        token = mail_invitation(self.api, self.database, BAERUM, email=self.me["email"])
        return self.api.post("/v1/me/memberships", self.own, json={"token": token})

    def leave_organisation(self) -> httpx.Response:
        employee = person("employee", HUSBANKEN, sub=self._employee()["person_id"])
        return self.api.delete("/v1/me/membership", employee)

    def ask_departure(self) -> httpx.Response:
        return self.api.post(f"/v1/organisations/{HUSBANKEN}/departure", coordinator())

    def withdraw_departure(self) -> httpx.Response:
        self.ask_departure()
        return self.api.delete(f"/v1/organisations/{HUSBANKEN}/departure", coordinator())

    def update_policy(self) -> httpx.Response:
        headers = coordinator() | {"If-Match": '"0"'}
        return self.api.put(f"/v1/organisations/{HUSBANKEN}/policy", headers, json=a_policy())

    def add_mail_domain(self) -> httpx.Response:
        return self.api.post(
            f"/v1/organisations/{HUSBANKEN}/mail-domains", coordinator(), json={"domain": "husbanken.example"}
        )

    def remove_mail_domain(self) -> httpx.Response:
        return self.api.delete(f"/v1/mail-domains/{self.add_mail_domain().json()['id']}", coordinator())

    def appoint_substitute(self) -> httpx.Response:
        until = (clock.today() + timedelta(days=30)).isoformat()
        asked = {"email": "vikar@husbanken.example", "until": until}
        return self.api.post(f"/v1/organisations/{HUSBANKEN}/substitutes", coordinator(), json=asked)

    def create_client(self) -> httpx.Response:
        return self.api.post("/v1/clients", coordinator(), json=a_client())

    def remove_client(self) -> httpx.Response:
        return self.api.delete(self._a_client(), coordinator())

    def renew_client_secret(self) -> httpx.Response:
        return self.api.post(f"{self._a_client()}/secret", coordinator(), json={"overlap_hours": 0})

    def add_client_key(self) -> httpx.Response:
        client = self._a_client(with_keys=True)
        return self.api.post(f"{client}/keys", coordinator(), json=public("2026-2"))

    def remove_client_key(self) -> httpx.Response:
        return self.api.delete(f"{self._a_client(with_keys=True)}/keys/2026-1", coordinator())

    def update_me(self) -> httpx.Response:
        return self.api.patch("/v1/me", self.own | {"If-Match": '"1"'}, json={"language": "nn"})

    def change_my_password(self) -> httpx.Response:
        asked = {"old_password": PASSWORD, "password": "noko heilt anna no"}
        return self.api.put("/v1/me/password", self.own, json=asked)

    def end_my_session(self) -> httpx.Response:
        a_browser(self.api).log_in()
        (session,) = self.api.get("/v1/me/sessions", self.own).json()["items"]
        return self.api.delete(f"/v1/me/sessions/{session['id']}", self.own)

    def remove_my_identity(self) -> httpx.Response:
        identity = Identity(issuer="https://issuer.example", subject="me", person_id=UUID(self.me["id"]))
        with self.database.write() as session:
            session.add(identity)
        return self.api.delete(f"/v1/me/identities/{identity.id}", self.own)

    def add_my_address(self) -> httpx.Response:
        return self.api.post("/v1/me/addresses", self.own, json={"email": "hr@baerum.example"})

    def remove_my_address(self) -> httpx.Response:
        with self.database.write() as session:
            address = Address(email="hr@baerum.example", person_id=UUID(self.me["id"]), proven_at=clock.now())
            People(session).add_address(address)
        return self.api.delete(f"/v1/me/addresses/{address.id}", self.own)

    def begin_join(self) -> httpx.Response:
        return self.api.post("/v1/me/joins", self.own)

    def accept_join(self) -> httpx.Response:
        code = self.begin_join().json()["code"]
        other = a_member(self.database, role="employee", orgnr=BAERUM, email="hr@baerum.example")
        own = person("employee", BAERUM, sub=str(other))
        return self.api.post("/v1/me/joins/acceptance", own, json={"code": code})

    def disable_person(self) -> httpx.Response:
        return self.api.post(f"/v1/people/{self.me['id']}/disablement", admin())

    def enable_person(self) -> httpx.Response:
        self.disable_person()
        return self.api.delete(f"/v1/people/{self.me['id']}/disablement", admin())

    def create_delegation(self) -> httpx.Response:
        return delegate(self.api, str(uuid4()), email="fag@husbanken.example")

    def withdraw_delegation(self) -> httpx.Response:
        return self.api.delete(f"/v1/delegations/{self.create_delegation().json()['id']}", coordinator())

    def accept_delegation(self) -> httpx.Response:
        """By a login: what is given continues one."""
        a_code(self.database, manager := a_member(self.database, role="employee", email=MANAGER))
        with self.database.read() as session:
            login = session.scalars(select(LoginSession).where(col(LoginSession.person_id) == manager)).one()
        headers = bearer(a_token(sub=str(manager), org=HUSBANKEN, sid=str(login.id)))
        return accept(self.api, headers, link_of(self.api, self.database, str(uuid4())))

    def withdraw_my_consent(self) -> httpx.Response:
        step(self.database, wanted_by(self.database, register_app(self.api)), UUID(self.me["id"]), answer="yes")
        (consent,) = self.api.get("/v1/me/consents", self.own).json()["items"]
        return self.api.delete(f"/v1/me/consents/{consent['id']}", self.own)

    def announce_absence(self) -> httpx.Response:
        return announce(self.api, self.own)

    def withdraw_absence(self) -> httpx.Response:
        return self.api.delete(f"/v1/me/absences/{self.announce_absence().json()['id']}", self.own)

    def _employee(self) -> dict[str, Any]:
        """The membership of somebody the coordinator invited."""
        asked = {"email": "fag@husbanken.example", "role": "employee", "hand_over": True}
        token = self.api.post("/v1/invitations", coordinator(), json=asked).json()["token"]
        me = self.api.post("/v1/invitations/acceptance", json=an_acceptance(token)).json()
        members = self.api.get(f"/v1/organisations/{HUSBANKEN}/members", coordinator()).json()["items"]
        return next(member for member in members if member["person_id"] == me["id"])

    def _a_client(self, *, with_keys: bool = False) -> str:
        asked = a_client_with_keys("2026-1", "stranger") if with_keys else a_client()
        created = self.api.post("/v1/clients", coordinator(), json=asked)
        return created.headers["Location"].removeprefix("/auth")


def coordinator() -> dict[str, str]:
    return person("coordinator", HUSBANKEN, sub=COORDINATOR)


def admin() -> dict[str, str]:
    return person("admin", HUSBANKEN, sub=ADMIN)
