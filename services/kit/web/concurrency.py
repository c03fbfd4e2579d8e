"""The concurrency limit: how many requests of a process run at the same time, and whose."""

from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit import context
from services.kit.access.guard import find_known_caller
from services.kit.access.table import CallerKind
from services.kit.errors import ServiceError
from services.kit.web.turns import LOGIN_QUEUE_SECONDS, Asker, Turns

_BELOW_NETWORK = 64  # bits of an IPv6 address that whoever is in a network may choose (RFC 4291 §2.5.1)


class ConcurrencyLimit:
    """Limits how many requests run at the same time, and shares the places among the callers in turns.

    A request keeps its connection across several hops between threads: without this limit, requests that hold a
    connection would wait for threads taken by requests that wait for one. Once the response has begun the work is
    done: a client that reads it slowly keeps nobody out.
    """

    def __init__(self, app: ASGIApp, *, turns: Turns, refuse: Callable[[ServiceError], Response]) -> None:
        self._app = app
        self._turns = turns
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "within_another" in scope or _takes_places_itself(scope["path"]):
            await self._app(scope, receive, send)
            return
        asker = asker_of(Request(scope))
        try:
            began = await self._turns.take(asker)
        except ServiceError as error:
            await self._refuse(error)(scope, receive, send)
            return
        held = True

        def give_back() -> None:
            nonlocal held
            if held:
                held = False
                self._turns.give_back(asker, began)

        async def send_freed(message: Message) -> None:
            give_back()
            await send(message)

        try:
            await self._app(scope, receive, send_freed)
        finally:
            give_back()


def _takes_places_itself(path: str) -> bool:
    """Feeds wait for news without a place, and health must answer under load."""
    return path.endswith(("/v1/events", "/v1/match-profiles", "/v1/match-needs")) or "/health/" in path


def asker_of(request: Request) -> Asker:
    """Whom this request is counted for: the client and person of its token, else its network.

    Only a verified token counts: an invented one would buy its sender a queue. Logins and tokens of a network stand
    in a queue of their own, so that nobody is kept from a login by who reads from the same network.
    """
    caller = find_known_caller(request)
    if caller is not None:
        return Asker(name=f"token {caller.client_id} {caller.sub}", sibling=caller.kind is CallerKind.SERVICE)
    from_network = f"network {network(context.current().address)}"
    if request.scope["path"].startswith("/oauth/"):
        return Asker(name=f"{from_network} login", queue_seconds=LOGIN_QUEUE_SECONDS)
    return Asker(name=f"{from_network} read")


@lru_cache(maxsize=1024)
def network(address: str | None) -> str:
    """The network that an address is counted with: itself, or its /64 of IPv6."""
    found = ip_address(address) if address is not None else None
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> _BELOW_NETWORK << _BELOW_NETWORK))
