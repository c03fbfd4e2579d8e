"""The address of one's own stays."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ressurspool.client.placements import WantedStays
from services.kit import clock
from services.web.own_stays.texts import WORDS
from services.web.page.dependencies import LoggedIn
from services.web.page.year import Lane, bars_of, months_from

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 20
COLORS = {"proposed": "info", "agreed": "success", "active": "success"}


@router.get("/web/stays/mine")
def list_own_stays(page: LoggedIn, cursor: Annotated[str | None, Query(max_length=500)] = None) -> Response:
    """My stays, the newest first, and the next twelve months of them."""
    wanted = WantedStays(sides=["mine"], named=True, order="newest")
    got = page.api.placements.placements(wanted).page(cursor, limit=ON_A_PAGE)
    months = months_from(clock.today())
    live = [one for one in got.items if one.state in COLORS]
    lanes = [
        Lane(name=one.reference, bars=bars, dashed=one.state == "proposed")
        for one in reversed(live)
        if (bars := bars_of([(one.terms.start, one.ended_on or one.terms.end)], months[0]))
    ]
    return page.render(
        "own_stays/list.html",
        WORDS,
        stays=got.items,
        next=got.next,
        cursor=cursor,
        months=months,
        lanes=lanes,
        colors=COLORS,
    )
