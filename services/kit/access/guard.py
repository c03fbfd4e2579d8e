"""Decides, from the service's table of permissions, whether a caller may use a route on a thing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from services.kit.access.maskinporten import Maskinporten
from services.kit.access.revocations import Revocations
from services.kit.access.table import Caller, Grant, Permission
from services.kit.access.tokens import OWN_FORMAT, Claims, CompactToken, Envelope, Verifier
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
    return caller


def find_known_caller(request: Request) -> Caller | None:
    """The caller, where the token is good and its key at hand: nothing is fetched. `authenticate` finds it again."""
    scheme, token = _credentials_of(request)
    if scheme != "bearer" or not hasattr(request.app.state, "verifier"):
        return None
    try:
        envelope = CompactToken.of(token).in_format(OWN_FORMAT)
        if not hasattr(request.state, "caller") and request.app.state.verifier.keys.knows(envelope.kid):
            request.state.caller = Caller.of(_claims_in(request, envelope), token)
    except ServiceError:
        pass
    return getattr(request.state, "caller", None)


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
    maskinporten: Maskinporten | None = request.app.state.maskinporten
    parsed = CompactToken.of(token)
    theirs = None if maskinporten is None else maskinporten.envelope_of(parsed)
    if maskinporten is not None and theirs is not None:
        return await run_in_threadpool(maskinporten.verify_envelope, theirs)
    return await _verified_as_ours(request, parsed.in_format(OWN_FORMAT))


async def _verified_as_ours(request: Request, envelope: Envelope) -> Claims:
    verifier: Verifier = request.app.state.verifier
    if not verifier.keys.knows(envelope.kid):
        await run_in_threadpool(verifier.keys.refresh_for, envelope.kid)
    return _claims_in(request, envelope)


def _claims_in(request: Request, envelope: Envelope) -> Claims:
    verifier: Verifier = request.app.state.verifier
    revocations: Revocations = request.app.state.revocations
    claims = verifier.verify_envelope(envelope)
    revocations.refuse_revoked(claims, envelope.kid)
    return claims


AuthenticatedCaller = Annotated[Caller, Depends(authenticate)]


@dataclass(frozen=True, kw_only=True)
class RouteGrants:
    """What the table grants this caller on this route, before the thing is known."""

    caller: Caller
    grants: tuple[Grant, ...]

    def require(self, relations: Collection[Relation]) -> None:
        """Raises NotFound for a caller with no relation to the thing, NotPermitted for one with the wrong one."""
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
