"""Turns an OAuthError into the JSON response of RFC 6749 §5.2."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from services.auth.oauth.errors import OAuthError
from services.auth.oauth.schemas import RefusalRead

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}  # RFC 6749 §5.1


class OAuthRoute(APIRoute):
    """A route whose OAuthErrors become responses of RFC 6749 §5.2. Other errors become problem+json, as elsewhere."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except OAuthError as error:
                return _error_response(error, request)

        return handled


def _error_response(error: OAuthError, request: Request) -> Response:
    body = RefusalRead(error=error.error, error_description=error.description)
    headers = dict(NO_STORE)
    if error.status == 401 and "Authorization" in request.headers:
        headers["WWW-Authenticate"] = 'Basic realm="ressurspool"'
    return JSONResponse(body.model_dump(), status_code=error.status, headers=headers)


OAUTH_ERROR = {"model": RefusalRead, "description": "RFC 6749 §5.2: `error` says what is wrong"}
