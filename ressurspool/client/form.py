"""Fills in and submits the forms of the login page, as a browser would."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

MOST_PAGES = 6
MOST_TRIES = 4  # of one page, while more people log in from the same network than have a place
LONGEST_PAUSE_SECONDS = 5  # a longer Retry-After is for whoever tries passwords
_SECRET = re.compile(r'<code id="secret">([A-Z2-7 ]+)</code>')
Attributes = Mapping[str, str | None]
Totp = Callable[[str | None], str]  # returns a code; is given the secret where the page enrols an authenticator


@dataclass
class Form:
    """A form of a page: its fields with their values, and the values to choose among."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def asks_code(self) -> bool:
        return "code" in self.kinds

    @property
    def asks_password(self) -> bool:
        return "password" in self.kinds.values()

    def filled(self, known: Mapping[str, str | None]) -> dict[str, str]:
        """The values to submit: hidden fields as they are, address, password and code, body to act for, an `answer`.

        Raises ValueError where the body is not among the choices.
        """
        sent = dict(self.values)
        for name, kind in self.kinds.items():
            if kind == "password":
                sent[name] = known["password"] or ""
            elif kind == "email" or name in {"email", "username"}:
                sent[name] = known["email"] or ""
            elif name == "code":
                sent[name] = known["code"] or ""
        for name, offered in self.choices.items():
            sent[name] = _chosen(offered, known.get(name))
        return sent


def _chosen(offered: list[str], wanted: str | None) -> str:
    if wanted is None and len(offered) == 1:
        return offered[0]
    for value in offered:
        if wanted is not None and wanted in value:
            return value
    raise ValueError("This person acts for several bodies: say which one." if wanted is None else "Not a member there.")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(action=given.get("action") or ""))
        elif self.forms and tag in {"input", "button", "select", "option"}:
            self._take(tag, given)

    def _take(self, tag: str, given: Attributes) -> None:
        form, name, value = self.forms[-1], given.get("name"), given.get("value") or ""
        kind = given.get("type") or ("submit" if tag == "button" else "text")
        if tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(value)
        elif tag == "select":
            self._select = name
        elif name and kind in {"radio", "submit"} and value:
            form.choices.setdefault(name, []).append(value)
        elif name:
            form.kinds[name], form.values[name] = kind, value


def forms_of(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def answer_forms(
    http: httpx.Client, address: str, known: Mapping[str, str | None], *, until: str, totp: Totp | None = None
) -> str:
    """Submit form after form until the server redirects to an address that begins with `until`; returns it.

    Raises ValueError where the server never does so, as with a wrong password, and where it asks for a code but there
    is no `totp`.
    """
    answer = patiently(partial(http.get, address))
    password_sent = False
    for _ in range(MOST_PAGES):
        place = answer.headers.get("Location", "")
        if answer.is_redirect and place.startswith(until):
            return str(place)
        if answer.is_redirect:
            answer = patiently(partial(http.get, urljoin(str(answer.url), place)))
            continue
        found = forms_of(answer.text) if answer.status_code < 500 else []
        if answer.status_code >= 400 or not found or (password_sent and found[0].asks_password):
            raise ValueError(f"The login was refused (HTTP {answer.status_code}). Is the password right?")
        code = _code(totp, answer.text) if found[0].asks_code else None
        sent, password_sent = found[0].filled({**known, "code": code}), password_sent or found[0].asks_password
        answer = patiently(partial(http.post, urljoin(str(answer.url), found[0].action), data=sent))
    raise ValueError("The login was refused. Is the password right?")


def patiently(send: Callable[[], httpx.Response]) -> httpx.Response:
    """The answer. What was refused because others have all places had no effect, and is sent again when it says."""
    for _ in range(MOST_TRIES - 1):
        answer = send()
        asked = answer.headers.get("Retry-After", "")
        if answer.status_code not in {429, 503} or not asked.isdecimal() or int(asked) > LONGEST_PAUSE_SECONDS:
            return answer
        time.sleep(int(asked))
    return send()


def _code(totp: Totp | None, page: str) -> str:
    if totp is None:
        raise ValueError("This login asks for a code of an authenticator.")
    shown = _SECRET.search(page)
    return totp(shown[1].replace(" ", "") if shown else None)
