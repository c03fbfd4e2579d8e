"""Begins a login, and completes it where the browser comes back from auth."""

import json
from dataclasses import dataclass

from ressurspool.client import Login, LoginError, OriginUnreachable, ProblemError
from services.web.page.errors import LoginFailed
from services.web.page.state import State
from services.web.sessions.domain import Profile, claims_in

ATTEMPT_SECONDS = 1800  # to find a second factor, or a new password
COOKIE = "login"


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Where the browser goes, and what it keeps meanwhile: sealed, in a cookie that this login alone has."""

    location: str
    cookie: str
    sealed: str


def begin(state: State, to: str) -> Begun:
    attempt = state.api.attempt()
    kept = {"verifier": attempt.verifier, "state": attempt.state}
    sealed = state.seal.seal(json.dumps({**kept, "to": to}), by=COOKIE)
    return Begun(location=attempt.address, cookie=cookie_name(attempt.state), sealed=sealed)


def cookie_name(sent_state: str) -> str:
    """Of the attempt with that state: two tabs may log in at once."""
    return f"{COOKIE}-{''.join(sign for sign in sent_state if sign.isalnum() and sign.isascii())[:12]}"


def complete(state: State, *, sealed: str, address: str) -> tuple[str, str]:
    """The cookie of the new session, and the page that was wanted. Raises LoginFailed, OriginUnreachable."""
    opened = state.seal.opened(sealed, by=COOKIE, seconds=ATTEMPT_SECONDS)
    if opened is None:
        raise LoginFailed()
    kept = json.loads(opened)
    attempt = state.api.attempt(verifier=kept["verifier"], state=kept["state"])
    try:
        login = state.api.redeem(attempt, attempt.code_of(address))
    except LoginError:
        raise LoginFailed() from None
    return state.sessions.begin(login, _profile(state, login)), str(kept["to"])


def end(state: State, cookie: str) -> None:
    """End the session here, and its login at auth. Where auth gives no answer its tokens are forgotten all the same."""
    found = state.sessions.find(cookie)
    state.sessions.end(cookie)
    if found is not None:
        try:
            state.api.revoke(found.content.tokens.refresh)
        except OriginUnreachable:
            return


def _profile(state: State, login: Login) -> Profile:
    """The names in the head of each page."""
    org = str(claims_in(login.access_token).get("org", ""))
    with state.api.client(login.access_token) as client:
        name = client.auth.me().name
        try:
            names = client.auth.organisation_names([org]).names.get(org, {}) if org else {}
        except ProblemError:
            names = {}
    return Profile(name=name, org_names=names)
