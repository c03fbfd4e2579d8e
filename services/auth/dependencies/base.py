"""What every route of auth may be given: settings, keys, where a request came from, and OAuth's parameters."""

import unicodedata
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from services.auth.errors import InvalidRequest
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.database import Database
from services.kit.session import database_of

FORM = "application/x-www-form-urlencoded"
MAX_PARAMETERS = 30


def settings_of(request: Request) -> AuthSettings:
    settings: AuthSettings = request.app.state.settings
    return settings


def own_keys(request: Request) -> OwnKeys:
    keys: OwnKeys = request.app.state.own_keys
    return keys


def source_of(request: Request) -> str:
    """The network address a request came from; behind the proxy as uvicorn reads it from X-Forwarded-For."""
    return request.client.host if request.client else "unknown"


def read_parameters(encoded: bytes) -> dict[str, str]:
    """Parameters by name. One without a value counts as left out, an unknown one is ignored by whoever reads them.

    Raises InvalidRequest for a repeated one (RFC 6749 §3.1, §3.2), and for text that is none.
    """
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError:
        raise InvalidRequest() from None
    given = [(name, value) for name, value in pairs if value]
    if len({name for name, _ in given}) != len(given) or not all(_is_text(value) for _, value in given):
        raise InvalidRequest()
    return dict(given)


def _is_text(value: str) -> bool:
    return all(unicodedata.category(sign) not in {"Cc", "Cs", "Cn"} for sign in value)


def asked_in_query(request: Request) -> dict[str, str]:
    return read_parameters(request.scope["query_string"])


async def posted_parameters(request: Request) -> dict[str, str]:
    """The parameters of a posted form. Raises InvalidRequest for any other content."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != FORM:
        raise InvalidRequest()
    return read_parameters(await request.body())


OwnDatabase = Annotated[Database, Depends(database_of)]


Settings = Annotated[AuthSettings, Depends(settings_of)]


Keys = Annotated[OwnKeys, Depends(own_keys)]


Source = Annotated[str, Depends(source_of)]


AskedInQuery = Annotated[dict[str, str], Depends(asked_in_query)]


Posted = Annotated[dict[str, str], Depends(posted_parameters)]
