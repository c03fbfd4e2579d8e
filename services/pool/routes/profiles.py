"""Several profiles over HTTP, by their ids: the public part, or the names."""

from fastapi import APIRouter, Response

from services.kit import clock
from services.kit.errors import NotPermitted
from services.kit.schemas import NamesRead
from services.kit.web.problems import problems
from services.kit.web.responses import as_json
from services.kit.web.session import OwnDatabase
from services.pool.dependencies import (
    AskedIds,
    Reader,
    Readings,
    Requester,
    Sibling,
    ToldReader,
    known_names,
    known_to,
)
from services.pool.repository.shown_experts import ShownExperts
from services.pool.schemas.experts import ProfilesRead
from services.pool.service import experts as service

router = APIRouter()


@router.get("/v1/profiles", tags=["experts"], response_model=ProfilesRead, responses=problems(NotPermitted))
def list_profiles(caller: Requester, experts: AskedIds, readings: Readings) -> Response:
    """Read the public part of several profiles, by their ids: of the endorsed experts you may know of.

    Only who chose to be named has a name here, and each such reading is logged where the expert can see it.
    """
    with readings.database.snapshot() as snapshot:
        shown = ShownExperts(snapshot)
        known = known_to(caller, shown.list_visible(experts, asker=caller.org, at=clock.now()))
        profiles = service.show_public(shown, known, caller)
    readings.add(service.named_to(caller, known), caller)
    return as_json(ProfilesRead(profiles=profiles))


@router.get("/v1/task-names", tags=["services"], response_model=NamesRead, responses=problems(NotPermitted))
def list_task_names(caller: Sibling, reader: ToldReader, experts: AskedIds, database: OwnDatabase) -> Response:
    """Tell a sibling service what to call experts in somebody's tasks and messages, as far as that reader may know.

    No profile is read by it, and nothing is logged: a name beside a task is not what the access log is for.
    """
    with database.snapshot() as snapshot:
        known = known_names(reader, ShownExperts(snapshot).list_visible(experts, asker=reader.org, at=clock.now()))
    return as_json(NamesRead(names={expert.id: expert.name for expert in known}))


@router.get("/v1/names", tags=["experts"], response_model=NamesRead, responses=problems(NotPermitted))
def list_names(caller: Reader, experts: AskedIds, readings: Readings) -> Response:
    """Read the names of several experts, as far as you may know them. Each is logged as a reading of the profile."""
    with readings.database.snapshot() as snapshot:
        known = known_names(caller, ShownExperts(snapshot).list_visible(experts, asker=caller.org, at=clock.now()))
    readings.add(known, caller)
    return as_json(NamesRead(names={expert.id: expert.name for expert in known}))
