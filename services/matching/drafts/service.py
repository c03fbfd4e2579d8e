"""The use case of drafts: count who would fit. It reads the columns as `/candidates` does, and stores nothing."""

from services.kit import clock
from services.kit.access.table import Caller
from services.matching.access import sees_employers
from services.matching.drafts.domain import TOLD
from services.matching.drafts.schemas import Draft, FitRead
from services.matching.engine.index import Snapshot
from services.matching.engine.outcomes import count_experts, crowd_of, homes_of
from services.matching.fit.privacy import told
from services.matching.fit.states import Clearance, FieldLevel, NeedState
from services.matching.index.service import as_of
from services.matching.suggestions.answers import conditions_read, told_outcomes
from services.scheme.perspectives import Perspective
from services.scheme.privacy import SMALLEST_GROUP
from vocabulary import load

DRAFT_ID = "00000000-0000-0000-0000-000000000000"  # of every draft


def count_fitting(caller: Caller, snapshot: Snapshot, asked: Draft) -> FitRead:
    """How many would fit, and what excludes the others, in steps that identify nobody.

    The body's own people are not counted. Where the county counts, experts of a hidden one are left out: a draft uses
    up none of the counties that its body may learn about.
    """
    exact = sees_employers(caller)
    host = "" if exact else caller.org or ""  # a broker asks for no body in particular
    known = snapshot.pool if exact else snapshot.pool.of_others(asker=host)
    hidden = not (exact or asked.remote or asked.county is None)
    experts = known.of_known_place(asker=host) if hidden else known
    counted = count_experts(_need_of(asked, host), experts, on=clock.today(), vocabulary=load())
    step = 1 if exact else SMALLEST_GROUP
    homes, all_homes = homes_of(experts), homes_of(known)
    return FitRead.of(
        as_of=as_of(snapshot),
        step=step,
        considered=told(crowd_of(homes), step=step),
        fit=told(counted.eligible, step=step),
        withheld=told(crowd_of(all_homes - homes), step=step),
        conditions=conditions_read(told_outcomes(counted, TOLD, step=step)),
    )


def _need_of(asked: Draft, host: str) -> NeedState:
    """The draft as an open need of one place. What does not decide who fits is left empty."""
    return NeedState(
        id=DRAFT_ID,
        host=host,
        sector=None,
        level=None,
        state="open",
        fields=tuple(FieldLevel(field=each.field, level=each.level) for each in asked.fields),
        must_skills=(),
        nice_skills=(),
        languages=tuple(asked.languages),
        earliest_start=asked.earliest_start,
        latest_start=asked.latest_start,
        months=asked.months,
        percentage=asked.percentage,
        county=asked.county,
        remote=asked.remote,
        places=1,
        filled=0,
        clearance=Clearance(asked.clearance),
        perspective=Perspective.NEUTRAL,
    )
