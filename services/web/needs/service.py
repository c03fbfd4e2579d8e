"""Asks the API for needs, as much of them as the reader may see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ressurspool.client.lists import Side
from ressurspool.client.needs import Need, PublicNeed, WantedNeeds, WantedPublic
from ressurspool.client.pages import Page as ListPage
from ressurspool.client.placements import Wanted
from services.kit import context
from services.kit.calls.side_by_side import side_by_side
from services.web.needs.domain import OPEN_STATES, OUR_MOVE, sees_all, waiting_by_need
from services.web.needs.schemas import Search
from services.web.page.page import Page

ON_A_PAGE = 20
MOST_WAITING = 100  # candidates that are counted; more are "at least"

AS_HOST: tuple[Side, ...] = ("host",)

Names = dict[str, str]
Open = ListPage[Need] | ListPage[PublicNeed]


@dataclass(frozen=True, kw_only=True)
class Ours:
    """A page of one's own body's needs. `waiting` counts candidates by need; `all_counted` unless they are too many."""

    needs: ListPage[Need]
    waiting: Counter[str]
    all_counted: bool


def open_needs(page: Page, search: Search, *, limit: int = ON_A_PAGE) -> Open:
    """The open needs that were searched for, the newest first. Raises ProblemError where nothing can be found so."""
    q, field, level = search.q.strip() or None, [search.field] if search.field else [], search.level or None
    if sees_all(page.roles):
        county = search.county or None
        wanted = WantedNeeds(q=q, field=field, level=level, county=county, order="newest")
        return page.api.needs.open(wanted).page(search.cursor, limit=limit, count=True)
    seen = WantedPublic(q=q, field=field, level=level, order="newest")
    return page.api.needs.public(seen).page(search.cursor, limit=limit, count=True)


def our_needs(page: Page, search: Search) -> Ours:
    """The needs of the body that the person acts for, the newest first, with what waits for it."""
    wanted = WantedNeeds(is_open=None if search.closed else True, order="newest")
    waiting = Wanted(sides=AS_HOST, states=OUR_MOVE)
    needs, candidacies = side_by_side(
        lambda: page.api.needs.ours(wanted).page(search.cursor, limit=ON_A_PAGE, count=True),
        lambda: page.api.placements.candidacies(waiting).page(limit=MOST_WAITING),
    )
    return Ours(needs=needs, waiting=waiting_by_need(candidacies.items), all_counted=candidacies.next is None)


def names_of(page: Page, needs: Iterable[PublicNeed]) -> Names:
    """The bodies' names in the reader's language, by their numbers."""
    hosts = {need.host_org for need in needs}
    found = page.api.auth.organisation_names(hosts).names if hosts else {}
    language = context.current().language
    return {host: words.get(language, words.get("nb", host)) for host, words in found.items()}


def find_public(page: Page, need_id: str) -> PublicNeed | None:
    """An open need as anybody sees it; None where it is not open, or there is none."""
    found = page.api.needs.public(WantedPublic(ids=[need_id])).page(limit=1).items
    return found[0] if found else None


def open_candidacies(page: Page, need_id: str) -> int:
    """How many candidacies of the need are open."""
    wanted = Wanted(need_id=need_id, sides=AS_HOST, states=OPEN_STATES)
    return page.api.placements.candidacies(wanted).page(limit=1, count=True).total or 0
