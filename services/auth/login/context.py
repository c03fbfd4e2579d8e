"""The context of one request of a login: the authorization request, the browser, the database and the settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.auth.federation.issuers import Issuers
from services.auth.login.authorization import AuthorizationRequest
from services.auth.login.states import FormSeal
from services.auth.settings import AuthSettings
from services.kit.data.database import Database

LOGIN_COOKIE = "login"
RETURN_COOKIE = "returned"
KNOWN_COOKIE = "browser"

Form = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Browser:
    """The browser that sends the request, known by a cookie that no other browser has."""

    cookie: str
    seal: FormSeal
    path: str
    secure: bool
    source: str
    known_by: str = ""  # a lasting cookie: guesses elsewhere do not lock out a browser whose password was right before
    returned: str = ""  # the cookie with the sealed result of a login at an issuer


@dataclass(frozen=True, kw_only=True)
class LoginContext:
    """What every step of a login needs. `wanted` is the client's authorization request."""

    wanted: AuthorizationRequest
    browser: Browser
    database: Database
    settings: AuthSettings
    issuers: Issuers
