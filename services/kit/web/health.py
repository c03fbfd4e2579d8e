"""Health checks: whether this process runs, and whether it can do its own work. Siblings do not count."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import text

from services.kit.data.database import Database
from services.kit.settings import PROJECT_ROOT

router = APIRouter(tags=["operations"])

Check = Callable[[], bool]


def newest_migration(service: str) -> str:
    """The number of the last migration file of a service, such as "0003"."""
    folder: Path = PROJECT_ROOT / "migrations" / service / "versions"
    return max(file.name[:4] for file in folder.glob("[0-9]*.py"))


def migrated_to(database: Database) -> str | None:
    with database.read() as session:
        found: str | None = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def checks_for(service: str, database: Database, *, keys_present: Check, own: Mapping[str, Check]) -> dict[str, Check]:
    def writable() -> bool:
        database.check_writable()
        return True

    def migrated() -> bool:
        return migrated_to(database) == newest_migration(service)

    return {"database": writable, "migrations": migrated, "keys": keys_present, **own}


@router.get("/health/live", name="show_live")
async def show_live() -> dict[str, str]:
    """Whether the process answers at all. Restart it where this fails."""
    return {"status": "live"}


@router.get("/health/ready", name="show_ready", responses={503: {"description": "Not ready; `checks` says why"}})
def show_ready(request: Request) -> JSONResponse:
    """Whether this service can work: its database writable, its migrations current, signing keys at hand.

    `facts` holds what the service runs with, such as the version of its vocabulary. Siblings are not asked.
    """
    results = {name: _holds(check) for name, check in request.app.state.checks.items()}
    ready = all(results.values())
    body = {"status": "ready" if ready else "not-ready", "checks": results, "facts": request.app.state.facts}
    return JSONResponse(body, status_code=200 if ready else 503)


def _holds(check: Check) -> bool:
    try:
        return check()
    except Exception:  # whatever a check raises, it does not hold
        return False
