"""One request in a login: what the client wants, which browser it comes from, and what it is decided with."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.auth.federation.issuers import Issuers
from services.auth.login.authorization import Authorization
from services.auth.login.states import FormSeal
from services.auth.settings import AuthSettings
from services.kit.data.database import Database

COOKIE = "login"
CARRIED = "returned"
KNOWN_COOKIE = "browser"

Form = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Whose form it is: a cookie that only this browser has, and where its request came from."""

    cookie: str
    seal: FormSeal
    path: str
    secure: bool
    source: str
    known_by: str = ""  # a cookie that stays: where a password was right before, guesses elsewhere do not keep it out
    returned: str = ""  # what it carries from an issuer


@dataclass(frozen=True, kw_only=True)
class LoginContext:
    """What every step of a login is decided with."""

    wanted: Authorization
    browser: Browser
    database: Database
    settings: AuthSettings
    issuers: Issuers
