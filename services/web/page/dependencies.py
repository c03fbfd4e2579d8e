"""Who a page is for: anybody, somebody who is logged in, or somebody who posts a form of ours."""

import re
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request

from services.kit.pages.cookies import read_cookie
from services.kit.pages.language import choose_language
from services.kit.text import is_text
from services.web.forms.domain import Pairs, Typed, values_of
from services.web.page.errors import ForgedForm, LoginNeeded, NoSuchPage
from services.web.page.page import FORGERY, Page
from services.web.page.state import State, state_of
from services.web.sessions.errors import LoginLost

SESSION_COOKIE = "session"
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 300
LONGEST_NAME, DEEPEST_NAME = 200, 8  # of a field: its slashes are nested objects
LONGEST_PATH = 500
ID = r"^[A-Za-z0-9_-]{1,64}$"  # what can lead nowhere else within the API's paths


def local_path(asked: str, otherwise: str = "/web/tasks") -> str:
    """A path of our own to come back to; `otherwise` for anything that could lead elsewhere."""
    parts = urlsplit(asked) if asked.isascii() and asked.isprintable() and "\\" not in asked else None
    ours = parts is not None and not parts.scheme and not parts.netloc and len(asked) <= LONGEST_PATH
    if not ours or parts is None or not (parts.path == "/" or parts.path.startswith("/web/")) or "//" in parts.path:
        return otherwise
    return asked


def here(request: Request) -> str:
    """The page's own address, to come back to."""
    query = request.url.query
    return local_path(request.url.path + (f"?{query}" if query else ""), "/")


def check_ids(request: Request) -> None:
    """Raises NoSuchPage where a part of the address is no id and no other word of ours."""
    if not all(re.match(ID, part) and part.isprintable() for part in request.path_params.values()):
        raise NoSuchPage()


Checked = Annotated[None, Depends(check_ids)]


def visitor(request: Request, _ids: Checked = None) -> Page:
    """The page for anybody; with their session where they are logged in. Nothing is refreshed."""
    choose_language(request)
    state = state_of(request)
    session = state.sessions.find(read_cookie(request, SESSION_COOKIE, host=True))
    return Page(request=request, state=state, session=session, path=here(request))


def logged_in(request: Request, _ids: Checked = None) -> Page:
    """The page for somebody who is logged in. Raises LoginNeeded, Busy, OriginUnreachable."""
    choose_language(request)
    state = state_of(request)
    try:
        session = state.sessions.get_fresh(read_cookie(request, SESSION_COOKIE, host=True))
    except LoginLost:
        raise LoginNeeded(here(request)) from None
    return Page(request=request, state=state, session=session, path=here(request))


def anybody(request: Request, _ids: Checked = None) -> Page:
    """The page for anybody, in their own name where they are logged in. Raises Busy, OriginUnreachable."""
    try:
        return logged_in(request)
    except LoginNeeded:
        return Page(request=request, state=state_of(request), path=here(request))


async def posted_pairs(request: Request) -> Pairs:
    """The fields of the posted form, in their order. Raises ForgedForm for what no form of ours sends."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != FORM:
        raise ForgedForm()
    try:
        body = (await request.body()).decode("ascii")
        pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise ForgedForm() from None
    if any(len(name) > LONGEST_NAME or name.count("/") > DEEPEST_NAME for name, _ in pairs):
        raise ForgedForm()
    return pairs


def proven(request: Request, pairs: Annotated[Pairs, Depends(posted_pairs)], _ids: Checked = None) -> Page:
    """The page for a form that was made for this browser, whether its login lasts or not. Raises ForgedForm."""
    choose_language(request)
    state, sent = state_of(request), dict(pairs)
    cookie = read_cookie(request, SESSION_COOKIE, host=True)
    key, path = sent.get("_key", ""), local_path(sent.get("_page", ""))
    if _is_from_elsewhere(request, state) or not key or not is_text(key):
        raise ForgedForm()
    if not cookie or not state.seal.is_signature(sent.get("_token", ""), FORGERY, cookie):
        raise ForgedForm()
    return Page(request=request, state=state, typed=values_of(pairs), key=key, path=path)


def posted(page: Annotated[Page, Depends(proven)]) -> Page:
    """The page for somebody who is logged in and posts a form that was made for their browser.

    What they typed is kept where their login was lost. Raises ForgedForm, LoginNeeded, Busy.
    """
    cookie = read_cookie(page.request, SESSION_COOKIE, host=True)
    try:
        page.session = page.state.sessions.get_fresh(cookie)
    except LoginLost:
        raise LoginNeeded(page.path, kept=keep_typed(page, cookie)) from None
    return page


def keep_typed(page: Page, cookie: str) -> str:
    """Keep what was typed for whoever was logged in here; the secret for their browser, or nothing."""
    person = page.state.sessions.person_of(cookie)
    if person is None or not page.typed:
        return ""
    return page.state.kept.keep(Typed(person_id=person, path=page.path, values=page.typed))


def _is_from_elsewhere(request: Request, state: State) -> bool:
    """Whether another site's page sent it. Browsers say so (Fetch Metadata); older ones name the origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site != "same-origin"
    return request.headers.get("Origin", state.settings.origin) != state.settings.origin


Visitor = Annotated[Page, Depends(visitor)]
Anybody = Annotated[Page, Depends(anybody)]
LoggedIn = Annotated[Page, Depends(logged_in)]
Proven = Annotated[Page, Depends(proven)]
Posted = Annotated[Page, Depends(posted)]
