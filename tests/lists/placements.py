"""The lists of placements."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from services.placements.amendments.models import Amendment
from services.placements.candidacies.models import Candidacy
from services.placements.messages.domain import MOST
from services.placements.messages.models import Message as DialogueMessage
from services.placements.placements.models import Placement
from tests.lists.case import LATER, ME, OTHER, Batch, Case
from tests.lists.rows import BEGAN, SINCE, numbered, rows_of
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

TERMS = {
    "start": "2027-01-04", "end": "2027-03-31", "percentage": 100, "place": "Oslo", "tasks": "Tjenestedesign",
    "unit": None, "learning_goals": None, "payer": "home", "employer": "home",
}  # fmt: skip
STAY = {"terms": TERMS, "notice_from": "scheme", "max_total_from": "scheme"}
NAMED = (ME, OTHER)
DAYS = "from=2031-01-01&to=2031-12-31"


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
        decided = {"placement_id": id_, "kind": "content", "party": "home", "terms": TERMS}
        yield Amendment, rows_of(Amendment, LATER, state="applied", **decided)


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
    Case(
        "placements",
        tuple(
            f"/v1/placements/{ME}/amendments{asked}"
            for asked in (
                "",
                "?order=newest",
                "?state=applied,rejected&count=true",
                "?open=false&state=applied&order=newest",
            )
        ),
        amendments,
        before=amended_stay,
    ),
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
]
