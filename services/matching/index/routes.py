"""The index over HTTP, for whoever runs it."""

from fastapi import APIRouter

from services.kit.errors import NotPermitted
from services.kit.web.problems import problems
from services.matching.engine.errors import IndexEmpty
from services.matching.index import service
from services.matching.index.dependencies import CurrentSnapshot, Sibling
from services.matching.index.schemas import IndexRead

router = APIRouter(tags=["index"])


@router.get("/v1/index", responses=problems(NotPermitted, IndexEmpty))
def show_index(caller: Sibling, snapshot: CurrentSnapshot) -> IndexRead:
    """Compare what this replica holds with another's, or with the tables. Sibling services only; reads everybody."""
    return service.show_index(snapshot)
