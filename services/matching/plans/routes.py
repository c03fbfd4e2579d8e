"""Plans over HTTP."""

from fastapi import APIRouter

from services.kit.data.pagination import Listed
from services.kit.errors import Invalid, InvalidCursor, NotFound, NotPermitted, WrongState
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.matching.counties.dependencies import CurrentAllowance
from services.matching.engine.errors import IndexEmpty
from services.matching.index.dependencies import CurrentSnapshot
from services.matching.plans import presentation, service
from services.matching.plans.dependencies import ChangedPlans, CurrentPlan, Planner, PlansToRead, ReadPlan
from services.matching.plans.errors import PlanOverNothing, PlanTooLarge, TooManyPlans
from services.matching.plans.schemas import AssignmentRead, GapRead, PlanCreate, PlanRead

router = APIRouter(tags=["plans"])

_OWN = problems(NotPermitted, NotFound)
_PAGED = _OWN | problems(InvalidCursor)


@router.post(
    "/v1/plans",
    status_code=201,
    responses=problems(NotPermitted, NotFound, Invalid, PlanOverNothing, PlanTooLarge, TooManyPlans, IndexEmpty),
)
def create_plan(
    caller: Planner,
    snapshot: CurrentSnapshot,
    plans: ChangedPlans,
    counties: CurrentAllowance,
    *,
    asked: PlanCreate,
    response: CurrentResponse,
) -> PlanRead:
    """Ask for the best assignment of everybody to your needs. It is made in the background: read it again.

    `most_score` has the highest sum of scores, `most_placements` the most places filled and of those the highest sum,
    `stable` leaves no two who would rather have each other. Everybody goes at most `in_a_row` times. A plan decides
    nothing and invites nobody. At most 1,000,000 needs (5,000 where `in_a_row` is above 1); a body of 256 KB lists
    6,000, so larger plans are asked for without `need_ids`. A need of another body answers like an absent one.
    `untold` names the counties in which experts whose county is hidden are left out, as they are of candidates.
    A broker's plan keeps to how many each home agency lends; yours does not, since it would tell who are colleagues.
    What would exceed that is refused when the stay would be agreed (409 `lending-cap-reached`).
    Bodies take turns, and three plans of a body may wait; a further one is refused (409 `too-many-plans`).
    """
    plan = service.request_plan(plans, caller, snapshot, asked, counties=counties)
    return response.created(presentation.plan_read(plan))


@router.get("/v1/plans", responses=problems(NotPermitted, InvalidCursor))
def list_plans(caller: Planner, plans: PlansToRead, page: PageParams, response: CurrentResponse) -> Listed[PlanRead]:
    """List your body's plans, for a broker all plans across bodies, the newest first."""
    found = service.list_plans(plans, caller, paging=page)
    return response.page(found, PlanRead, [presentation.plan_read(plan) for plan in found.items])


@router.get("/v1/plans/{plan_id}", responses=_OWN)
def show_plan(caller: Planner, plan: ReadPlan, response: CurrentResponse) -> PlanRead:
    """Read how far a plan has come, and what it comes to: compared with the alternative, and how far from the best.

    Its assignments and the places that stay empty are lists of their own, below it.
    """
    return response.versioned(presentation.plan_read(plan))


@router.post("/v1/plans/{plan_id}/cancellation", status_code=201, responses=_OWN | problems(WrongState))
def cancel_plan(caller: Planner, plans: ChangedPlans, plan: CurrentPlan, response: CurrentResponse) -> PlanRead:
    """Stop a plan that is waiting or being made. What is done stays done (409)."""
    return response.created(presentation.plan_read(service.cancel_plan(plans, plan)))


@router.get("/v1/plans/{plan_id}/assignments", responses=_PAGED | problems(IndexEmpty))
def list_plan_assignments(
    caller: Planner,
    plan: ReadPlan,
    plans: PlansToRead,
    snapshot: CurrentSnapshot,
    *,
    page: PageParams,
    response: CurrentResponse,
) -> Listed[AssignmentRead]:
    """List who would go where, each with the reasons, and the call that invites them.

    Make the call yourself for those you want to invite, one by one: a plan never invites. Where something has come in
    the way since, `against` says what, and there is no call.
    """
    found = plans.list_assignments(plan.id, paging=page)
    return response.page(found, AssignmentRead, [presentation.assignment_read(one, snapshot) for one in found.items])


@router.get("/v1/plans/{plan_id}/gaps", responses=_PAGED)
def list_plan_gaps(
    caller: Planner, plan: ReadPlan, plans: PlansToRead, page: PageParams, response: CurrentResponse
) -> Listed[GapRead]:
    """List the needs with places that stay empty, and the constraint that keeps them so."""
    found = plans.list_gaps(plan.id, paging=page)
    return response.page(found, GapRead, [presentation.gap_read(gap) for gap in found.items])
