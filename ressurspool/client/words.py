"""Types that the calls of several services share."""

from datetime import date, datetime
from typing import Literal

from ressurspool.client.transport import Read, Sent

Language = Literal["nb", "nn", "en"]
Perspective = Literal["neutral", "other_sector", "peer"]
Clearance = Literal["none", "restricted", "confidential", "secret"]
Reason = Literal[
    "workload",
    "no_employer_permission",
    "not_available",
    "requirement_mismatch",
    "other_candidate_selected",
    "no_longer_required",
    "no_candidate_found",
    "no_response",
    "own_employee",
    "person_taken",
    "no_show",
    "personal",
    "other",
]


class FieldLevel(Sent):
    """A professional field and its level: 1 has worked with it, 2 works independently, 3 leads others in it."""

    field: str
    level: int


class Period(Sent):
    """A period of days, both ends included."""

    start: date
    end: date


class FieldShown(Read):
    field: str
    level: int


class PeriodShown(Read):
    start: date
    end: date


class Explained(Sent):
    """Why something ends: a reason code, and a note to the other party."""

    reason: Reason
    note: str = ""


class Act(Read):
    """What was done to a thing: one row of the audit. Who did it is named on one's own side only."""

    sequence: int
    at: datetime
    verb: str
    version: int
    parties: list[str]
    org: str | None
    person: str | None
    client_id: str | None
    let_by: str | None
    reason: str | None
    cause: str | None
    hash: str
