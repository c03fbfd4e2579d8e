"""Drafts over HTTP."""

from fastapi import APIRouter

from services.kit.errors import NotPermitted
from services.kit.web.problems import problems
from services.matching.drafts import service
from services.matching.drafts.dependencies import Drafter
from services.matching.drafts.schemas import Draft, FitRead
from services.matching.engine.errors import IndexEmpty
from services.matching.index.dependencies import CurrentSnapshot

router = APIRouter(tags=["drafts"])


@router.post("/v1/fit", responses=problems(NotPermitted, IndexEmpty))
def count_fitting(caller: Drafter, snapshot: CurrentSnapshot, asked: Draft) -> FitRead:
    """Ask how many would fit a need before you publish it, and what excludes the others. Nothing is stored.

    Counted are other bodies' experts, in whole fives (`step`): smaller numbers are null, and so is every number of
    people of fewer than three bodies. `more_without` says who would fit if only that condition were
    dropped. Where the county counts, experts whose county is hidden are left out.
    """
    return service.count_fitting(caller, snapshot, asked)
