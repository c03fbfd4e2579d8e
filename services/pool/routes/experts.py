"""Profiles over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit import clock
from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Counted, Listed
from services.kit.errors import (
    EpochUnknown,
    InvalidCursor,
    NotFound,
    NotPermitted,
    PersonRequired,
    PreconditionRequired,
    Stale,
    WrongState,
)
from services.kit.schemas import StatesRead
from services.kit.web.feed_routes import LatestStates
from services.kit.web.point_reads import point_read
from services.kit.web.problems import problems
from services.kit.web.responses import CountedPageParams, CurrentResponse, PageParams, as_json
from services.kit.web.session import OwnDatabase
from services.pool.dependencies import (
    BrowsedExperts,
    ChangedExperts,
    CurrentExpert,
    ExpertMyself,
    HomeReader,
    Joiner,
    Myself,
    NamesToo,
    OwnExperts,
    Reader,
    ReadExperts,
    Readings,
    Requester,
    Sibling,
    UnchangedExpert,
    visible_relations,
)
from services.pool.errors import AlreadyRegistered, MembershipEnded, OwnProfile
from services.pool.repository.shown_experts import ShownExperts
from services.pool.schemas.experts import (
    AccessEntryRead,
    CountiesRead,
    ExpertCreate,
    ExpertRead,
    ExpertUpdate,
    Explained,
    ExportRead,
    FieldsRead,
    HomeExpertRead,
    PauseCreate,
    PublicProfile,
    ShownProfile,
    StandingRead,
)
from services.pool.service import experts as service
from vocabulary import load
from vocabulary.counties import load_counties

router = APIRouter()

_OWN = problems(PersonRequired, NotFound, WrongState)
_ASKING = problems(PersonRequired, MembershipEnded, NotFound, WrongState)
_HOME = problems(PersonRequired, OwnProfile, NotFound, WrongState)


@router.post(
    "/v1/experts",
    status_code=201,
    tags=["experts"],
    responses=problems(PersonRequired, MembershipEnded, AlreadyRegistered),
)
def create_expert(
    caller: Joiner, experts: ChangedExperts, asked: ExpertCreate, response: CurrentResponse
) -> ExpertRead:
    """Sign up for the resource pool.

    One field, one window and a percentage are enough; the rest helps matching. With `submit` the profile goes to
    the home agency, the body you act for, at once; `waiting_for` says whose move it is and what to do. Nobody
    outside that agency sees it before its coordinator has endorsed it.
    """
    return response.created(service.show_own(experts, service.create_expert(experts, caller, asked), caller))


@router.get(
    "/v1/experts",
    tags=["experts"],
    response_model=Counted[PublicProfile],
    responses=problems(NotPermitted, InvalidCursor),
)
def list_experts(
    caller: Requester,
    readings: Readings,
    browsed: BrowsedExperts,
    page: CountedPageParams,
    response: CurrentResponse,
) -> Response:
    """Browse the pool: endorsed and available experts who do not belong to your body, in no telling order.

    Only who chose to be named has a name here, and each such reading is logged where the expert can see it. A county
    is shown only where at least five experts of at least three other bodies than yours share it and the field, and
    who is asked for by county, level or sector is listed only where it is shown of them.
    """
    with readings.database.snapshot() as snapshot:
        found, shown = service.browse(ShownExperts(snapshot), browsed, caller, paging=page)
    readings.add(service.named_to(caller, found), caller)
    return response.shown_page(shown, PublicProfile)


@router.get(
    "/v1/home/experts",
    tags=["experts"],
    response_model=Counted[HomeExpertRead],
    responses=problems(NotPermitted, InvalidCursor),
)
def list_home_experts(
    *,
    caller: HomeReader,
    readings: Readings,
    wanted: OwnExperts,
    page: CountedPageParams,
    response: CurrentResponse,
    include: NamesToo = None,
) -> Response:
    """List your own agency's profiles, in every state; `state=submitted` are those that wait for you.

    With `include=names` each has its employee's name, and one entry in that employee's access log.
    """
    with readings.database.snapshot() as snapshot:
        found = ShownExperts(snapshot).list_at_home(caller.org or "", wanted, paging=page)
        shown = service.show_at_home(ShownExperts(snapshot), found, caller.org or "", named=include is not None)
    readings.add(found.items if include else [], caller)
    return response.shown_page(shown, HomeExpertRead)


@router.get(
    "/v1/experts/{expert_id}", tags=["experts"], response_model=ShownProfile, responses=problems(NotPermitted, NotFound)
)
def read_expert(
    caller: Reader, grants: CurrentGrants, expert_id: UUID, readings: Readings, response: CurrentResponse
) -> Response:
    """Read one profile, as far as you may.

    The expert and the home agency see all of it. A host it was disclosed to (the expert applied, or accepted) sees
    name, employer and free text for a limited time; other requesters see it without, but for the name of who chose
    to be named. Each reading with a name by another person is logged where the expert can see it. Your body's own
    employees are there for its coordinators only; those who have their profile at a second employer, for that one's.
    """
    with readings.database.snapshot() as snapshot:
        found = ShownExperts(snapshot).get_visible(expert_id, asker=caller.org, at=clock.now())
        relations = visible_relations(grants, found.expert, is_colleague=found.is_colleague)
        profile, named = service.read_expert(ShownExperts(snapshot), found, caller, relations)
    readings.add(named, caller)
    return response.shown(profile)


@router.put("/v1/experts/{expert_id}", tags=["experts"], responses=_OWN | problems(Stale, PreconditionRequired))
def update_expert(
    caller: ExpertMyself,
    expert: UnchangedExpert,
    experts: ChangedExperts,
    asked: ExpertUpdate,
    response: CurrentResponse,
) -> ExpertRead:
    """Replace your profile. Needs the ETag you read in `If-Match`; an endorsement stays as it is."""
    return response.versioned(service.show_own(experts, service.update_expert(experts, expert, asked), caller))


@router.post("/v1/experts/{expert_id}/submission", status_code=201, tags=["experts"], responses=_ASKING)
def submit_expert(
    caller: ExpertMyself, expert: CurrentExpert, experts: ChangedExperts, response: CurrentResponse
) -> ExpertRead:
    """Send your draft, or a profile that was returned to you, to the home agency."""
    return response.created(service.show_own(experts, service.submit_expert(experts, expert), caller))


@router.post("/v1/experts/{expert_id}/pause", status_code=201, tags=["experts"], responses=_OWN)
def pause_expert(
    caller: ExpertMyself, expert: CurrentExpert, experts: ChangedExperts, asked: PauseCreate, response: CurrentResponse
) -> ExpertRead:
    """Be left alone for a while. The profile comes back by itself after `until`, or when you resume it."""
    return response.created(service.show_own(experts, service.pause_expert(experts, expert, asked), caller))


@router.delete("/v1/experts/{expert_id}/pause", tags=["experts"], responses=_OWN)
def resume_expert(
    caller: ExpertMyself, expert: CurrentExpert, experts: ChangedExperts, response: CurrentResponse
) -> ExpertRead:
    """Be available again."""
    return response.versioned(service.show_own(experts, service.resume_expert(experts, expert), caller))


@router.post("/v1/experts/{expert_id}/withdrawal", status_code=201, tags=["experts"], responses=_OWN)
def withdraw_expert(
    caller: ExpertMyself, expert: CurrentExpert, experts: ChangedExperts, asked: Explained, response: CurrentResponse
) -> ExpertRead:
    """Leave the pool. Open candidacies end; what is agreed stands. You can sign up anew at any time."""
    return response.created(service.show_own(experts, service.withdraw_expert(experts, expert, asked), caller))


@router.post("/v1/experts/{expert_id}/renewal", status_code=201, tags=["experts"], responses=_ASKING)
def renew_expert(
    caller: ExpertMyself, expert: CurrentExpert, experts: ChangedExperts, response: CurrentResponse
) -> ExpertRead:
    """Ask the home agency anew, after its endorsement ran out."""
    return response.created(service.show_own(experts, service.renew_expert(experts, expert), caller))


@router.get("/v1/me/expert", tags=["me"], response_model=ExpertRead, responses=problems(NotPermitted, NotFound))
async def read_my_expert(caller: Myself, database: OwnDatabase, response: CurrentResponse) -> Response:
    """Read your own profile; 404 where you have none in the pool."""
    own = await point_read(database, lambda snapshot: service.read_own(ShownExperts(snapshot), caller))
    return response.shown(own)


@router.get("/v1/me/access-log", tags=["me"], responses=problems(NotPermitted, InvalidCursor))
def list_my_access_log(
    caller: Myself, experts: ReadExperts, page: PageParams, response: CurrentResponse
) -> Listed[AccessEntryRead]:
    """See who read your named profile, when, and for which body."""
    found = experts.list_access([expert.id for expert in experts.list_of(caller.sub)], paging=page)
    return response.page(found, AccessEntryRead, [AccessEntryRead.model_validate(entry) for entry in found.items])


@router.get("/v1/me/export", tags=["me"], responses=problems(NotPermitted))
def export_me(caller: Myself, experts: ReadExperts) -> ExportRead:
    """Take home all the pool holds about you (GDPR articles 15 and 20)."""
    return service.export_person(experts, caller)


@router.get("/v1/fields", tags=["fields"])
def list_fields(response: Response) -> FieldsRead:
    """List the professional fields and skills that profiles and needs are described with, in three languages."""
    response.headers["Cache-Control"] = "public, max-age=300"
    return FieldsRead.of(load())


@router.get("/v1/counties", tags=["fields"])
def list_counties(response: Response) -> CountiesRead:
    """List the counties that profiles and needs may name, and the former ones with what became of them."""
    response.headers["Cache-Control"] = "public, max-age=300"
    return CountiesRead.model_validate(load_counties())


@router.get(
    "/v1/experts/{expert_id}/standing",
    tags=["services"],
    response_model=StandingRead,
    responses=problems(NotPermitted, NotFound),
)
def read_standing(caller: Sibling, expert_id: UUID, database: OwnDatabase) -> Response:
    """Tell a sibling service whether an expert may be asked, and within which limits."""
    with database.snapshot() as snapshot:
        expert = ShownExperts(snapshot).get(expert_id)
    return as_json(StandingRead.of(expert))


@router.get("/v1/match-profiles", tags=["services"], responses=problems(NotPermitted, EpochUnknown))
def list_match_profiles(caller: Sibling, states: LatestStates) -> StatesRead:
    """Follow the latest coded, pseudonymous state of every endorsed expert, in order of change."""
    return StatesRead.model_validate(states)
