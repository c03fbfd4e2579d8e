"""Every list, and rows that grow around what its reader is shown.

There are rows of others, and rows of the reader's that a filter leaves out. What is left of a filter are a few rows at
the far end of the list, which whoever reads it from the near end comes to last.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from services.kit import clock
from services.kit.data.audit import Mark, chained
from services.kit.data.tables import GENESIS, tables_for
from services.matching.plans.models import Plan, PlanAssignment, PlanGap
from services.needs.models import Need, NeedTerm
from services.notify.deliveries.models import Delivery
from services.notify.inbox.models import Message
from services.notify.members.domain import PERSON, audience_of
from services.notify.tasks.models import Task
from services.placements.candidacies.models import Candidacy
from services.pool.models import AccessEntry, Expert, ExpertField, ExpertTerm, ExpertWindow
from services.scheme.roles import Role
from tests.lists import auth, placements, webhooks
from tests.lists.case import EARLIER, LATER, ME, OTHER, Batch, Case
from tests.lists.rows import SINCE, moment, numbered, rows_of
from tests.support.acts import an_act
from tests.support.callers import BAERUM, HUSBANKEN

NEIGHBOURS = ("974761076", "971527757", "983744516")
COUNTY, FIELD, SKILL = "vestland", "service-design", "user-interviews"
AUDIT = f"/v1/audit?subject={ME}"
RARE_TERMS = (
    f"field:{FIELD}",
    f"skill:{SKILL}",
    f"county:{COUNTY}",
    "language:se",
    "remote:true",
    "level:county",
    "sector:culture",
)
RARE_BROWSED = (
    f"field={FIELD}",
    f"skill={SKILL}",
    f"county={COUNTY}",
    f"county={COUNTY}&field={FIELD}",
    "language=se",
    "remote=true",
    "level=county",
    "sector=culture",
)
ASKED = {"objective": "stable", "in_a_row": 0}


def tasks(many: range) -> Iterator[Batch]:
    kind = {"kind": "answer_invitation"}
    for audience in (audience_of(PERSON, str(ME)), audience_of(Role.COORDINATOR, BAERUM), "others"):
        yield Task, rows_of(Task, many, audience=audience, closed_at=clock.now(), **kind)
    yield Task, rows_of(Task, many, audience="others", **kind)


def shown_tasks() -> Iterator[Batch]:
    mine = audience_of(PERSON, str(ME))
    ids = [ME, *(numbered("task", number) for number in LATER[1:])]
    yield Task, rows_of(Task, LATER, id=ids, audience=mine, kind="answer_invitation")


def messages(many: range) -> Iterator[Batch]:
    code = {"code": "candidacy_applied", "params": {}}
    yield Message, rows_of(Message, many, person_id=str(ME), read_at=clock.now(), **code)
    yield Message, rows_of(Message, many, person_id="other", **code)


def unread_messages() -> Iterator[Batch]:
    ids = [ME, *(numbered("message", number) for number in EARLIER[1:])]
    changed = [moment(number) for number in LATER]
    mine = {"id": ids, "person_id": str(ME), "updated_at": changed}
    yield Message, rows_of(Message, EARLIER, code="candidacy_applied", params={}, **mine)


def deliveries(many: range) -> Iterator[Batch]:
    for person in (str(ME), "other"):
        ids = [numbered(person, number) for number in many]
        yield Message, rows_of(Message, many, id=ids, person_id=person)
        yield Delivery, rows_of(Delivery, many, message_id=ids, person_id=person, state="delivered")


def of_need(**own: Any) -> dict[str, Any]:
    return {
        "host_org": HUSBANKEN, "state": "open", "posted_by": "somebody", "perspective": "field", "clearance": "none",
        "published": True, "fields": [{"field": FIELD, "level": 1}], **own,
    }  # fmt: skip


def needs(many: range) -> Iterator[Batch]:
    yield Need, rows_of(Need, many, **of_need())
    yield Need, rows_of(Need, many, **of_need(host_org=BAERUM))
    yield Need, rows_of(Need, many, **of_need(state="closed", outcome="filled"))
    ids = [numbered("other field", number) for number in many]
    yield Need, rows_of(Need, many, **of_need(id=ids, county="oslo"))
    listed = [moment(number) for number in many]
    yield NeedTerm, rows_of(NeedTerm, many, need_id=ids, term="field:communication", listed_at=listed)


def rare_needs() -> Iterator[Batch]:
    ids = [ME, OTHER, *(numbered("rare", number) for number in LATER[2:])]
    yield Need, rows_of(Need, LATER, **of_need(id=ids, county=COUNTY))
    listed = [moment(number) for number in LATER]
    for term in (f"field:{FIELD}", f"skill:{SKILL}", "word:havretten"):
        yield NeedTerm, rows_of(NeedTerm, LATER, need_id=ids, term=term, listed_at=listed)
    yield Need, rows_of(Need, LATER, **of_need(host_org=BAERUM, state="draft", published=False))
    yield Need, rows_of(Need, range(1), **of_need(host_org=BAERUM, external_id="sak-1"))


def of_expert(**own: Any) -> dict[str, Any]:
    return {
        "home_org": HUSBANKEN, "state": "available", "clearance": "none", "fields": [{"field": FIELD, "level": 1}],
        "percentage": 100,
        **own,
    }  # fmt: skip


def experts(many: range) -> Iterator[Batch]:
    for turn, own in enumerate(({}, {"home_org": BAERUM}, {"state": "withdrawn"}, {"state": "draft"})):
        ids = [numbered(turn, number) for number in many]
        yield Expert, rows_of(Expert, many, **of_expert(id=ids, **own))
        if "state" not in own:
            yield from found_by(many, ids, "field:communication", "language:nb", "remote:false")
        elif own["state"] == "draft":
            yield from found_by(many, ids, "own-field:communication", "word:kommunikasjon")


def rare_experts() -> Iterator[Batch]:
    for home in (HUSBANKEN, BAERUM):
        ids = [numbered(home, number) for number in LATER]
        state = "submitted" if home == BAERUM else "available"
        yield Expert, rows_of(Expert, LATER, **of_expert(id=ids, home_org=home, state=state, county=COUNTY))
        if state == "available":
            yield from found_by(LATER, ids, *RARE_TERMS)
        else:
            yield from found_by(LATER, ids, "own-field:communication", "word:kommunikasjon")
    for home in NEIGHBOURS:  # who are many enough in the county and the field to be shown there
        ids = [numbered(home, number) for number in EARLIER]
        yield Expert, rows_of(Expert, EARLIER, **of_expert(id=ids, home_org=home))
        yield ExpertField, rows_of(ExpertField, EARLIER, expert_id=ids, field=FIELD, home_org=home, available_in=COUNTY)


def found_by(many: range, ids: list[UUID], *terms: str) -> Iterator[Batch]:
    for term in terms:
        yield ExpertTerm, rows_of(ExpertTerm, many, expert_id=ids, term=term)
    yield ExpertWindow, rows_of(ExpertWindow, many, expert_id=ids, months=12)


def readings(many: range) -> Iterator[Batch]:
    for expert in (ME, OTHER):
        yield AccessEntry, rows_of(AccessEntry, many, expert_id=expert)


def two_experts() -> Iterator[Batch]:
    people = [str(ME), str(OTHER)]
    yield Expert, rows_of(Expert, range(2), **of_expert(id=[ME, OTHER], person_id=people))


def plans(many: range) -> Iterator[Batch]:
    for own in ({"org": BAERUM}, {"org": BAERUM, "across": True}, {"org": HUSBANKEN}):
        yield Plan, rows_of(Plan, many, **{"across": False, "state": "done", "asked": ASKED, **own})


def plan_rows(many: range) -> Iterator[Batch]:
    for plan in (ME, OTHER):
        yield PlanAssignment, rows_of(PlanAssignment, many, plan_id=plan, factors={})
        yield PlanGap, rows_of(PlanGap, many, plan_id=plan, because="no_candidates")


def two_plans() -> Iterator[Batch]:
    yield Plan, rows_of(Plan, range(2), id=[ME, OTHER], org=BAERUM, across=False, state="done", asked=ASKED)


def acts(table: type[SQLModel]) -> Callable[[range], Iterator[Batch]]:
    """Rows of the audit of two things, in one chain."""

    def fill(many: range) -> Iterator[Batch]:
        begun = (an_act(subject=str(subject), time=moment(0)) for _ in range(many.stop) for subject in (ME, OTHER))
        rows = chained(map(vars, begun), last=Mark(n=0, hash=GENESIS))
        yield tables_for(table.metadata).audit_trail, islice(rows, 2 * many.start, None)

    return fill


def one_expert() -> Iterator[Batch]:
    yield Expert, rows_of(Expert, range(1), **of_expert(id=ME, person_id=str(ME), home_org=BAERUM))


def one_need() -> Iterator[Batch]:
    yield Need, rows_of(Need, range(1), **of_need(id=ME, host_org=BAERUM))


def one_candidacy() -> Iterator[Batch]:
    yield (
        Candidacy,
        rows_of(
            Candidacy, range(1), **placements.of_case(id=ME, kind="application", state="withdrawn", home_org=BAERUM)
        ),
    )


CASES = [
    Case("placements", (AUDIT,), acts(Candidacy), before=one_candidacy),
    Case("needs", (AUDIT,), acts(Need), before=one_need),
    Case("pool", (AUDIT,), acts(Expert), before=one_expert),
    Case(
        "notify",
        (
            "/v1/tasks",
            "/v1/tasks?all=true",
            "/v1/tasks?count=true",
            "/v1/tasks?kind=answer_invitation",
            *(f"/v1/tasks?order={order}" for order in ("newest", "soonest")),
            "/v1/tasks?order=newest&all=true",
            "/v1/tasks?order=changed&all=true",
            *(f"/v1/tasks?{SINCE}&all=true&order={order}" for order in ("oldest", "changed")),
            f"/v1/tasks?{SINCE}&count=true",
            f"/v1/tasks?id={ME}",
        ),
        tasks,
        before=shown_tasks,
    ),
    Case(
        "notify",
        (
            "/v1/inbox",
            "/v1/inbox?order=oldest",
            "/v1/inbox?code=candidacy_applied",
            "/v1/inbox?order=changed",
            *(f"/v1/inbox?{SINCE}&order={order}" for order in ("newest", "changed")),
            f"/v1/inbox?{SINCE}&unread=true",
            f"/v1/inbox?id={ME}",
            *(f"/v1/inbox?unread=true{asked}" for asked in ("", "&order=oldest", "&count=true")),
        ),
        messages,
        before=unread_messages,
    ),
    Case("notify", ("/v1/deliveries",), deliveries),
    Case(
        "needs",
        (
            "/v1/needs",
            f"/v1/needs?field={FIELD}",
            f"/v1/needs?county={COUNTY}",
            f"/v1/needs?field={FIELD}&county={COUNTY}",
            f"/v1/needs?skill={SKILL}",
            "/v1/needs?q=havrett",
            f"/v1/needs?q=havrett&field={FIELD}&order=newest",
            "/v1/needs?q=havrett&count=true",
            f"/v1/needs?field={FIELD}&order=newest",
            f"/v1/needs?field={FIELD}&order=soonest",
            *(f"/v1/needs?order={order}" for order in ("newest", "soonest", "changed")),
            *(f"/v1/needs?{SINCE}&order={order}" for order in ("oldest", "changed")),
            f"/v1/needs?id={ME}&id={OTHER}",
            "/v1/needs?mine=true",
            *(f"/v1/needs?mine=true&order={order}" for order in ("newest", "soonest", "changed")),
            "/v1/needs?mine=true&state=draft,closed",
            f"/v1/needs?mine=true&{SINCE}",
            "/v1/needs?mine=true&external_id=sak-1",
            "/v1/public/needs",
            "/v1/public/needs?order=soonest",
            f"/v1/public/needs?field={FIELD}&q=havrett&count=true",
        ),
        needs,
        before=rare_needs,
    ),
    Case(
        "pool",
        (
            "/v1/experts",
            "/v1/experts?percentage=50&from=2027-01-01&to=2027-12-31&months=2",
            *(f"/v1/experts?{rare}" for rare in RARE_BROWSED),
            f"/v1/experts?field={FIELD}&skill={SKILL}&percentage=50&from=2026-01-01&remote=true&count=true",
            "/v1/home/experts",
            "/v1/home/experts?state=submitted",
            "/v1/home/experts?state=submitted,returned&count=true",
            "/v1/home/experts?open=true",
            *(f"/v1/home/experts?order={order}" for order in ("newest", "changed")),
            *(f"/v1/home/experts?state=submitted&order={order}" for order in ("newest", "changed")),
            *(f"/v1/home/experts?{SINCE}&order={order}" for order in ("oldest", "changed")),
            f"/v1/home/experts?id={numbered(BAERUM, LATER[0])}&q=kommunikasjon",
            "/v1/home/experts?field=communication&q=kommunikasjon&state=submitted",
        ),
        experts,
        before=rare_experts,
    ),
    Case("pool", ("/v1/me/access-log",), readings, before=two_experts),
    Case("matching", ("/v1/plans",), plans),
    Case("matching", (f"/v1/plans/{ME}/assignments", f"/v1/plans/{ME}/gaps"), plan_rows, before=two_plans),
    *auth.CASES,
    *placements.CASES,
    *webhooks.CASES,
]
