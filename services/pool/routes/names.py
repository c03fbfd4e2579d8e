"""Names of experts over HTTP, for a sibling that shows them to somebody."""

from fastapi import APIRouter, Response

from services.kit import clock
from services.kit.errors import NotPermitted
from services.kit.schemas import NamesRead
from services.kit.web.problems import problems
from services.kit.web.readings import AskedReadings
from services.kit.web.responses import as_json
from services.kit.web.session import OwnDatabase
from services.pool.dependencies import AskedIds, Sibling, ToldReader, known_names
from services.pool.repository.shown_experts import ShownExperts
from services.pool.schemas.names import ReaderNamesRead
from services.pool.service.names import read_reader_names

router = APIRouter(tags=["services"])


@router.get("/v1/task-names", response_model=NamesRead, responses=problems(NotPermitted))
def list_task_names(caller: Sibling, reader: ToldReader, experts: AskedIds, database: OwnDatabase) -> Response:
    """Tell a sibling service what to call experts in somebody's tasks and messages, as far as that reader may know.

    No profile is read by it, and nothing is logged: a name beside a task is not what the access log is for.
    """
    with database.snapshot() as snapshot:
        known = known_names(reader, ShownExperts(snapshot).list_visible(experts, asker=reader.org, at=clock.now()))
    return as_json(NamesRead(names={expert.id: expert.name for expert in known}))


@router.get("/v1/reader-names", response_model=ReaderNamesRead, responses=problems(NotPermitted))
def list_reader_names(caller: Sibling, readings: AskedReadings, database: OwnDatabase) -> Response:
    """Tell a sibling service what to call experts in mails, each as far as the reader it is going to mail may know.

    As with tasks, no profile is read by it, and nothing is logged.
    """
    asked = [(one.thing, one.reader) for one in readings]
    with database.snapshot() as snapshot:
        found = read_reader_names(ShownExperts(snapshot), asked, at=clock.now())
    return as_json(found)
