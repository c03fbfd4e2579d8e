"""Decides, from the service's table of permissions, whether a caller may use a route on a thing."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from services.kit import context
from services.kit.access.maskinporten import Maskinporten
from services.kit.access.revocations import Revocations
from services.kit.access.table import Caller, Grant, Permission
from services.kit.access.tokens import OWN_FORMAT, Claims, CompactToken, VerifiedToken
from services.kit.access.verified_tokens import VerifiedTokens
from services.kit.errors import NotFound, NotPermitted, ServiceError, Unauthenticated
from services.scheme.relations import Relation


async def authenticate(request: Request) -> Caller:
    """The caller of a verified token. Raises Unauthenticated; Unavailable where keys cannot be had."""
    if not hasattr(request.state, "caller"):
        scheme, token = _credentials_of(request)
        if scheme != "bearer" or not token:
            raise Unauthenticated()
        request.state.caller = await _caller_of(request, token)
    caller: Caller = request.state.caller
    context.current().actor = caller.actor
    return caller


def find_known_caller(request: Request) -> Caller | None:
    """The caller, where the token is good and its key at hand: nothing is fetched. `authenticate` finds it again."""
    scheme, token = _credentials_of(request)
    if scheme != "bearer" or not hasattr(request.app.state, "verified_tokens"):
        return None
    with suppress(ServiceError):
        claims = None if hasattr(request.state, "caller") else _claims_at_hand(request, token)
        if claims is not None:
            request.state.caller = Caller.of(claims, token)
    return getattr(request.state, "caller", None)


def _claims_at_hand(request: Request, token: str) -> Claims | None:
    """The claims of a good token of ours, or None where its key is not at hand. Raises as `authenticate`."""
    tokens: VerifiedTokens = request.app.state.verified_tokens
    verified = tokens.find(token)
    if verified is None:
        envelope = CompactToken.of(token).in_format(OWN_FORMAT)
        verified = tokens.verify(envelope) if tokens.keys.knows(envelope.kid) else None
    return None if verified is None else _unrevoked(request, verified)


def _unrevoked(request: Request, verified: VerifiedToken) -> Claims:
    """The claims. Raises Unauthenticated where the token was revoked: asked each time, also of a remembered one."""
    revocations: Revocations = request.app.state.revocations
    revocations.refuse_revoked(verified.claims, verified.kid)
    return verified.claims


def _credentials_of(request: Request) -> tuple[str, str]:
    sent = request.headers.getlist("Authorization")
    return split_credentials(sent[0]) if len(sent) == 1 else ("", "")  # of two, neither


def split_credentials(authorization: str) -> tuple[str, str]:
    """The scheme in lower case and what follows it, after one blank or several (RFC 9110 §11.4)."""
    scheme, _, credentials = authorization.partition(" ")
    return scheme.lower(), credentials.lstrip(" ")


async def _caller_of(request: Request, token: str) -> Caller:
    try:
        return Caller.of(await _verified(request, token), token)
    except Unauthenticated as error:
        error.token_sent = True
        raise


async def _verified(request: Request, token: str) -> Claims:
    tokens: VerifiedTokens = request.app.state.verified_tokens
    remembered = tokens.find(token)
    if remembered is not None:
        return _unrevoked(request, remembered)
    maskinporten: Maskinporten | None = request.app.state.maskinporten
    parsed = CompactToken.of(token)
    theirs = None if maskinporten is None else maskinporten.envelope_of(parsed)
    if maskinporten is not None and theirs is not None:
        return await run_in_threadpool(maskinporten.verify_envelope, theirs)
    envelope = parsed.in_format(OWN_FORMAT)
    if not tokens.keys.knows(envelope.kid):
        await run_in_threadpool(tokens.keys.refresh_for, envelope.kid)
    return _unrevoked(request, tokens.verify(envelope))


AuthenticatedCaller = Annotated[Caller, Depends(authenticate)]


@dataclass(frozen=True, kw_only=True)
class RouteGrants:
    """What the table grants this caller on this route, before the thing is known."""

    caller: Caller
    grants: tuple[Grant, ...]

    def require(self, relations: Collection[Relation]) -> None:
        """Raises NotFound for a caller with no relation to the thing, NotPermitted for one with the wrong one.

        The relations are remembered: a refusal by the state of the thing names what this caller may do instead.
        """
        context.current().relations = frozenset(relations)
        if any(grant.relation is None or grant.relation in relations for grant in self.grants):
            return
        if not relations:
            raise NotFound()
        own = all(grant.relation is Relation.SELF for grant in self.grants)
        raise NotPermitted("person" if own else "body")


async def route_grants(request: Request, caller: AuthenticatedCaller) -> RouteGrants:
    """What the service's table says about the route at hand."""
    permission: Permission = request.app.state.access[request.scope["route"].name]
    grants = permission.open_to(caller)
    if permission.fresh_revocations:
        request.app.state.revocations.require_fresh()
    return RouteGrants(caller=caller, grants=grants)


CurrentGrants = Annotated[RouteGrants, Depends(route_grants)]


def caller_for(*routes: str) -> Callable[..., Any]:
    """The guard of the named routes: returns the caller, or refuses. Tests compare it with `access.py`."""

    async def guard(request: Request, grants: CurrentGrants) -> Caller:
        if request.scope["route"].name not in routes:
            raise RuntimeError(f"{request.scope['route'].name} is not guarded by caller_for({', '.join(routes)})")
        return grants.caller

    guard.guarded_routes = frozenset(routes)  # type: ignore[attr-defined]  # read by the architecture tests
    return guard
