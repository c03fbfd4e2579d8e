"""The table of bad input: what is sent, and what the API says to it. docs/errors.md is made of it."""

from collections.abc import Mapping, Sequence

from tests.journeys.bad_input.callers import CALLERS, REQUESTS
from tests.journeys.bad_input.profiles import BODIES, PROFILES
from tests.journeys.bad_input.row import CANARY, Row
from tests.journeys.bad_input.searches import PLANNED, SEARCHED
from tests.journeys.bad_input.stays import CONSIDERED, DECIDED, INVITED, NEEDED

TABLES: Mapping[str, Sequence[Row]] = {
    "A profile": PROFILES,
    "A need": NEEDED,
    "A search": SEARCHED,
    "A plan": PLANNED,
    "An invitation": INVITED,
    "A shortlist and messages": CONSIDERED,
    "A decision": DECIDED,
    "Who asks": CALLERS,
    "How it is asked": REQUESTS,
    "The body": BODIES,
}

__all__ = ["CANARY", "TABLES", "Row"]
