"""Answers of OAuth's endpoints where they refuse (RFC 6749 §5.2)."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from services.auth.oauth.errors import TokenRefused
from services.auth.oauth.schemas import RefusalRead

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}  # RFC 6749 §5.1


class OAuthRoute(APIRoute):
    """Refuses in the words of RFC 6749 §5.2, where the others answer problem+json."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except TokenRefused as refusal:
                return _refusal(refusal, request)

        return handled


def _refusal(refusal: TokenRefused, request: Request) -> Response:
    told = RefusalRead(error=refusal.error, error_description=refusal.description)
    headers = dict(NO_STORE)
    if refusal.status == 401 and "Authorization" in request.headers:
        headers["WWW-Authenticate"] = 'Basic realm="ressurspool"'
    return JSONResponse(told.model_dump(), status_code=refusal.status, headers=headers)


REFUSED = {"model": RefusalRead, "description": "RFC 6749 §5.2: `error` says what is wrong"}
