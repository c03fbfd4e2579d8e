"""Every list, and rows that grow around what its reader is shown.

There are rows of others, and rows of the reader's that a filter leaves out. What is left of a filter are a few rows at
the far end of the list, which whoever reads it from the near end comes to last.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import quote

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
from services.placements.amendments.models import Amendment
from services.placements.candidacies.models import Candidacy
from services.placements.messages.domain import MOST
from services.placements.messages.models import Message as DialogueMessage
from services.placements.placements.models import Placement
from services.pool.models import AccessEntry, Expert, ExpertField
from services.scheme.roles import Role
from tests.lists import auth
from tests.lists.case import EARLIER, LATER, ME, OTHER, Batch, Case
from tests.lists.rows import BEGAN, moment, numbered, rows_of
from tests.support.acts import an_act
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

COUNTY, FIELD, SKILL = "vestland", "service-design", "user-interviews"
TERMS = {
    "start": "2027-01-04", "end": "2027-03-31", "percentage": 100, "place": "Oslo", "tasks": "Tjenestedesign",
    "unit": None, "learning_goals": None, "payer": "home", "employer": "home",
}  # fmt: skip
STAY = {"terms": TERMS, "notice_from": "scheme", "max_total_from": "scheme"}
AUDIT = f"/v1/audit?subject={ME}"
SINCE = f"updated_since={quote(moment(LATER.start).isoformat())}"
NAMED = (ME, OTHER)
DAYS = "from=2031-01-01&to=2031-12-31"
ASKED = {"objective": "stable", "in_a_row": 0}


def of_case(**own: Any) -> dict[str, Any]:
    """What candidacies and placements have in common."""
    return {"person_id": "somebody", "home_org": LANEKASSEN, "host_org": HUSBANKEN, **own}


def candidacies(many: range) -> Iterator[Batch]:
    for own in ({}, {"home_org": BAERUM}, {"host_org": BAERUM}):
        yield Candidacy, rows_of(Candidacy, many, **of_case(kind="application", state="withdrawn", **own))


def placements(many: range) -> Iterator[Batch]:
    for turn, own in enumerate(({}, {"home_org": BAERUM}, {"host_org": BAERUM})):
        ids = [numbered(turn, number) for number in many]
        yield Candidacy, rows_of(Candidacy, many, **of_case(id=ids, kind="invitation", state="accepted", **own))
        yield Placement, rows_of(Placement, many, **of_case(candidacy_id=ids, state="cancelled", **STAY, **own))


def amended_stay() -> Iterator[Batch]:
    for name in ("mine", "another"):
        id_, whose = (ME, {"person_id": str(ME)}) if name == "mine" else (OTHER, {})
        yield Candidacy, rows_of(Candidacy, range(1), **of_case(id=[id_], kind="invitation", state="accepted", **whose))
        stay = of_case(id=[id_], candidacy_id=[id_], state="active", **STAY, **whose)
        yield Placement, rows_of(Placement, range(1), **stay)


def amendments(many: range) -> Iterator[Batch]:
    for turn, placement_id in enumerate((ME, OTHER)):
        own = {"id": [numbered(turn, number) for number in many], "placement_id": placement_id}
        yield Amendment, rows_of(Amendment, many, kind="content", party="home", state="withdrawn", terms=TERMS, **own)


def rare_candidacies() -> Iterator[Batch]:
    for kind, own in enumerate(({"home_org": BAERUM}, {"person_id": str(ME)})):
        ids = [NAMED[kind], *(numbered(f"rare candidacy {kind}", number) for number in LATER[1:])]
        about = {"need_id": OTHER, "expert_id": OTHER, "state": "not_selected"}
        yield Candidacy, rows_of(Candidacy, LATER, **of_case(id=ids, kind="application", **about, **own))


def shortlisted(many: range) -> Iterator[Batch]:
    yield from candidacies(many)
    yield Candidacy, rows_of(Candidacy, many, **of_case(kind="application", state="withdrawn", shortlisted_at=BEGAN))


def rare_shortlist() -> Iterator[Batch]:
    about = {"need_id": OTHER, "expert_id": OTHER, "state": "not_selected", "shortlisted_at": BEGAN}
    yield Candidacy, rows_of(Candidacy, LATER, **of_case(kind="application", host_org=BAERUM, **about))


def dialogues(many: range) -> Iterator[Batch]:
    ids = [numbered("dialogue", number) for number in many]
    yield Candidacy, rows_of(Candidacy, many, **of_case(id=ids, kind="application", state="applied"))
    yield DialogueMessage, rows_of(DialogueMessage, many, candidacy_id=ids, side="host")


def one_dialogue() -> Iterator[Batch]:
    mine = of_case(id=ME, kind="application", state="applied", person_id=str(ME))
    yield Candidacy, rows_of(Candidacy, range(1), **mine)
    for number in range(1, MOST + 1):
        one = range(number, number + 1)
        yield DialogueMessage, rows_of(DialogueMessage, one, candidacy_id=ME, number=number, side="host")


def rare_placements() -> Iterator[Batch]:
    for kind, own in enumerate(({"home_org": BAERUM}, {"person_id": str(ME)})):
        ids = [NAMED[kind], *(numbered(f"rare placement {kind}", number) for number in LATER[1:])]
        about: dict[str, Any] = {"need_id": OTHER, "expert_id": OTHER}
        yield (
            Candidacy,
            rows_of(Candidacy, LATER, **of_case(id=ids, kind="invitation", state="accepted", **about, **own)),
        )
        about |= {"state": "completed", "starts": date(2031, 6, 1), "ends": date(2031, 8, 31)}
        yield Placement, rows_of(Placement, LATER, **of_case(id=ids, candidacy_id=ids, **STAY, **about, **own))


def tasks(many: range) -> Iterator[Batch]:
    kind = {"kind": "answer_invitation"}
    for audience in (audience_of(PERSON, str(ME)), audience_of(Role.COORDINATOR, BAERUM), "others"):
        yield Task, rows_of(Task, many, audience=audience, closed_at=clock.now(), **kind)
    yield Task, rows_of(Task, many, audience="others", **kind)


def shown_tasks() -> Iterator[Batch]:
    mine = audience_of(PERSON, str(ME))
    yield Task, rows_of(Task, LATER, audience=mine, kind="answer_invitation")


def messages(many: range) -> Iterator[Batch]:
    code = {"code": "candidacy_applied", "params": {}}
    yield Message, rows_of(Message, many, person_id=str(ME), read_at=clock.now(), **code)
    yield Message, rows_of(Message, many, person_id="other", **code)


def unread_messages() -> Iterator[Batch]:
    yield Message, rows_of(Message, EARLIER, person_id=str(ME), code="candidacy_applied", params={})


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
        **own,
    }  # fmt: skip


def experts(many: range) -> Iterator[Batch]:
    for turn, own in enumerate(({}, {"home_org": BAERUM}, {"state": "withdrawn"}, {"state": "draft"})):
        ids = [numbered(turn, number) for number in many]
        yield Expert, rows_of(Expert, many, **of_expert(id=ids, **own))
        if "state" not in own:
            home = own.get("home_org", HUSBANKEN)
            yield ExpertField, rows_of(ExpertField, many, expert_id=ids, field="communication", home_org=home)


def rare_experts() -> Iterator[Batch]:
    for home in (HUSBANKEN, BAERUM):
        ids = [numbered(home, number) for number in LATER]
        state = "submitted" if home == BAERUM else "available"
        yield Expert, rows_of(Expert, LATER, **of_expert(id=ids, home_org=home, state=state))
        if state == "available":
            yield ExpertField, rows_of(ExpertField, LATER, expert_id=ids, field=FIELD, home_org=home)


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
        rows_of(Candidacy, range(1), **of_case(id=ME, kind="application", state="withdrawn", home_org=BAERUM)),
    )


def filtered(path: str, *, state: str, days: bool = False) -> tuple[str, ...]:
    """The list, and by each filter alone and with others."""
    filters = [f"state={state}", "open=false", f"need_id={OTHER}", f"expert_id={OTHER}", "side=home", "order=newest"]
    filters += [f"state={state}&side=home&order=newest", f"need_id={OTHER}&state={state}", f"id={ME}&id={OTHER}"]
    filters += ["order=changed", f"state={state}&order=changed", f"state={state}&count=true", SINCE]
    filters += [f"{SINCE}&order={order}" for order in ("changed", "newest")] + [f"{SINCE}&count=true"]
    if days:
        filters += ["order=soonest", f"state={state}&order=soonest", DAYS, f"{DAYS}&count=true", f"{DAYS}&{SINCE}"]
        filters += [f"{DAYS}&order={order}" for order in ("soonest", "newest", "changed")]
    return (path, *(f"{path}?{one}" for one in filters))


CASES = [
    Case("placements", (AUDIT,), acts(Candidacy), before=one_candidacy),
    Case("needs", (AUDIT,), acts(Need), before=one_need),
    Case("pool", (AUDIT,), acts(Expert), before=one_expert),
    Case("placements", (f"/v1/placements/{ME}/amendments",), amendments, before=amended_stay),
    Case("placements", filtered("/v1/candidacies", state="not_selected,offered"), candidacies, before=rare_candidacies),
    Case(
        "placements",
        tuple(
            f"/v1/candidacies?shortlisted=true{more}"
            for more in ("", "&state=not_selected,offered", "&side=host&order=newest", f"&need_id={OTHER}", f"&{SINCE}")
        ),
        shortlisted,
        before=rare_shortlist,
    ),
    Case("placements", (f"/v1/candidacies/{ME}/messages",), dialogues, before=one_dialogue),
    Case(
        "placements",
        filtered("/v1/placements", state="completed,active", days=True),
        placements,
        before=rare_placements,
    ),
    Case("notify", ("/v1/tasks", "/v1/tasks?all=true", "/v1/tasks?count=true"), tasks, before=shown_tasks),
    Case(
        "notify",
        ("/v1/inbox", "/v1/inbox?unread=true", "/v1/inbox?unread=true&count=true"),
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
        ("/v1/experts", f"/v1/experts?field={FIELD}", "/v1/home/experts", "/v1/home/experts?state=submitted"),
        experts,
        before=rare_experts,
    ),
    Case("pool", ("/v1/me/access-log",), readings, before=two_experts),
    Case("matching", ("/v1/plans",), plans),
    Case("matching", (f"/v1/plans/{ME}/assignments", f"/v1/plans/{ME}/gaps"), plan_rows, before=two_plans),
    *auth.CASES,
]
