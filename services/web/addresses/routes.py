"""The pages of a person's addresses and joined accounts."""

from fastapi import APIRouter, Response

from ressurspool.client.auth import MeChange
from services.kit.calls.side_by_side import three_side_by_side
from services.kit.pages.cookies import delete_cookie, is_secure, read_cookie
from services.web.addresses.schemas import AddressForm, JoinForm, PrimaryForm
from services.web.addresses.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.page.dependencies import SESSION_COOKIE, LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
HERE, JOIN = "/web/me/addresses", "/web/me/join"
MOST = 50


@router.get(HERE)
def show_addresses(page: LoggedIn) -> Response:
    """By which addresses and logins I am known."""
    return _show(page)


@router.post(HERE)
def add_address(page: Posted) -> Response:
    """Have a link mailed to another address of mine. Following it adds the address."""

    def act(asked: AddressForm) -> str:
        page.api.auth.account.add_address(asked.email)
        return f"{HERE}?said=link_sent"

    return page.submit(AddressForm, act, lambda form: _show(page, form))


@router.post("/web/me/addresses/primary")
def choose_address(page: Posted) -> Response:
    """Choose the address that mail goes to."""

    def act(asked: PrimaryForm) -> str:
        page.api.auth.change_me(MeChange(email=asked.email), version=asked.version)
        return f"{HERE}?said=saved"

    return page.submit(PrimaryForm, act, lambda form: _show(page, form))


@router.post("/web/me/addresses/{address_id}/removal")
def remove_address(page: Posted, address_id: str) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.account.remove_address(address_id)
        return f"{HERE}?said=address_removed"

    return page.submit(FormModel, act, lambda form: _show(page, form))


@router.post("/web/me/identities/{identity_id}/removal")
def remove_identity(page: Posted, identity_id: str) -> Response:
    """Log in by an agency's own login no more."""

    def act(_asked: FormModel) -> str:
        page.api.auth.remove_identity(identity_id)
        return f"{HERE}?said=identity_removed"

    return page.submit(FormModel, act, lambda form: _show(page, form))


@router.get(JOIN)
def show_join(page: LoggedIn) -> Response:
    """How two accounts of mine become one."""
    return _show_join(page)


@router.post("/web/me/join/code")
def begin_join(page: Posted) -> Response:
    """Get the code by which another account is joined into this one. It is shown once."""

    def act(_asked: FormModel) -> str:
        page.show_once(JOIN, page.api.auth.account.begin_join().code)
        return JOIN

    return page.submit(FormModel, act, lambda form: _show_join(page, form))


@router.post(JOIN)
def join(page: Posted) -> Response:
    """Join this account into the one that the code is from. This one ends."""

    def act(asked: JoinForm) -> str:
        page.api.auth.account.accept_join(asked.code)
        page.state.sessions.end(read_cookie(page.request, SESSION_COOKIE, host=True))
        return "/?said=joined"

    response = page.submit(JoinForm, act, lambda form: _show_join(page, form))
    if response.status_code == 303:
        delete_cookie(response, SESSION_COOKIE, secure=is_secure(page.request), host=True)
    return response


def _show(page: Page, form: Form | None = None) -> Response:
    me, addresses, identities = three_side_by_side(
        page.api.auth.me,
        lambda: page.api.auth.account.addresses().page(limit=MOST).items,
        lambda: page.api.auth.identities().page(limit=MOST).items,
    )
    return page.render(
        "addresses/addresses.html", WORDS, me=me, addresses=addresses, identities=identities, form=form or page.form()
    )


def _show_join(page: Page, form: Form | None = None) -> Response:
    me = page.api.auth.me()
    return page.render("addresses/join.html", WORDS, me=me, code=page.shown_once(JOIN), form=form or page.form())
