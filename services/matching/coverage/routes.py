"""Coverage over HTTP."""

from fastapi import APIRouter, Response

from services.kit.errors import NotPermitted
from services.kit.web.problems import problems
from services.matching.coverage import presentation, service
from services.matching.coverage.dependencies import Analyst, AskedHorizon, WantedForm
from services.matching.coverage.schemas import CoverageRead
from services.matching.engine.errors import IndexEmpty
from services.matching.index.dependencies import CurrentSnapshot

router = APIRouter()


@router.get(
    "/v1/coverage",
    tags=["coverage"],
    response_model=CoverageRead,
    responses=problems(NotPermitted, IndexEmpty) | {200: {"content": {"text/csv": {}, "image/svg+xml": {}}}},
)
def show_coverage(caller: Analyst, snapshot: CurrentSnapshot, horizon: AskedHorizon, form: WantedForm) -> Response:
    """See supply and demand per field, region and month: where experts are short, and where there are more than asked.

    `supply` counts experts who could begin a stay of two months in the month, `demand` the places left of open needs
    that could begin in it. Brokers see all. To others only experts of other bodies than theirs count, and fewer than
    five, or of fewer than three bodies, are not shown (null); counties that are not shown are added up as `other`. As
    JSON, CSV or SVG, by `Accept`.
    """
    coverage = service.show_coverage(caller, snapshot, horizon)
    return Response(presentation.present_coverage(coverage, form), media_type=form, headers={"Vary": "Accept"})
