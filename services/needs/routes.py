"""Needs over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.kit.access.guard import CurrentGrants
from services.kit.data.pagination import Counted
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
from services.kit.schemas import NamesRead
from services.kit.web.feed_routes import LatestStates
from services.kit.web.point_reads import point_read
from services.kit.web.problems import problems
from services.kit.web.responses import CountedPageParams, CurrentResponse, as_json
from services.kit.web.session import OwnDatabase
from services.needs import service
from services.needs.dependencies import (
    AllowedLengths,
    AskedCounty,
    AskedIds,
    ChangedNeeds,
    CurrentNeed,
    HostRequester,
    Lister,
    Preparer,
    PublicNeeds,
    Reader,
    Sibling,
    UnchangedNeed,
    WantedNeeds,
    visible_relations,
)
from services.needs.errors import ExternalIdTaken, LengthOutsideLimits, PlacesTaken, StartPassed
from services.needs.repository.shown_needs import ShownNeeds
from services.needs.schemas import (
    ClosureCreate,
    MunicipalitiesRead,
    NeedCreate,
    NeedRead,
    NeedUpdate,
    OpenNeed,
    PublicNeed,
    ShownNeed,
    StandingRead,
    StatesRead,
    SummariesRead,
)
from vocabulary.municipalities import load_municipalities

router = APIRouter()

_CONTENT = (NotPermitted, PersonRequired, ExternalIdTaken, LengthOutsideLimits, StartPassed)
_DECIDED = (NotPermitted, PersonRequired, NotFound, WrongState)


@router.post("/v1/needs", status_code=201, tags=["needs"], responses=problems(*_CONTENT))
def create_need(
    caller: Preparer, needs: ChangedNeeds, asked: NeedCreate, lengths: AllowedLengths, response: CurrentResponse
) -> NeedRead:
    """Describe a project that wants to borrow somebody.

    With `publish` the need is open at once: every employee can see it and matching proposes experts. Without, it is
    a draft of your own agency's. A machine may prepare drafts, with an `external_id` to find them again by; it takes
    a person to publish (403 `person-required`).
    """
    return response.created(service.show_own(service.create_need(needs, caller, asked, lengths=lengths), caller))


@router.get(
    "/v1/needs",
    tags=["needs"],
    response_model=Counted[OpenNeed],
    responses=problems(NotPermitted, InvalidCursor),
)
def list_needs(
    caller: Lister, wanted: WantedNeeds, database: OwnDatabase, page: CountedPageParams, response: CurrentResponse
) -> Response:
    """List the open needs of every agency, oldest first where no other `order` is asked for.

    `state` is for your own: others' are open. With `mine`, a requester sees the needs of the body acted for, in all
    states; with `external_id`, the one of them that has this key.
    """
    with database.snapshot() as snapshot:
        found = ShownNeeds(snapshot).list_wanted(wanted, paging=page)
    return response.shown_page(found.each(OpenNeed.of), OpenNeed)


@router.get("/v1/public/needs", tags=["public"], response_model=Counted[PublicNeed], responses=problems(InvalidCursor))
def list_public_needs(
    wanted: PublicNeeds, database: OwnDatabase, page: CountedPageParams, response: CurrentResponse
) -> Response:
    """List the open needs of every agency, oldest first. Needs no login, and names no person."""
    with database.snapshot() as snapshot:
        found = ShownNeeds(snapshot).list_wanted(wanted, paging=page)
    return response.shown_page(found.each(PublicNeed.of), PublicNeed)


@router.get("/v1/needs/{need_id}", tags=["needs"], response_model=ShownNeed, responses=problems(NotPermitted, NotFound))
async def read_need(
    caller: Reader, grants: CurrentGrants, need_id: UUID, database: OwnDatabase, response: CurrentResponse
) -> Response:
    """Read one need: your own agency's in every state, others' from when they are opened.

    What was open can still be read on hold, filled and closed: whoever applied or was invited finds it by its link. A
    draft that was closed is shown to nobody else.
    """
    need = await point_read(database, lambda snapshot: ShownNeeds(snapshot).get(need_id))
    return response.shown(service.show_need(need, caller, visible_relations(grants, need)))


@router.put(
    "/v1/needs/{need_id}",
    tags=["needs"],
    responses=problems(*_CONTENT, NotFound, WrongState, PlacesTaken, Stale, PreconditionRequired),
)
def update_need(
    *,
    caller: Preparer,
    need: UnchangedNeed,
    needs: ChangedNeeds,
    asked: NeedUpdate,
    lengths: AllowedLengths,
    response: CurrentResponse,
) -> NeedRead:
    """Replace your agency's need. Needs the ETag you read in `If-Match`.

    `places` cannot be fewer than are agreed; more places reopen a filled need, and as many as are agreed fill it.
    A later `latest_start` reopens one that has lapsed. Whoever is a candidate is told what changed. A machine may edit
    drafts only.
    """
    return response.versioned(
        service.show_own(service.update_need(needs, need, caller, asked, lengths=lengths), caller)
    )


@router.post(
    "/v1/needs/{need_id}/publication",
    status_code=201,
    tags=["needs"],
    responses=problems(*_DECIDED, StartPassed),
)
def publish_need(caller: HostRequester, need: CurrentNeed, needs: ChangedNeeds, response: CurrentResponse) -> NeedRead:
    """Open a draft: every employee can see it from now on, and matching proposes experts."""
    return response.created(service.show_own(service.publish_need(needs, need, caller), caller))


@router.post("/v1/needs/{need_id}/hold", status_code=201, tags=["needs"], responses=problems(*_DECIDED))
def hold_need(caller: HostRequester, need: CurrentNeed, needs: ChangedNeeds, response: CurrentResponse) -> NeedRead:
    """Put an open need on hold: it is in nobody else's list until you resume it. Who has its link can read it."""
    return response.created(service.show_own(service.hold_need(needs, need), caller))


@router.delete("/v1/needs/{need_id}/hold", tags=["needs"], responses=problems(*_DECIDED, StartPassed))
def resume_need(caller: HostRequester, need: CurrentNeed, needs: ChangedNeeds, response: CurrentResponse) -> NeedRead:
    """Open a need again that was on hold. Where its places were taken meanwhile it is filled at once."""
    return response.versioned(service.show_own(service.resume_need(needs, need), caller))


@router.post("/v1/needs/{need_id}/closure", status_code=201, tags=["needs"], responses=problems(*_DECIDED))
def close_need(
    caller: HostRequester, need: CurrentNeed, needs: ChangedNeeds, asked: ClosureCreate, response: CurrentResponse
) -> NeedRead:
    """Close a need for good, with its outcome. Open candidacies end; what is agreed stands."""
    return response.created(service.show_own(service.close_need(needs, need, asked), caller))


@router.get("/v1/municipalities", tags=["needs"])
def list_municipalities(response: Response, county: AskedCounty = None) -> MunicipalitiesRead:
    """List the municipalities that needs may name, and the numbers of before with what became of them."""
    response.headers["Cache-Control"] = "public, max-age=300"
    known = load_municipalities()
    return MunicipalitiesRead.of(known if county is None else known.in_county(county))


@router.get(
    "/v1/needs/{need_id}/standing",
    tags=["services"],
    response_model=StandingRead,
    responses=problems(NotPermitted, NotFound),
)
def read_standing(caller: Sibling, need_id: UUID, database: OwnDatabase) -> Response:
    """Tell a sibling service whether a need takes anybody, when and for how long."""
    with database.snapshot() as snapshot:
        need = ShownNeeds(snapshot).get(need_id)
    return as_json(StandingRead.of(need))


@router.get("/v1/titles", tags=["services"], response_model=NamesRead, responses=problems(NotPermitted))
def list_titles(caller: Sibling, needs: AskedIds, database: OwnDatabase) -> Response:
    """Tell a sibling service the titles of several needs at once; it shows them to whoever is a party there."""
    with database.snapshot() as snapshot:
        names = NamesRead(names=ShownNeeds(snapshot).list_titles(needs))
    return as_json(names)


@router.get("/v1/summaries", tags=["services"], response_model=SummariesRead, responses=problems(NotPermitted))
def list_summaries(caller: Sibling, needs: AskedIds, database: OwnDatabase) -> Response:
    """Tell a sibling service in short what needs are about; it mails that to whoever is notified about them."""
    with database.snapshot() as snapshot:
        found = ShownNeeds(snapshot).list_summaries(needs)
    return as_json(SummariesRead.of(found))


@router.get("/v1/match-needs", tags=["services"], responses=problems(NotPermitted, EpochUnknown))
def list_match_needs(caller: Sibling, states: LatestStates) -> StatesRead:
    """Follow the latest coded state of every published need, in order of change."""
    return StatesRead.model_validate(states)
