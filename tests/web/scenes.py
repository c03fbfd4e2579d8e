"""A stand-in for the API, and a browser that keeps its cookies, before web in this process."""

import base64
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from ressurspool.ops.web_key import development_key
from services.kit import clock
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.web.main import create_app
from services.web.peers import Api
from services.web.settings import WebSettings
from tests.support.api import Api as Caller

ORIGIN = "http://localhost:8000"
PERSON = "5f0c7f2e-0000-4000-8000-000000000001"
ORG = "958935420"


def a_token(*, seconds: float = 600, sub: str = PERSON, roles: tuple[str, ...] = ("employee",)) -> str:
    """An access token as auth's looks; nobody here verifies it."""
    claims = {"sub": sub, "org": ORG, "roles": roles, "exp": clock.now().timestamp() + seconds, "jti": time.time_ns()}
    return f"e30.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.x"


@dataclass
class Services:
    """What the API answers, by method and path; refresh tokens work once, as auth's do."""

    answers: dict[str, Callable[[httpx.Request], httpx.Response]] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)
    seconds: float = 600  # of a new access token
    sub: str = PERSON
    roles: tuple[str, ...] = ("employee",)
    live: set[str] = field(default_factory=set)  # refresh tokens
    used: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        me = {"id": PERSON, "version": 1, "name": "Tjenestedesigner", "email": "a@b.example", "language": "nb"}
        self.answers |= {
            "POST /oauth/token": self._token,
            "POST /oauth/revoke": self._revoke,
            "GET /auth/v1/me": lambda _request: httpx.Response(200, json={**me, "roles": ["employee"]}),
            "GET /auth/v1/me/sessions": lambda _request: httpx.Response(200, json={"items": [], "next": None}),
            "GET /auth/v1/organisation-names": lambda _request: httpx.Response(200, json={"names": {}}),
        }

    def answer(self, what: str, status: int = 200, **body: Any) -> None:
        self.answers[what] = lambda _request: httpx.Response(status, json=body)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self.lock:
            self.asked.append(request)
        found = self.answers.get(f"{request.method} {request.url.path}")
        return found(request) if found else httpx.Response(404, json={"type": "/problems/not-found"})

    def calls(self, what: str) -> list[httpx.Request]:
        return [one for one in self.asked if f"{one.method} {one.url.path}" == what]

    def sent(self, what: str) -> Any:
        """The JSON of the last such call."""
        return json.loads(self.calls(what)[-1].content)

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        with self.lock:
            if form["grant_type"] == "refresh_token" and form["refresh_token"] not in self.live:
                self.live.clear()  # reuse ends the login
                return httpx.Response(400, json={"error": "invalid_grant"})
            self.live.discard(form.get("refresh_token", ""))
            self.used.append(form.get("refresh_token", ""))
            new = f"refresh-{len(self.used)}"
            self.live.add(new)
        token = a_token(seconds=self.seconds, sub=self.sub, roles=self.roles)
        return httpx.Response(200, json={"access_token": token, "expires_in": 600, "refresh_token": new})

    def _revoke(self, request: httpx.Request) -> httpx.Response:
        self.live.discard(parse_qs(request.content.decode())["token"][0])
        return httpx.Response(200)


class StandIn(Api):
    """The API in this process."""

    def __init__(self, settings: WebSettings, services: Services) -> None:
        super().__init__(settings)
        self.__dict__["transport"] = httpx.MockTransport(services)


def settings_of(origin: str = ORIGIN) -> WebSettings:
    return WebSettings(origin=origin, client_key=development_key().private, background=False)


@dataclass
class Browser:
    """A browser: it keeps cookies, says where its requests come from, and follows no redirect by itself."""

    services: Services
    database: Database
    origin: str = ORIGIN
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        settings = settings_of(self.origin)
        overrides = Overrides(database=self.database)
        self.app = create_app(settings, overrides=overrides, api=StandIn(settings, self.services))
        self._caller = Caller(self.app)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._kept(self._caller.get(path, headers=self._headers(headers)))

    def post(self, path: str, fields: Mapping[str, str] | list[tuple[str, str]], **headers: str) -> httpx.Response:
        form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        sent = self._headers(form | {name.replace("_", "-"): value for name, value in headers.items()})
        return self._kept(self._caller.post(path, headers=sent, content=urlencode(fields)))

    def log_in(self, to: str = "/web/me") -> httpx.Response:
        """Through auth, which says yes at once; the answer to the callback."""
        sent = self.get(f"/web/login?{urlencode({'to': to})}").headers["Location"]
        state = parse_qs(urlsplit(sent).query)["state"][0]
        return self.get(f"/web/callback?{urlencode({'code': 'x', 'state': state, 'iss': self.origin})}")

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": urlsplit(self.origin).netloc, **({"Cookie": cookie} if cookie else {}), **more}

    def _kept(self, answer: httpx.Response) -> httpx.Response:
        for header in answer.headers.get_list("Set-Cookie"):
            name, _, rest = header.partition("=")
            value = rest.partition(";")[0].strip('"')
            if "Max-Age=0" in header or not value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer


def hidden_in(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of the page's first form that has a version, or else of its first form."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in reversed(found)}
