"""What the route of coverage is given."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Header, Query

from services.kit import clock
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.matching.coverage.domain import Horizon
from services.matching.coverage.presentation import FORMS

Analyst = Annotated[Caller, Depends(caller_for("show_coverage"))]


async def coverage_horizon(
    first: Annotated[
        str | None, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="The first month; this one if left out")
    ] = None,
    months: Annotated[int, Query(ge=1, le=12, description="How many months")] = 6,
) -> Horizon:
    start = clock.today() if first is None else date.fromisoformat(f"{first}-01")
    return Horizon.of(start, months=months)


async def wanted_form(accept: Annotated[str | None, Header(description=" | ".join(FORMS))] = None) -> str:
    """The first of our forms that `Accept` names; JSON where it names none (RFC 9110 §12.5.1)."""
    named = [part.partition(";")[0].strip().lower() for part in (accept or "").split(",")]
    return next((form for form in named if form in FORMS), FORMS[0])


AskedHorizon = Annotated[Horizon, Depends(coverage_horizon)]
WantedForm = Annotated[str, Depends(wanted_form)]
