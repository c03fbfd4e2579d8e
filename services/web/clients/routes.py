"""The addresses of a body's systems and apps."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.login import API_SCOPES
from ressurspool.client.programs import SecretRenewal
from services.web.clients.schemas import ClientForm, KeyForm, KeyRemovalForm, RenewalForm
from services.web.clients.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 30
WAYS = ("client_secret_basic", "private_key_jwt", "none")
OVERLAP_HOURS = 24  # what the form proposes
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/web/body/clients")
def list_clients(page: LoggedIn, cursor: Cursor = None) -> Response:
    got = page.api.auth.clients().page(cursor, limit=ON_A_PAGE)
    return page.render("clients/clients.html", WORDS, clients=got.items, next=got.next, cursor=cursor)


@router.get("/web/body/clients/new")
def ask_client(page: LoggedIn) -> Response:
    return _ask_client(page)


@router.post("/web/body/clients/new")
def register_client(page: Posted) -> Response:
    """Register a system or an app. Its secret is shown once, on its own page."""

    def act(asked: ClientForm) -> str:
        made = page.api.auth.register_client(asked.draft())
        if made.secret:
            page.show_once(_path(made.id), made.secret)
        return f"{_path(made.id)}?said=registered"

    return page.submit(ClientForm, act, lambda form: _ask_client(page, form))


@router.get("/web/body/clients/{client_key}")
def show_client(page: LoggedIn, client_key: str) -> Response:
    client = page.api.auth.client(client_key)
    return page.render("clients/client.html", WORDS, client=client, secret=page.shown_once(_path(client_key)))


@router.get("/web/body/clients/{client_key}/secret")
def ask_renewal(page: LoggedIn, client_key: str) -> Response:
    """What a new secret means, before it is made."""
    return _ask_renewal(page, client_key)


@router.post("/web/body/clients/{client_key}/secret")
def renew_secret(page: Posted, client_key: str) -> Response:
    def act(asked: RenewalForm) -> str:
        renewed = page.api.auth.renew_secret(client_key, SecretRenewal(overlap_hours=asked.overlap_hours))
        page.show_once(_path(client_key), renewed.secret or "")
        return f"{_path(client_key)}?said=renewed"

    return page.submit(RenewalForm, act, lambda form: _ask_renewal(page, client_key, form))


@router.get("/web/body/clients/{client_key}/keys")
def show_keys(page: LoggedIn, client_key: str) -> Response:
    """The public keys of a system, and one more."""
    return _show_keys(page, client_key)


@router.post("/web/body/clients/{client_key}/keys")
def add_key(page: Posted, client_key: str) -> Response:
    def act(asked: KeyForm) -> str:
        page.api.auth.add_key(client_key, asked.key)
        return f"{_path(client_key)}/keys?said=key_added"

    return page.submit(KeyForm, act, lambda form: _show_keys(page, client_key, form))


@router.get("/web/body/clients/{client_key}/keys/removal")
def ask_key_removal(page: LoggedIn, client_key: str, kid: Annotated[str, Query(max_length=200)]) -> Response:
    """What removing a key means, before it is done."""
    return _ask_key_removal(page, client_key, page.form(kid=kid))


@router.post("/web/body/clients/{client_key}/keys/removal")
def remove_key(page: Posted, client_key: str) -> Response:
    def act(asked: KeyRemovalForm) -> str:
        page.api.auth.remove_key(client_key, asked.kid, compromised=asked.compromised)
        return f"{_path(client_key)}/keys?said=key_removed"

    return page.submit(KeyRemovalForm, act, lambda form: _ask_key_removal(page, client_key, form))


@router.get("/web/body/clients/{client_key}/removal")
def ask_removal(page: LoggedIn, client_key: str) -> Response:
    """What removing a program means, before it is done."""
    return _ask_removal(page, client_key)


@router.post("/web/body/clients/{client_key}/removal")
def remove_client(page: Posted, client_key: str) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.remove_client(client_key)
        return "/web/body/clients?said=client_removed"

    return page.submit(FormModel, act, lambda form: _ask_removal(page, client_key, form))


def _path(client_key: str) -> str:
    return f"/web/body/clients/{client_key}"


def _ask_client(page: Page, form: Form | None = None) -> Response:
    """The page asks for the list first: who may not see it may not register one either."""
    page.api.auth.clients().page(limit=1)
    scopes = [(scope, page.word("auth", "scope", scope)) for scope in API_SCOPES.split()]
    shown = form or page.form(proves=WAYS[0])
    return page.render("clients/new.html", WORDS, scopes=scopes, ways=WAYS, form=shown)


def _ask_renewal(page: Page, client_key: str, form: Form | None = None) -> Response:
    client = page.api.auth.client(client_key)
    return page.render(
        "clients/renewal.html", WORDS, client=client, form=form or page.form(overlap_hours=OVERLAP_HOURS)
    )


def _show_keys(page: Page, client_key: str, form: Form | None = None) -> Response:
    return page.render("clients/keys.html", WORDS, client=page.api.auth.client(client_key), form=form or page.form())


def _ask_key_removal(page: Page, client_key: str, form: Form) -> Response:
    return page.render("clients/key_removal.html", WORDS, client=page.api.auth.client(client_key), form=form)


def _ask_removal(page: Page, client_key: str, form: Form | None = None) -> Response:
    return page.render("clients/removal.html", WORDS, client=page.api.auth.client(client_key), form=form)
