"""Calls of auth: public bodies and their members, API clients, and one's own account."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from ressurspool.client.account import AccountClient
from ressurspool.client.bodies import BodiesClient
from ressurspool.client.delegations import DelegationsClient
from ressurspool.client.pages import Listed
from ressurspool.client.policies import PoliciesClient
from ressurspool.client.programs import ApiClient, ApiClientDraft, Jwk, JwkSetShown, MemberRole, SecretRenewal
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Language


class Organisation(Read):
    orgnr: str
    level: str
    sector: str
    names: dict[str, str] = {}
    has_coordinator: bool = False
    succeeded_by: str | None = None


class Member(Read):
    id: str
    version: int = 0
    person_id: str
    name: str
    email: str
    role: str
    roles: list[str] = []
    department: str | None = None
    until: date | None = None  # a substitute's last day


class Names(Read):
    """Names in each language, by the number or the id of what has them."""

    names: dict[str, Any]


class MembershipChange(Sent):
    role: MemberRole | None = None
    department: str | None = None


class SubstituteDraft(Sent):
    """Somebody who acts as a coordinator until that day, of one's own body or another."""

    email: str
    until: date
    language: Language = "nb"


class Invitation(Read):
    id: str
    state: str
    orgnr: str
    email: str
    role: str
    expires_at: datetime
    token: str | None = None  # returned once, to whoever hands it over


class Person(Read):
    """A person. `org` and `roles` are those of the token; `orgnr` is the body that an accepted invitation was for."""

    id: str
    version: int
    name: str
    email: str
    language: str
    org: str | None = None
    orgnr: str | None = None
    roles: list[str] = []


class Disablement(Read):
    id: str
    version: int
    disabled_at: datetime | None = None


class Session(Read):
    """A login: the client it was made through, the body acted for, how the person proved who they are, and its end."""

    id: str
    client_id: str
    org: str
    methods: list[str] = []
    started_at: datetime
    used_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    current: bool = False


class Identity(Read):
    """A link to a login at an agency's own issuer; `issuer` is None where the issuer is switched off by now."""

    id: str
    issuer: str | None = None
    label: str
    linked_at: datetime


class Consent(Read):
    """The scopes that a person granted to a body's app."""

    id: str
    client_id: str
    client_name: str
    org: str
    scopes: list[str] = []
    given_at: datetime


class InvitationDraft(Sent):
    email: str
    role: MemberRole
    language: Language = "nb"
    hand_over: bool = False  # return the token instead of mailing it


class Acceptance(Sent):
    token: str
    name: str
    password: str
    language: Language = "nb"


class MembershipDraft(Sent):
    token: str


class MeChange(Sent):
    """What to change about oneself. `email` is one of one's proven addresses, and becomes the primary one."""

    name: str | None = None
    language: Language | None = None
    email: str | None = None


class AuthClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.delegations = DelegationsClient(transport)
        self.account = AccountClient(transport)
        self.policies = PoliciesClient(transport)
        self.bodies = BodiesClient(transport)

    def organisations(self) -> Listed[Organisation]:
        """The public bodies of the scheme; needs no token."""
        return self._transport.listed("/auth/v1/organisations", Organisation, {"limit": 100})

    def organisation(self, orgnr: str) -> Organisation:
        return self._transport.get(f"/auth/v1/organisations/{orgnr}", Organisation)

    def organisation_names(self, orgnrs: Collection[str]) -> Names:
        """The names of several bodies, also of such as have left; needs no token."""
        return self._transport.get("/auth/v1/organisation-names", Names, {"orgnrs": ",".join(orgnrs)})

    def members(self, orgnr: str) -> Listed[Member]:
        return self._transport.listed(f"/auth/v1/organisations/{orgnr}/members", Member, {"limit": 100})

    def member(self, membership_id: str) -> Member:
        return self._transport.get(f"/auth/v1/memberships/{membership_id}", Member)

    def change_member(self, membership_id: str, change: MembershipChange, *, version: int) -> Member:
        """Change a member's role or department. A lost role stops working at once."""
        path = f"/auth/v1/memberships/{membership_id}"
        return self._transport.change("PUT", path, Member, change, version=version)

    def leave(self) -> Member:
        """Leave the body one acts for. Its last coordinator hands the role over first."""
        return self._transport.delete("/auth/v1/me/membership", Member)

    def appoint_substitute(self, orgnr: str, draft: SubstituteDraft) -> Invitation:
        """Let somebody act as a coordinator for a while; they are mailed a link."""
        return self._transport.post(f"/auth/v1/organisations/{orgnr}/substitutes", Invitation, draft)

    def end_membership(self, membership_id: str) -> Member:
        """End a membership: the person no longer acts for the body, not even with tokens they have."""
        return self._transport.delete(f"/auth/v1/memberships/{membership_id}", Member)

    def invite(self, draft: InvitationDraft) -> Invitation:
        return self._transport.post("/auth/v1/invitations", Invitation, draft)

    def invitations(self, *, open_only: bool = False) -> Listed[Invitation]:
        """The invitations of one's own body, the oldest first."""
        return self._transport.listed("/auth/v1/invitations", Invitation, {"open": "true"} if open_only else None)

    def invitation(self, invitation_id: str) -> Invitation:
        return self._transport.get(f"/auth/v1/invitations/{invitation_id}", Invitation)

    def withdraw_invitation(self, invitation_id: str) -> Invitation:
        return self._transport.delete(f"/auth/v1/invitations/{invitation_id}", Invitation)

    def accept_invitation(self, acceptance: Acceptance) -> Person:
        """Become a member by the invitation's token; needs no access token."""
        return self._transport.post("/auth/v1/invitations/acceptance", Person, acceptance)

    def register_client(self, draft: ApiClientDraft) -> ApiClient:
        return self._transport.post("/auth/v1/clients", ApiClient, draft)

    def clients(self) -> Listed[ApiClient]:
        return self._transport.listed("/auth/v1/clients", ApiClient)

    def client(self, client_key: str) -> ApiClient:
        return self._transport.get(f"/auth/v1/clients/{client_key}", ApiClient)

    def client_keys(self, client_key: str) -> JwkSetShown:
        return self._transport.get(f"/auth/v1/clients/{client_key}/keys", JwkSetShown)

    def renew_secret(self, client_key: str, renewal: SecretRenewal) -> ApiClient:
        return self._transport.post(f"/auth/v1/clients/{client_key}/secret", ApiClient, renewal)

    def add_key(self, client_key: str, key: Jwk) -> ApiClient:
        return self._transport.post(f"/auth/v1/clients/{client_key}/keys", ApiClient, key)

    def remove_key(self, client_key: str, kid: str, *, compromised: bool = False) -> ApiClient:
        """Remove a key; with `compromised` the client's tokens are void too."""
        leaked = "?compromised=true" if compromised else ""
        return self._transport.delete(f"/auth/v1/clients/{client_key}/keys/{kid}{leaked}", ApiClient)

    def remove_client(self, client_key: str) -> ApiClient:
        """Remove a client: it gets no more tokens, and those it has are void."""
        return self._transport.delete(f"/auth/v1/clients/{client_key}", ApiClient)

    def disable(self, person_id: str) -> Disablement:
        """Shut a person out of the scheme; for administrators."""
        return self._transport.post(f"/auth/v1/people/{person_id}/disablement", Disablement)

    def disablement(self, person_id: str) -> Disablement:
        return self._transport.get(f"/auth/v1/people/{person_id}/disablement", Disablement)

    def enable(self, person_id: str) -> Disablement:
        return self._transport.delete(f"/auth/v1/people/{person_id}/disablement", Disablement)

    def me(self) -> Person:
        return self._transport.get("/auth/v1/me", Person)

    def join(self, token: str) -> Person:
        """Accept an invitation with the account one is logged in with; a mailed one adds its address to it."""
        return self._transport.post("/auth/v1/me/memberships", Person, MembershipDraft(token=token))

    def change_me(self, change: MeChange, *, version: int) -> Person:
        return self._transport.change("PATCH", "/auth/v1/me", Person, change, version=version)

    def sessions(self) -> Listed[Session]:
        """One's own logins, the newest first."""
        return self._transport.listed("/auth/v1/me/sessions", Session)

    def end_session(self, session_id: str) -> Session:
        """End one of one's own logins: its program gets no more tokens, and those it has stop working."""
        return self._transport.delete(f"/auth/v1/me/sessions/{session_id}", Session)

    def identities(self) -> Listed[Identity]:
        """The logins at agencies' own issuers that are linked to one's account."""
        return self._transport.listed("/auth/v1/me/identities", Identity)

    def remove_identity(self, identity_id: str) -> None:
        """Unlink a login at an agency's own issuer."""
        self._transport.perform("DELETE", f"/auth/v1/me/identities/{identity_id}", None)

    def consents(self) -> Listed[Consent]:
        """The consents one gave to apps, the latest first."""
        return self._transport.listed("/auth/v1/me/consents", Consent)

    def withdraw_consent(self, consent_id: str) -> Consent:
        """Withdraw a consent: the app's logins end, and it has to ask again."""
        return self._transport.delete(f"/auth/v1/me/consents/{consent_id}", Consent)
