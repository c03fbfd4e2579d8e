"""What placements returns and takes: candidacies, placements, amendments, and other terms that are proposed."""

from datetime import date, datetime
from typing import Literal

from ressurspool.client.transport import Read, Sent
from ressurspool.client.words import Reason

Party = Literal["home", "host"]


class TermsShown(Read):
    start: date
    end: date
    percentage: int
    place: str
    tasks: str
    unit: str | None = None
    learning_goals: str | None = None
    payer: str
    employer: str


class Deviation(Read):
    """How a value of the terms differs from what the expert offers, the need asks for or home endorsed."""

    code: str
    pointer: str


class Names(Read):
    """Null is what one may not know, and what the services in `unavailable` could not say."""

    need_title: str | None
    expert: str | None
    home: dict[str, str] | None
    host: dict[str, str] | None
    unavailable: list[str]


class TermsProposal(Read):
    """Other dates or another percentage that the employee asks for, or a no to them."""

    id: str
    state: str
    start: date
    end: date
    percentage: int
    note: str | None = None
    reason: str | None = None
    answer: str | None = None
    legal: list[str] = []


class Shortlisted(Read):
    """The host's own note of a candidacy on its shortlist."""

    at: datetime
    note: str


class Candidacy(Read):
    id: str
    version: int
    reference: str = ""  # an older server has none
    state: str
    kind: str
    need_id: str
    expert_id: str
    host_org: str
    home_org: str | None  # hidden from the host until the employee is known to it
    message: str | None = None
    terms: TermsShown | None = None
    terms_version: int | None = None
    terms_hash: str | None = None
    deviations: list[Deviation] | None = None  # None without terms
    terms_proposal: TermsProposal | None = None
    answer_by: datetime | None = None
    need_changed_since_offer: list[str] = []
    seat_no: int | None = None
    placement_id: str | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    note: str | None = None
    shortlist: Shortlisted | None = None  # for the host alone
    names: Names | None = None  # where they are asked for
    legal: list[str] = []


class ShortlistEntry(Read):
    """Whether a candidacy, of this `id`, is on its host's shortlist: `at` says since when."""

    id: str
    version: int
    at: datetime | None
    note: str | None


class ShortlistNote(Sent):
    note: str


class DialogueMessage(Read):
    """What one side of a candidacy wrote to the other."""

    id: str
    candidacy_id: str
    number: int
    side: str
    text: str
    at: datetime


class NewDialogueMessage(Sent):
    text: str


class Decision(Read):
    party: str
    decision: str
    terms_version: int
    at: datetime


class LiveAmendment(Read):
    id: str
    kind: str
    terms_version: int
    decide_by: datetime
    waiting_for: list[str]
    legal: list[str] = []


class Amendment(Read):
    """What somebody asked to change about a stay, and what became of it."""

    id: str
    version: int
    placement_id: str
    kind: str
    state: str
    proposed_by: str
    created_at: datetime
    start: date
    end: date
    terms: TermsShown | None = None
    terms_version: int | None = None
    terms_hash: str | None = None
    deviations: list[Deviation] | None = None  # None where an early return is asked for
    decide_by: datetime | None = None
    decisions: list[Decision]
    waiting_for: list[str]
    reason: str | None = None
    note: str | None = None
    end_reason: str | None = None
    end_note: str | None = None
    legal: list[str] = []


class Placement(Read):
    id: str
    version: int
    reference: str = ""  # an older server has none
    state: str
    candidacy_id: str
    need_id: str
    expert_id: str
    home_org: str
    host_org: str
    terms: TermsShown
    terms_version: int
    terms_hash: str
    deviations: list[Deviation] | None = None
    terms_proposal: TermsProposal | None = None
    home_contact: str | None = None
    host_contact: str | None = None
    decide_by: datetime
    decisions: list[Decision]
    waiting_for: list[str]
    within_endorsement: bool
    notice_days: int | None = None  # an older server has none
    notice_from: str | None = None  # whose notice: the scheme's, or home's policy's
    max_total_months: int | None = None  # with all extensions
    max_total_from: str | None = None
    notice_last_day: date | None = None  # for who gives notice today
    ended_on: date | None = None  # the last day of a stay that ends early, or has
    amendment: LiveAmendment | None = None  # what is asked to change and not decided yet
    doubt: str | None = None  # why home and host are asked whether the stay goes on
    ended_at: datetime | None = None
    reason: str | None = None
    note: str | None = None
    names: Names | None = None  # where they are asked for
    legal: list[str] = []


class Terms(Sent):
    """The terms that all three parties decide on. The day of `end` is included."""

    start: date
    end: date
    percentage: int
    place: str
    tasks: str
    unit: str | None = None
    learning_goals: str | None = None
    payer: Party = "home"
    employer: Party = "home"


class Offer(Terms):
    answer_by: datetime | None = None


class NewTerms(Terms):
    """Changed terms. Contacts are not decided on: changing them alone voids no decision."""

    home_contact: str | None = None
    host_contact: str | None = None


class NewCandidacy(Sent):
    kind: Literal["application", "invitation"]
    expert_id: str
    need_id: str
    offer: Terms | None = None
    message: str | None = None
    answer_by: datetime | None = None


class NewTermsProposal(Sent):
    """What is to be otherwise in that version of the terms. What is left out stays as it is."""

    terms_version: int
    start: date | None = None
    end: date | None = None
    percentage: int | None = None
    note: str | None = None


class Agreed(Sent):
    terms_version: int


class Verdict(Sent):
    decision: Literal["approve", "reject"]
    terms_version: int
    reason: Reason | None = None
    note: str | None = None


AmendmentKind = Literal["extension", "dates", "content", "early_return", "recall", "no_show"]


class NewAmendment(Sent):
    """What is to change about a stay. Each kind has its own fields."""

    kind: AmendmentKind
    start: date | None = None
    end: date | None = None
    percentage: int | None = None
    place: str | None = None
    tasks: str | None = None
    unit: str | None = None
    learning_goals: str | None = None
    payer: Party | None = None
    employer: Party | None = None
    last_day: date | None = None
    reason: Reason | None = None
    note: str | None = None
