"""Logs people in through another issuer, and links their identity there to an account or an invitation here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit, record_refusal
from services.auth.bodies.repository import Organisations
from services.auth.credentials.errors import WrongPassword
from services.auth.credentials.passwords import prove_password
from services.auth.federation.account_links import accept_invitation, find_person, link_identity, provision
from services.auth.federation.code_flow import (
    AuthorizationRedirect,
    AuthorizationResponse,
    begin_code_flow,
    fetch_id_token,
)
from services.auth.federation.errors import AlreadyLinked, FederationFailed, NameMissing
from services.auth.federation.id_tokens import verified_identity
from services.auth.federation.issuers import Issuer
from services.auth.federation.models import FederatedLogin
from services.auth.federation.repository import FederatedLogins
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.keys.own_keys import OwnKeys
from services.auth.limits.errors import TooManyAsked, TooManyGuesses
from services.auth.limits.service import WITHIN, take_request_place
from services.auth.login.authorization import AuthorizationRequest
from services.auth.login.completion import complete
from services.auth.login.context import Form, LoginContext
from services.auth.login.credentials import ask_second_factor, attempt_in
from services.auth.login.states import IdentityKnown, LinkingProven, NotReturned, Proven, Returned, Started
from services.auth.login.steps import EXPIRED, AskAccount, AskLogin, AskSecondFactor, GoToIssuer, Step
from services.auth.people.repository import People
from services.kit import clock, context
from services.kit.errors import ServiceError
from services.kit.ids import hashed
from services.kit.text import Line

MINUTES = 10  # for logging in at the issuer
_NAME: TypeAdapter[str] = TypeAdapter(Line)


def go_to_issuer(login: LoginContext, _state: Started, form: Form) -> GoToIssuer | AskLogin:
    """Send the browser to the issuer, and store the secrets it was sent with. Limited for each network.

    Raises UnknownIssuer.
    """
    issuer, burst = login.issuers.get(form["issuer"]), login.settings.federated_per_source
    try:
        take_request_place(login.database, "federated login", source=login.browser.source, burst=burst, within=WITHIN)
        begun = begin_code_flow(issuer, max_age=login.wanted.openid.max_age)
    except FederationFailed as failure:
        return AskLogin(fault=failure.fault, status=400)
    except TooManyAsked as full:
        return AskLogin(fault=full.code, status=429, wait=full.seconds)
    _store(login, issuer, begun)
    return GoToIssuer(location=begun.location, label=issuer.profile.label[context.current().language])


def _store(login: LoginContext, issuer: Issuer, begun: AuthorizationRedirect) -> None:
    pending = FederatedLogin(
        state_hash=hashed(begun.state),
        browser_hash=hashed(login.browser.cookie),
        profile=issuer.profile.name,
        nonce=begun.nonce,
        verifier=begun.verifier,
        asked=dict(login.wanted.parameters),
        expires_at=clock.now() + timedelta(minutes=MINUTES),
    )
    with login.database.write() as session:
        FederatedLogins(session).add(pending)


def return_from_issuer(
    login: LoginContext, begun: FederatedLogin, response: AuthorizationResponse, keys: OwnKeys
) -> Returned | NotReturned:
    """Verify who came back from the issuer. `begun` was used up a moment ago."""

    def sign(claims: Mapping[str, object]) -> str:
        return keys.signer().sign(claims, kind="JWT")  # RFC 7523 §3: never an access token's type

    issuer = login.issuers.get(begun.profile)
    try:
        token = fetch_id_token(issuer, response, verifier=begun.verifier, sign=sign)
        identity = verified_identity(issuer, token, nonce=begun.nonce, since=_fresh_since(login.wanted, begun))
    except FederationFailed as failure:
        by, about = Actor(client_id=login.wanted.client_id), ("issuer", begun.profile)
        record_refusal(login.database, Action.LOGIN_FEDERATED, by, result=failure.fault, about=about)
        return NotReturned(fault=failure.fault)
    with login.database.write() as session:
        identity = replace(identity, bodies=Organisations(session).list_known(identity.bodies))
        person_id = (provision if issuer.profile.provisions else find_person)(session, identity)
    return Returned(identity=identity, person_id=person_id)


def _fresh_since(wanted: AuthorizationRequest, begun: FederatedLogin) -> datetime | None:
    """The earliest moment that the person may have logged in at the issuer (Core §3.1.2.1, max_age). None: any."""
    if wanted.openid.max_age is None:
        return None
    return begun.expires_at - timedelta(minutes=MINUTES, seconds=wanted.openid.max_age)


def go_on_from_issuer(login: LoginContext, returned: Returned, _choice: Form) -> Step:
    """Log in a person with a linked account; ask the others for an invitation or an account to link."""
    identity, person_id = returned.identity, returned.person_id
    if not identity.bodies:
        return AskLogin(fault="represents-nobody", status=403)
    if person_id is None:
        return AskAccount(state=IdentityKnown(identity=identity))
    by = Actor(sub=str(person_id), client_id=login.wanted.client_id)
    with login.database.write() as session:
        record_audit(session, Action.LOGIN_FEDERATED, by, about=("issuer", identity.profile))
    proven = Proven(
        person_id=person_id,
        at=identity.at,
        methods=("fed",),
        acr=identity.acr,
        bodies=identity.bodies,
        issuer=identity.issuer,
        subject=identity.subject,
    )
    step = complete(login, proven, {}, remember=False)
    if isinstance(step, AskLogin) and step.fault == "no-membership":
        return AskAccount(state=IdentityKnown(identity=identity), fault=step.fault, status=step.status)
    return step


def take_invitation(login: LoginContext, state: IdentityKnown, form: Form) -> Returned | AskAccount:
    """Use up the posted invitation for the identity."""
    try:
        person_id = _invited(login, state, form)
    except (FederationFailed, InvitationNotOpen) as refused:
        return _asked_again(state, refused)
    return Returned(identity=state.identity, person_id=person_id)


def _invited(login: LoginContext, state: IdentityKnown, form: Form) -> UUID:
    try:
        name = _NAME.validate_python(form.get("name", ""))
    except ValidationError:
        raise NameMissing() from None
    with login.database.write() as session:
        return accept_invitation(session, state.identity, token=_token_in(form["token"]), name=name)


def _token_in(shown: str) -> str:
    """The invitation's token. People may also paste the whole link that was mailed to them."""
    return shown.strip().rpartition("token=")[2]


def take_linking_password(login: LoginContext, state: IdentityKnown, form: Form) -> LinkingProven | AskAccount:
    """Check the password of the account that the identity is to be linked to."""
    try:
        person = prove_password(login.database, login.settings, attempt_in(form, source=login.browser.source))
    except (TooManyGuesses, WrongPassword) as refused:
        return _asked_again(state, refused)
    return LinkingProven(
        person_id=person.id, at=clock.now(), methods=("pwd",), version=person.version, identity=state.identity
    )


def link_account(
    login: LoginContext, state: LinkingProven, _choice: Form
) -> Returned | AskSecondFactor | AskAccount | AskLogin:
    """Link the identity to the account.

    Logins through the issuer then skip the account's second factor, so it is asked for here.
    """
    asked = ask_second_factor(login, state)
    if asked is not None:
        return asked
    try:
        with login.database.write() as session:
            if state.is_overtaken(People(session).get_locked(state.person_id)):
                return EXPIRED
            link_identity(session, state.identity, state.person_id)
    except AlreadyLinked as refused:
        return _asked_again(IdentityKnown(identity=state.identity), refused)
    return Returned(identity=state.identity, person_id=state.person_id)


def _asked_again(state: IdentityKnown, refused: FederationFailed | ServiceError) -> AskAccount:
    """The page again, with the fault."""
    if isinstance(refused, TooManyGuesses):
        return AskAccount(state=state, fault=refused.code, status=429, wait=refused.seconds)
    fault = refused.fault if isinstance(refused, FederationFailed) else refused.code
    return AskAccount(state=state, fault=fault, status=400)
