"""The address of coverage."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.kit import context
from services.kit.calls.side_by_side import side_by_side
from services.web.coverage.domain import EVERYWHERE, regions_of, rows_of
from services.web.coverage.texts import WORDS
from services.web.page.dependencies import LoggedIn
from services.web.page.formats import month
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
MONTHS = 6


@router.get("/web/coverage")
def show_coverage(page: LoggedIn, region: Annotated[str, Query(max_length=50)] = EVERYWHERE) -> Response:
    """Supply and demand by field and month. Groups that are too small to show stay hidden, as the API has them."""
    found, names = side_by_side(lambda: page.api.matching.coverage(months=MONTHS), lambda: _county_names(page))
    language = context.current().language
    named = {one: WORDS[f"region_{one}"][language] for one in ("all", "none", "other")}
    regions = [(one, named.get(one) or names.get(one, one)) for one in regions_of(found.cells)]
    rows = rows_of(found.cells, found.months, region)
    return page.render(
        "coverage/coverage.html",
        WORDS,
        months=[month(one) for one in found.months],
        rows=sorted((found.labels.get(field, field), squares) for field, squares in rows.items()),
        regions=regions,
        region=region,
        region_name=dict(regions).get(region, ""),
        across=[(found.labels.get(one.field, one.field), one.share) for one in found.across_sectors],
    )


def _county_names(page: Page) -> dict[str, str]:
    language = context.current().language
    return {one.id: one.labels.get(language, one.id) for one in page.api.pool.counties().counties}
