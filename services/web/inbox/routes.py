"""The addresses of the inbox."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.notify import WantedMessages
from services.kit.calls.side_by_side import side_by_side
from services.web.forms.domain import Form
from services.web.inbox.domain import SUBJECTS, codes_about, place_of
from services.web.inbox.schemas import ReadingForm
from services.web.inbox.texts import WORDS
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20


@router.get("/web/inbox")
def list_messages(
    page: LoggedIn,
    unread: bool = False,
    about: Annotated[str, Query(max_length=50)] = "",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """What I was told, the newest first, and how much of it is unread."""
    codes = [code for code, _word in page.choices("notify", "message")]
    wanted = WantedMessages(code=codes_about(about, codes) if about in SUBJECTS else ())
    got, new = side_by_side(
        lambda: page.api.notify.inbox(wanted, unread=unread).page(cursor, limit=ON_A_PAGE),
        lambda: page.api.notify.inbox(unread=True).page(limit=1, count=True).total,
    )
    chosen = {name: value for name, value in (("unread", "true" if unread else ""), ("about", about)) if value}
    return page.render(
        "inbox/list.html",
        WORDS,
        messages=got.items,
        next=got.next,
        cursor=cursor,
        unread=unread,
        about=about,
        subjects=SUBJECTS,
        chosen=chosen,
        new=new,
    )


@router.get("/web/inbox/{message_id}")
def show_message(page: LoggedIn, message_id: str) -> Response:
    return _show(page, message_id)


@router.post("/web/inbox/{message_id}")
def mark_read(page: Posted, message_id: str) -> Response:
    """Mark it as read, and show it again."""

    def act(asked: ReadingForm) -> str:
        page.api.notify.mark_read(message_id)
        return "/web/inbox?said=read" if asked.in_list else f"/web/inbox/{message_id}?said=read"

    return page.submit(ReadingForm, act, lambda form: _show(page, message_id, form=form))


def _show(page: Page, message_id: str, *, form: Form | None = None) -> Response:
    message = page.api.notify.message(message_id)
    place = place_of(message, own_expert="coordinator" not in page.roles)
    return page.render("inbox/message.html", WORDS, message=message, place=place, form=form)
