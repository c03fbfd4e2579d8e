"""The addresses of the inbox."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.kit.calls.side_by_side import side_by_side
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.inbox.texts import WORDS
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20


@router.get("/web/inbox")
def list_messages(
    page: LoggedIn, unread: bool = False, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> Response:
    """What I was told, the newest first, and how much of it is unread."""
    got, new = side_by_side(
        lambda: page.api.notify.inbox(unread=unread).page(cursor, limit=ON_A_PAGE),
        lambda: page.api.notify.inbox(unread=True).page(limit=1, count=True).total,
    )
    return page.render(
        "inbox/list.html", WORDS, messages=got.items, next=got.next, cursor=cursor, unread=unread, new=new
    )


@router.get("/web/inbox/{message_id}")
def show_message(page: LoggedIn, message_id: str) -> Response:
    return _show(page, message_id)


@router.post("/web/inbox/{message_id}")
def mark_read(page: Posted, message_id: str) -> Response:
    """Mark it as read, and show it again."""

    def act(_asked: FormModel) -> str:
        page.api.notify.mark_read(message_id)
        return f"/web/inbox/{message_id}?said=read"

    return page.submit(FormModel, act, lambda form: _show(page, message_id, form=form))


def _show(page: Page, message_id: str, *, form: Form | None = None) -> Response:
    message = page.api.notify.message(message_id)
    return page.render("inbox/message.html", WORDS, message=message, form=form)
