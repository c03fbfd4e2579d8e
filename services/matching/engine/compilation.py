"""Compiles the engine's loops, and says whether they are ready: `python -m services.matching.engine.compilation`.

An image runs this when it is built, so that the compiled code lies in its cache. Otherwise the first start compiles in
the background, and the reference answers until then.
"""

from dataclasses import replace
from datetime import date
from threading import Event, Lock

import numpy as np
import structlog

from services.matching.fit.states import Clearance, ExpertState, FieldLevel, NeedState, Period
from services.scheme.perspectives import Perspective
from vocabulary import load

READY = Event()
_WORKING = Lock()
_DAY = date(2027, 1, 1)

log = structlog.get_logger()


def compile_all() -> None:
    """Call every loop once, which compiles it or loads it from the cache. Returns at once when that was done."""
    with _WORKING:
        if READY.is_set():
            return
        from services.matching.engine import search  # noqa: PLC0415 -- imports numba: half a second and 60 MB
        from services.matching.engine.experts import Experts  # noqa: PLC0415 -- belongs to the line above
        from services.matching.engine.kernels.prices import raised_prices  # noqa: PLC0415 -- as above
        from services.matching.engine.query import query_of  # noqa: PLC0415 -- as above

        one, other = _expert(), replace(_expert(), id=_need().id)
        experts = Experts.none().changed([(one.id, one, {})]).merged().changed([(other.id, other, {})])
        search.search(_need(), experts, limit=1, on=_DAY, vocabulary=load())
        query = query_of(_need(), experts.codes, on=_DAY, vocabulary=load())
        assert query is not None, "the columns can answer it"
        list(search.failing_rows(query, experts))
        none, nobody = np.zeros(0, np.int64), np.zeros(0, np.bool_)
        raised_prices(none, none, none, none, none, nobody, nobody, nobody, 0)
        READY.set()
        log.info("engine_compiled")


def _expert() -> ExpertState:
    return ExpertState(
        id="00000000-0000-0000-0000-000000000001",
        person="",
        home="",
        sector=None,
        level=None,
        paused=False,
        fields=(FieldLevel(field="digitalisation", level=1),),
        skills=frozenset(),
        languages=frozenset({"nb"}),
        windows=(Period(start=_DAY, end=date(2027, 12, 31)),),
        busy=(),
        percentage=100,
        county=None,
        remote=True,
        clearance=Clearance.NONE,
        learning=(),
        endorsed_until=date(2028, 1, 1),
        max_months=None,
        max_percentage=None,
    )


def _need() -> NeedState:
    return NeedState(
        id="00000000-0000-0000-0000-000000000002",
        host="",
        sector=None,
        level=None,
        state="open",
        fields=(FieldLevel(field="digitalisation", level=1),),
        must_skills=(),
        nice_skills=(),
        languages=("nb",),
        earliest_start=_DAY,
        latest_start=_DAY,
        months=2,
        percentage=100,
        county=None,
        remote=True,
        places=1,
        filled=0,
        clearance=Clearance.NONE,
        perspective=Perspective.NEUTRAL,
    )


if __name__ == "__main__":
    compile_all()
