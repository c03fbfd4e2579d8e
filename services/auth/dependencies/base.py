"""What every route of auth may be given."""

from typing import Annotated

from fastapi import Depends, Request

from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.database import Database
from services.kit.session import database_of


def settings_of(request: Request) -> AuthSettings:
    settings: AuthSettings = request.app.state.settings
    return settings


def own_keys(request: Request) -> OwnKeys:
    keys: OwnKeys = request.app.state.own_keys
    return keys


def source_of(request: Request) -> str:
    """The network address a request came from; behind the proxy as uvicorn reads it from X-Forwarded-For."""
    return request.client.host if request.client else "unknown"


OwnDatabase = Annotated[Database, Depends(database_of)]


Settings = Annotated[AuthSettings, Depends(settings_of)]


Keys = Annotated[OwnKeys, Depends(own_keys)]


Source = Annotated[str, Depends(source_of)]
