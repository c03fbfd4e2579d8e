"""A browser that logs in at auth through an issuer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

import httpx

from tests.auth.scenes.logins import a_request
from tests.support.api import Api


@dataclass
class FederatedBrowser:
    """A browser by hand: cookies by name and path, forms and redirects, as far as these pages need them."""

    api: Api
    request: dict[str, str] = field(default_factory=a_request)
    cookies: dict[str, str] = field(default_factory=dict)
    form_token: str = ""

    @property
    def address(self) -> str:
        return f"/oauth/authorize?{urlencode(self.request)}"

    def open(self) -> httpx.Response:
        return self._seen(self.api.get(self.address, self._headers()))

    def post(self, **fields: str) -> httpx.Response:
        form = {"form_token": self.form_token, **fields}
        return self._seen(self.api.post(self.address, self._headers(), data=form))

    def go_to(self, issuer: str) -> str:
        """Press the button of an issuer; returns the address that the browser is sent to."""
        self.open()
        return where(self.post(issuer=issuer))

    def return_to(self, issuer: str, answer: dict[str, str], method: str = "GET") -> httpx.Response:
        """Bring an issuer's response back; returns the page after the redirect, or the error page."""
        path = f"/oauth/callback/{issuer}?{urlencode(answer)}"
        back = self._seen(self.api.request(method, path, headers=self._headers()))
        if back.status_code != httpx.codes.SEE_OTHER:
            return back
        assert back.headers["Location"].startswith("/oauth/authorize?")
        assert (answer.get("code") or "no code") not in back.headers["Location"]
        self.api.request("HEAD", back.headers["Location"], headers=self._headers())  # uses nothing up
        return self._seen(self.api.get(back.headers["Location"], self._headers()))

    def log_in(self, issuer: str, at: Callable[[str], dict[str, str]]) -> httpx.Response:
        """Go to the issuer and back, where `at` logs in there."""
        return self.return_to(issuer, at(self.go_to(issuer)))

    def _headers(self) -> dict[str, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        return {"Cookie": kept} if kept else {}

    def _seen(self, page: httpx.Response) -> httpx.Response:
        self.cookies |= {name: value.strip('"') for name, value in page.cookies.items()}
        for header in page.headers.get_list("set-cookie"):
            if "Max-Age=0" in header:
                self.cookies.pop(header.partition("=")[0], None)
        found = re.search(r'name="form_token" value="([^"]+)"', page.text)
        self.form_token = found[1] if found else ""
        return page


def where(page: httpx.Response) -> str:
    """The address that a page forwards to, by its link and by itself."""
    link = re.search(r'<a href="([^"]+)"', page.text)
    assert link is not None, page.text
    location = unescape(link[1])
    assert page.headers["Refresh"] == f"0;url={location}"
    return location


def fault_on(page: httpx.Response) -> str:
    """The text of the alert on a page."""
    found = re.search(r'role="alert".*?<p>(.*?)</p>', page.text, flags=re.S)
    return unescape(found[1]) if found else ""
