"""Drives auth's real login form, as a browser and a client with PKCE do."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from services.auth.oauth.pkce import challenge_of
from tests.support.api import Api
from tests.support.callers import bearer

PASSWORD = "et langt og godt passord"
EMAIL = "hr@husbanken.example"
CALLBACK = "http://127.0.0.1:54321/callback"
VERIFIER = "a-verifier-of-at-least-forty-three-signs-0123456789"


def a_request(**changes: str | None) -> dict[str, str]:
    """A good authorization request; `changes` replace or, where None, remove parameters."""
    good: dict[str, str | None] = {
        "response_type": "code",
        "client_id": "cli",
        "redirect_uri": CALLBACK,
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        "state": "our-state",
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


@dataclass
class Browser:
    """One browser: its cookies, and the form on the page it looks at."""

    api: Api
    request: dict[str, str]
    cookie: str = ""
    known_by: str = ""
    form_token: str = ""
    prefix: str = ""  # of its cookies' names

    @property
    def address(self) -> str:
        return f"/oauth/authorize?{urlencode(self.request)}"

    def open(self) -> httpx.Response:
        return self._looked_at(self.api.get(self.address, self._headers()))

    def post(self, **fields: str) -> httpx.Response:
        form = {"form_token": self.form_token, **fields}
        return self._looked_at(self.api.post(self.address, self._headers(), data=form))

    def log_in(self, email: str = EMAIL, password: str = PASSWORD) -> httpx.Response:
        self.open()
        return self.post(email=email, password=password)

    def _headers(self) -> dict[str, str]:
        cookies = {f"{self.prefix}login": self.cookie, f"{self.prefix}browser": self.known_by}
        kept = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
        return {"Cookie": kept} if kept else {}

    def _looked_at(self, page: httpx.Response) -> httpx.Response:
        self.cookie = page.cookies.get(f"{self.prefix}login") or self.cookie
        self.known_by = page.cookies.get(f"{self.prefix}browser") or self.known_by
        found = re.search(r'name="form_token" value="([^"]+)"', page.text)
        self.form_token = found[1] if found else ""
        return page


def a_browser(api: Api, **changes: str | None) -> Browser:
    return Browser(api, a_request(**changes))


def answer_of(page: httpx.Response) -> dict[str, str]:
    """The parameters that a redirect takes back to the client."""
    assert page.status_code == 303, page.text
    return {name: values[0] for name, values in parse_qs(urlsplit(page.headers["Location"]).query).items()}


def redeem(api: Api, code: str, /, **changes: str | None) -> httpx.Response:
    good: dict[str, str | None] = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": "cli",
    }
    form = {name: value for name, value in {**good, **changes}.items() if value is not None}
    return api.post("/oauth/token", data=form)


def token_of(api: Api, email: str = EMAIL, **changes: str | None) -> str:
    """A token through the real form."""
    page = a_browser(api, **changes).log_in(email)
    granted: dict[str, Any] = redeem(api, answer_of(page)["code"]).json()
    return str(granted["access_token"])


def logged_in(api: Api, email: str = EMAIL, **changes: str | None) -> dict[str, str]:
    return bearer(token_of(api, email, **changes))
