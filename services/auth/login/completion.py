"""Completes a login: chooses the body, asks for consent, and sends the browser back to the client with a code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.clients.repository import Clients, Consents
from services.auth.identities.repository import Identities
from services.auth.limits.service import remember_browser
from services.auth.login.authorization import AuthorizationRequest
from services.auth.login.context import Form, LoginContext
from services.auth.login.credentials import ask_second_factor
from services.auth.login.errors import UnknownClient
from services.auth.login.states import FORM_SECONDS, Proven
from services.auth.login.steps import EXPIRED, AskBody, AskConsent, AskLogin, GoBack, Step
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.auth.sessions.repository import Sessions
from services.auth.settings import AuthSettings
from services.auth.tokens.models import AuthorizationCode
from services.auth.tokens.repository import Codes
from services.kit import clock
from services.kit.ids import hashed, new_secret


def complete(login: LoginContext, proven: Proven, choice: Form, *, remember: bool = True) -> Step:
    """The redirect back to the client, or the page that asks for what is missing.

    `choice` is the posted form of somebody who is proven already: the body (`org`), and yes or no to the client
    (`answer`).
    """
    owner = login.wanted.owner
    if _is_too_old(login.wanted, proven):
        return AskLogin(fault="login-too-old", status=400)
    bodies = _bodies_of(login, proven)
    if not bodies:
        return AskLogin(fault="no-membership", status=403)
    bodies = [body for body in bodies if owner in {None, body.orgnr}]
    if not bodies:
        return AskLogin(fault="others-app", status=403)
    asked = ask_second_factor(login, proven)
    if asked is not None:
        return asked
    return _for_one_of(bodies, login, proven, choice, remember=remember)


def _for_one_of(
    bodies: Sequence[Organisation], login: LoginContext, proven: Proven, choice: Form, *, remember: bool
) -> Step:
    only = bodies[0].orgnr if len(bodies) == 1 else None
    orgnr = choice.get("org") or login.wanted.org or only
    if orgnr is None:
        return AskBody(state=proven, bodies=bodies)
    body = {one.orgnr: one for one in bodies}.get(orgnr)
    if body is None:
        return AskLogin(fault="not-a-member", status=403)
    if choice.get("answer") == "no":  # whatever they consented to before (RFC 6749 §4.1.2.1)
        return GoBack(location=login.wanted.location(error="access_denied"))
    return _finish(login, proven, body, yes=choice.get("answer") == "yes", remember=remember)


def _is_too_old(wanted: AuthorizationRequest, proven: Proven) -> bool:
    """Whether the login is older than the client's `max_age`, plus the time that our own pages may take."""
    if wanted.openid.max_age is None:
        return False
    return clock.now() - proven.at > timedelta(seconds=wanted.openid.max_age + FORM_SECONDS)


def _bodies_of(login: LoginContext, proven: Proven) -> Sequence[Organisation]:
    with login.database.read() as session:
        bodies = Organisations(session).list_of_member(proven.person_id)
    return [body for body in bodies if proven.bodies is None or body.orgnr in proven.bodies]


def _finish(login: LoginContext, proven: Proven, body: Organisation, *, yes: bool, remember: bool) -> Step:
    """Make the code. Checks again, with the person locked, what may have changed while the pages waited."""
    wanted, known_by = login.wanted, login.browser.known_by
    with login.database.write() as session:
        overtaken = proven.is_overtaken(People(session).get_locked(proven.person_id))
        if overtaken or not _still_linked(session, proven):
            return EXPIRED
        if not _has_consent(session, wanted, proven, orgnr=body.orgnr, yes=yes):
            return AskConsent(state=replace(proven, bodies=(body.orgnr,)), body=body)
        code = new_code(session, login.settings, wanted, proven, orgnr=body.orgnr)
        if known_by and remember:
            remember_browser(session, known_by, proven.person_id)
    return GoBack(location=wanted.location(code=code))


def _still_linked(session: Session, proven: Proven) -> bool:
    """Whether the identity that the person logged in with is still linked to the account."""
    if proven.issuer is None:
        return True
    return Identities(session).has_locked(proven.person_id, issuer=proven.issuer, subject=proven.subject)


def _has_consent(session: Session, wanted: AuthorizationRequest, proven: Proven, *, orgnr: str, yes: bool) -> bool:
    """Whether the person consents to what the client asks for; clients of ours need it only with `prompt=consent`.

    This runs in the transaction that makes the code: a consent that is withdrawn before no longer counts, and one that
    is withdrawn after ends the login. A `yes` to a body's app is stored. Raises UnknownClient where the app was removed
    meanwhile.
    """
    if wanted.owner is None:
        if yes and wanted.openid.consent:
            _record_consent(session, wanted, proven, orgnr)
        return yes or not wanted.openid.consent
    if Clients(session).find_share_locked(wanted.client_id) is None:
        raise UnknownClient()
    asked = wanted.scope.split()
    if yes:
        given = Consents(session).give(proven.person_id, wanted.client_id, orgnr, asked)
        _record_consent(session, wanted, proven, orgnr, about=("consent", given.id))
        return True
    held = Consents(session).find_locked(proven.person_id, wanted.client_id, orgnr)
    return held is not None and not wanted.openid.consent and set(asked) <= set(held.scopes)


def _record_consent(
    session: Session, wanted: AuthorizationRequest, proven: Proven, orgnr: str, *, about: tuple[str, UUID] | None = None
) -> None:
    by = Actor(sub=str(proven.person_id), client_id=wanted.client_id, org=orgnr)
    record_audit(session, Action.CONSENT_GIVEN, by, about=about)


def new_code(
    session: Session, settings: AuthSettings, wanted: AuthorizationRequest, proven: Proven, *, orgnr: str
) -> str:
    """A new authorization code for a complete login. Only its hash is stored."""
    code = new_secret()
    login = start_session(session, settings, proven, client_id=wanted.client_id, orgnr=orgnr, scope=wanted.scope)
    kept = AuthorizationCode(
        code_hash=hashed(code),
        session_id=login.id,
        redirect_uri=wanted.redirect_uri,
        challenge=wanted.challenge,
        nonce=wanted.openid.nonce,
        expires_at=login.started_at + timedelta(seconds=settings.code_seconds),
    )
    Codes(session).add(kept)
    return code


def start_session(
    session: Session, settings: AuthSettings, proven: Proven, *, client_id: str, orgnr: str, scope: str
) -> LoginSession:
    """A new login session, which the code and the tokens of this login belong to.

    It lasts until a token that is fetched at the last moment has expired; a refresh token prolongs it.
    """
    now = clock.now()
    login = LoginSession(
        person_id=proven.person_id,
        orgnr=orgnr,
        client_id=client_id,
        scope=scope,
        provider=proven.issuer,
        amr=list(proven.methods),
        acr=proven.acr,
        authenticated_at=proven.at,
        started_at=now,
        used_at=now,
        expires_at=now + timedelta(seconds=settings.code_seconds + settings.token_seconds),
    )
    Sessions(session).add(login)
    by = Actor(sub=str(login.person_id), client_id=client_id, org=orgnr, session_id=login.id)
    record_audit(session, Action.LOGIN_COMPLETED, by, about=("person", login.person_id))
    return login
