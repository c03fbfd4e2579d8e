"""The device grant: a program polls, and a person confirms in a browser elsewhere."""

import html
import re
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx

from services.auth.devices.token import GRANT_TYPE
from tests.auth.scenes.logins import EMAIL, PASSWORD
from tests.support.api import Api


def begin(api: Api, **asked: str) -> dict[str, Any]:
    """The device authorization response."""
    answer = api.post("/oauth/device_authorization", data={"client_id": "cli", **asked})
    assert answer.status_code == 200, answer.text
    given: dict[str, Any] = answer.json()
    return given


def poll(api: Api, given: dict[str, Any], **changes: str) -> httpx.Response:
    form = {"grant_type": GRANT_TYPE, "device_code": given["device_code"], "client_id": "cli", **changes}
    return api.post("/oauth/token", data=form)


class Pages(Protocol):
    """The source of pages: this process, or a real server."""

    def get(self, path: str, headers: dict[str, str]) -> httpx.Response: ...

    def post(self, path: str, headers: dict[str, str], *, data: dict[str, str]) -> httpx.Response: ...


@dataclass
class Person:
    """A person's browser, which keeps cookies and follows redirects."""

    api: Pages
    page: httpx.Response = field(default_factory=lambda: httpx.Response(200))
    address: str = "/oauth/device"
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self, address: str) -> httpx.Response:
        return self._arrived(address, self.api.get(address, self._headers()))

    def post(self, **fields: str) -> httpx.Response:
        """Send the page's form with these fields filled in."""
        found = re.search(r'name="form_token" value="([^"]+)"', self.page.text)
        action = re.search(r'<form method="post" action="([^"]+)"', self.page.text)
        address = action[1] if action else self.address
        form = {"form_token": html.unescape(found[1]) if found else "", **fields}
        return self._arrived(address, self.api.post(address, self._headers(), data=form))

    def type(self, user_code: str) -> httpx.Response:
        self.open("/oauth/device")
        return self.post(user_code=user_code)

    def log_in(self, email: str = EMAIL) -> httpx.Response:
        return self.post(email=email, password=PASSWORD)

    def reach_confirmation(self, user_code: str, email: str = EMAIL) -> httpx.Response:
        self.type(user_code)
        return self.log_in(email)

    def confirm(self, user_code: str, answer: str = "yes") -> httpx.Response:
        self.reach_confirmation(user_code)
        return self.post(answer=answer)

    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _arrived(self, address: str, page: httpx.Response) -> httpx.Response:
        self.cookies |= dict(page.cookies.items())
        if page.status_code == 303:
            to = urlsplit(page.headers["Location"])
            return self.open(f"{to.path}?{to.query}")
        self.page, self.address = page, address
        return page
