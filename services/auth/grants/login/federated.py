"""Takes people through an issuer and back, and to the account they have here or are invited to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from services.auth.domain import hashed
from services.auth.errors import (
    FederationFailed,
    InvitationNotOpen,
    NameMissing,
    TooManyAsked,
    TooManyGuesses,
    WrongPassword,
)
from services.auth.federation import Answer, FederatedIdentity, Issuer, Issuers
from services.auth.federation.codeflow import fetch_id_token, start
from services.auth.federation.id_tokens import verified_identity
from services.auth.federation.linking import accept_invitation, find_person, link, provision
from services.auth.grants.login.desk import LoginDesk, Visitor
from services.auth.grants.login.form_seal import FormSeal
from services.auth.grants.login.proven import Proven, opened
from services.auth.grants.login.request import Authorization
from services.auth.grants.login.steps import AskAccount, AskLogin, GoToIssuer, NextStep
from services.auth.models import Action, FederatedLogin
from services.auth.repository import FederatedLogins, Organisations, People
from services.auth.service.audit import Actor, record_audit, record_refusal
from services.auth.service.guessing import WITHIN, take_turn
from services.auth.service.passwords import Attempt, prove_password
from services.auth.service.signing import OwnKeys
from services.kit import clock, context
from services.kit.errors import ServiceError
from services.kit.text import Line

MINUTES = 10  # for logging in at the issuer
CARRIED_SECONDS = 60
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Returned:
    """How somebody came back from an issuer: as whom, with whose account here, or why not."""

    identity: FederatedIdentity | None = None
    person_id: UUID | None = None
    fault: str | None = None


_IDENTITY = TypeAdapter(FederatedIdentity)
_RETURNED = TypeAdapter(Returned)
_NAME: TypeAdapter[str] = TypeAdapter(Line)


def sealed_identity(seal: FormSeal, identity: FederatedIdentity) -> str:
    """The form token of the page that somebody without a linked account is shown."""
    return seal.sealed(subject=_IDENTITY.dump_json(identity).decode())


def sealed_return(seal: FormSeal, returned: Returned) -> str:
    """What a browser carries from the issuer's answer to the page that goes on with it, at once."""
    return seal.sealed(subject=_RETURNED.dump_json(returned).decode(), seconds=CARRIED_SECONDS)


@dataclass(frozen=True, kw_only=True)
class FederatedDesk:
    """Takes logins through issuers, beside those by password. A refusal is a page that says what to do."""

    login: LoginDesk
    issuers: Issuers
    keys: OwnKeys

    def take(self, wanted: Authorization, form: Mapping[str, str], visitor: Visitor) -> NextStep:
        """What comes after a posted form: to an issuer, to an account, or whatever a login by password takes."""
        subject = visitor.seal.opened(form.get("form_token", ""))
        identity, proven = _read(_IDENTITY, subject), opened(subject or "")
        if self._is_off(identity or proven):
            return AskLogin(fault="form-expired", status=400)
        if identity is not None:
            return self._connect(wanted, identity, form, visitor.source)
        if proven is not None and proven.linking is not None:
            return self._prove_more(wanted, proven, proven.linking, form)
        if subject == "" and "issuer" in form:
            return self._begin(wanted, self.issuers.get(form["issuer"]), visitor)
        return self.login.take(wanted, form, visitor)

    def _is_off(self, known: FederatedIdentity | Proven | None) -> bool:
        """Whether the issuer that somebody came by was switched off while the pages waited."""
        return known is not None and known.issuer is not None and not self.issuers.have(known.issuer)

    def finish(self, wanted: Authorization, begun: FederatedLogin, answer: Answer) -> Returned:
        """Who came back from the issuer, with a login that was just used up."""
        issuer = self.issuers.get(begun.profile)
        try:
            token = fetch_id_token(issuer, answer, verifier=begun.verifier, sign=self._sign)
            since = _fresh_since(wanted, begun)
            identity = verified_identity(issuer, token, nonce=begun.nonce, since=since)
        except FederationFailed as failure:
            by = Actor(client_id=wanted.client_id)
            about = ("issuer", begun.profile)
            record_refusal(self.login.database, Action.LOGIN_FEDERATED, by, result=failure.fault, about=about)
            return Returned(fault=failure.fault)
        with self.login.database.write() as session:
            identity = replace(identity, bodies=Organisations(session).known_of(identity.bodies))
            person_id = (provision if issuer.profile.provisions else find_person)(session, identity)
        return Returned(identity=identity, person_id=person_id)

    def _sign(self, claims: Mapping[str, object]) -> str:
        return self.keys.signer().sign(claims, kind="JWT")  # RFC 7523 §3: never an access token's type

    def resume(self, wanted: Authorization, carried: str, *, seal: FormSeal) -> NextStep:
        """What comes after somebody came back; the login page where nobody did."""
        returned = _read(_RETURNED, seal.opened(carried)) or Returned()
        if returned.identity is None or self._is_off(returned.identity):
            return AskLogin(fault=returned.fault, status=400 if returned.fault else 200)
        return self._go_on(wanted, returned.identity, returned.person_id)

    def _begin(self, wanted: Authorization, issuer: Issuer, visitor: Visitor) -> NextStep:
        """Send the browser to the issuer, and remember what it was sent with; a bounded number from one network."""
        database, burst = self.login.database, self.login.settings.federated_per_source
        try:
            take_turn(database, "federated login", source=visitor.source, burst=burst, within=WITHIN)
            started = start(issuer, max_age=wanted.openid.max_age)
        except FederationFailed as failure:
            return AskLogin(fault=failure.fault, status=400)
        except TooManyAsked as full:
            return AskLogin(fault=full.code, status=429, wait=full.seconds)
        kept = FederatedLogin(
            state_hash=hashed(started.state),
            browser_hash=hashed(visitor.cookie),
            profile=issuer.profile.name,
            nonce=started.nonce,
            verifier=started.verifier,
            asked=dict(wanted.asked),
            expires_at=clock.now() + timedelta(minutes=MINUTES),
        )
        with database.write() as session:
            FederatedLogins(session).add(kept)
        return GoToIssuer(location=started.location, label=issuer.profile.label[context.current().language])

    def _connect(
        self, wanted: Authorization, identity: FederatedIdentity, form: Mapping[str, str], source: str
    ) -> NextStep:
        """What comes after somebody logged in at an issuer has shown an invitation, or an account's password."""
        if "language" in form:  # chosen on the page, and nothing else
            return AskAccount(identity=identity)
        try:
            if "token" in form:
                return self._go_on(wanted, identity, self._by_invitation(identity, form))
            return self._link(wanted, self._by_password(identity, form, source), identity)
        except (FederationFailed, InvitationNotOpen, TooManyGuesses, WrongPassword) as refused:
            return _asked_again(identity, refused)

    def _prove_more(
        self, wanted: Authorization, proven: Proven, identity: FederatedIdentity, form: Mapping[str, str]
    ) -> NextStep:
        """What comes after a posted code of the account that is to be linked."""
        taken = self.login.second_factor.take(wanted, proven, form)
        if not isinstance(taken, Proven):
            return taken
        try:
            return self._link(wanted, taken, identity)
        except FederationFailed as refused:
            return _asked_again(identity, refused)

    def _link(self, wanted: Authorization, proven: Proven, identity: FederatedIdentity) -> NextStep:
        """Whoever is linked logs in without the account's second factor from then on, so here it is asked for.

        Raises AlreadyLinked.
        """
        asked = self.login.second_factor.asked_of(proven)
        if asked is not None:
            return asked
        with self.login.database.write() as session:
            if proven.is_overtaken(People(session).get_locked(proven.person_id)):
                return AskLogin(fault="form-expired", status=400)
            link(session, identity, proven.person_id)
        return self._go_on(wanted, identity, proven.person_id)

    def _by_invitation(self, identity: FederatedIdentity, form: Mapping[str, str]) -> UUID:
        try:
            name = _NAME.validate_python(form.get("name", ""))
        except ValidationError:
            raise NameMissing() from None
        with self.login.database.write() as session:
            return accept_invitation(session, identity, token=_token_in(form["token"]), name=name)

    def _by_password(self, identity: FederatedIdentity, form: Mapping[str, str], source: str) -> Proven:
        desk = self.login
        email, password = form.get("email", "").strip().lower(), form.get("password", "")
        attempt = Attempt(email=email, password=password, source=source)
        person = prove_password(desk.database, desk.settings, attempt)
        proven = Proven(person_id=person.id, at=clock.now(), methods=("pwd",), version=person.version)
        return replace(proven, linking=identity)

    def _go_on(self, wanted: Authorization, identity: FederatedIdentity, person_id: UUID | None) -> NextStep:
        if not identity.bodies:
            return AskLogin(fault="represents-nobody", status=403)
        if person_id is None:
            return AskAccount(identity=identity)
        by = Actor(sub=str(person_id), client_id=wanted.client_id)
        with self.login.database.write() as session:
            record_audit(session, Action.LOGIN_FEDERATED, by, about=("issuer", identity.profile))
        proven = Proven(
            person_id=person_id,
            at=identity.at,
            methods=("fed",),
            acr=identity.acr,
            bodies=identity.bodies,
            provider=identity.issuer,
            subject=identity.subject,
        )
        step = self.login.next_step(wanted, proven, chosen=wanted.org)
        if isinstance(step, AskLogin) and step.fault == "no-membership":
            return AskAccount(identity=identity, fault=step.fault, status=step.status)
        return step


def _fresh_since(wanted: Authorization, begun: FederatedLogin) -> datetime | None:
    """Since when somebody must have logged in at the issuer, where the client asks for it (Core §3.1.2.1, max_age)."""
    if wanted.openid.max_age is None:
        return None
    return begun.expires_at - timedelta(minutes=MINUTES, seconds=wanted.openid.max_age)


def _asked_again(identity: FederatedIdentity, refused: FederationFailed | ServiceError) -> AskAccount:
    """The page once more, with what was wrong."""
    if isinstance(refused, TooManyGuesses):
        return AskAccount(identity=identity, fault=refused.code, status=429, wait=refused.seconds)
    fault = refused.fault if isinstance(refused, FederationFailed) else refused.code
    return AskAccount(identity=identity, fault=fault, status=400)


def _token_in(shown: str) -> str:
    """The token of an invitation, which people may also show as the link it was mailed in."""
    return shown.strip().rpartition("token=")[2]


def _read(form: TypeAdapter[T], subject: str | None) -> T | None:
    try:
        return None if not subject else form.validate_json(subject)
    except ValidationError:
        return None
