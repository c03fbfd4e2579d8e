"""The address of the stays."""

from fastapi import APIRouter, Response

from ressurspool.client.cases import Placement
from ressurspool.client.pages import Page as Found
from services.kit import clock, context
from services.web.forms.domain import Form, values_of
from services.web.page.dependencies import LoggedIn
from services.web.page.page import Page
from services.web.page.typed_values import Unreadable, read
from services.web.stays.domain import COLORS, STATES, time_line
from services.web.stays.schemas import EVERY, StaysForm
from services.web.stays.texts import WORDS

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20
FIELDS = ("side", "state", "from", "to")
BODY_ROLES = frozenset({"coordinator", "requester"})


@router.get("/web/stays")
def list_stays(page: LoggedIn) -> Response:
    """My body's stays in and out, for who has a role in it; my own for anybody."""
    query = page.request.query_params
    typed = {name: values for name, values in values_of(query.multi_items()).items() if name in FIELDS}
    try:
        asked, faults = read(StaysForm, typed), {}
    except Unreadable as unreadable:
        asked, faults = StaysForm(), dict(unreadable.faults)
    cursor = query.get("cursor")
    found = Found[Placement](items=[], next=None)
    if not faults:
        found = page.api.placements.placements(asked.wanted(())).page(cursor, limit=ON_A_PAGE, count=True)
    return page.render(
        "stays/list.html",
        WORDS,
        line=time_line(found.items, org=page.org, today=clock.today()),
        total=found.total,
        next=found.next,
        cursor=cursor,
        filtered=bool(typed),
        more={name: values[0] for name, values in typed.items() if values[0]},
        for_body=bool(page.roles & BODY_ROLES),
        states=_states(page),
        colors=COLORS,
        form=Form(key="", values=typed, faults=faults),
    )


def _states(page: Page) -> list[tuple[str, str]]:
    """What can be chosen beside those that go on: all of them, or one state."""
    every = (EVERY, WORDS["all"][context.current().language])
    return [every, *((code, page.word("placements", "placement_state", code)) for code in STATES)]
