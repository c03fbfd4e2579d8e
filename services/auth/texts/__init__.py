"""What auth says to people."""

from services.auth.texts import pages, problems
from services.auth.texts.absences import ALONE, NO_SUBSTITUTE
from services.auth.texts.agencies import AGENCY_PAGES, AGENCY_PROBLEMS
from services.auth.texts.durations import in_words
from services.auth.texts.faults import FAULTS
from services.auth.texts.federation import FEDERATION
from services.auth.texts.second_factor import SECOND_FACTOR

PAGES = {**pages.PAGES, **AGENCY_PAGES, **FEDERATION, **SECOND_FACTOR}
PROBLEMS = {**problems.PROBLEMS, **AGENCY_PROBLEMS}

__all__ = [
    "ALONE",
    "FAULTS",
    "NO_SUBSTITUTE",
    "PAGES",
    "PROBLEMS",
    "in_words",
]
