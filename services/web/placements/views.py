"""What the pages of a placement show, asked of the API and put into words."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from ressurspool.client import ProblemError
from ressurspool.client.cases import Amendment, Placement, TermsShown
from ressurspool.client.pool import EndorsementDetails
from services.kit import context
from services.kit.calls.side_by_side import three_side_by_side
from services.web.page.formats import day
from services.web.page.page import Page
from services.web.placements import domain
from services.web.placements.acts import Act, permitted
from services.web.placements.texts import WORDS

A = TypeVar("A")
MOST = 50  # amendments, and acts of the history, on one page
REASONS = (
    "workload", "no_employer_permission", "not_available", "requirement_mismatch", "other_candidate_selected",
    "no_longer_required", "personal", "other",
)  # fmt: skip
OPEN = frozenset({"proposed", "agreed", "active"})

# How each field of a form is typed; the rest are lines of text.
_KINDS = {
    **dict.fromkeys(("start", "end", "last_day"), "day"),
    "percentage": "number",
    **dict.fromkeys(("tasks", "learning_goals", "note"), "textarea"),
    **dict.fromkeys(("payer", "employer", "reason"), "radios"),
    **dict.fromkeys(("version", "terms_version", "proposal"), "hidden"),
}


def placement(page: Page, placement_id: str) -> dict[str, Any]:
    """Everything about it, in five calls at most. Who lets somebody decide once may read the placement alone."""
    found = page.api.placements.placement(placement_id, named=True)
    (candidacy, endorsement), amendments, acts = three_side_by_side(
        lambda: (
            _if_permitted(lambda: page.api.placements.candidacy(found.candidacy_id)),
            _endorsement(page, found),
        ),
        lambda: _if_permitted(lambda: page.api.placements.amendments(found.id).page(limit=MOST).items) or [],
        lambda: _if_permitted(lambda: page.api.placements.audit(found.id).page(limit=MOST).items) or [],
    )
    shown = summary(page, found)
    write = shown["write"]
    offered = candidacy.terms if candidacy and candidacy.terms else None
    return {
        **shown,
        "terms": domain.compared(
            found.terms,
            offered=offered,
            endorsed=domain.limits(endorsement, _words(), day),
            deviations=found.deviations or [],
            write=write,
        ),
        "texts_changed": [one for one in domain.differences(offered, found.terms, write) if one.name in domain.TEXTS]
        if offered
        else [],
        "answers": domain.answers(found.decisions, found.waiting_for, found.terms_version, shown["names"]),
        "amendments": amendments,
        "history": domain.history(acts, found.decisions),
        "acts": permitted(found),
    }


def summary(page: Page, found: Placement) -> dict[str, Any]:
    """What each page about it shows: whom, where, when, and the terms in words."""
    names = domain.names_of(found, context.current().language)
    return {
        "placement": found,
        "names": names,
        "need": found.names.need_title if found.names else None,
        "incomplete": bool(found.names and found.names.unavailable),
        "write": _writer(page, names),
        "color_of": domain.color_of,
        "open": found.state in OPEN,
        "proposed": _proposed(found),
    }


def amendment(page: Page, found: Placement, asked: Amendment) -> dict[str, Any]:
    """What is asked for beside the stay as it is."""
    shown = summary(page, found)
    return {
        **shown,
        "amendment": asked,
        "differences": domain.differences(found.terms, asked.terms, shown["write"])
        if asked.terms and asked.state == "proposed"
        else [],
        "answers": domain.answers(asked.decisions, asked.waiting_for, asked.terms_version, shown["names"])
        if asked.terms
        else [],
        "remarks": [one.code for one in asked.deviations or []],
    }


def act(page: Page, case: Placement | Amendment, name: str, of: Act[Any], *, back: str) -> dict[str, Any]:
    """The form of an act: its fields in their order, and what they offer."""
    hidden = of.shown(case)
    fields = [
        (field, _KINDS.get(field, "field"), not info.is_required(), hidden.get(field, ""))
        for field, info in of.form.model_fields.items()
    ]
    bodies = [(party, page.word("placements", "party", party)) for party in ("home", "host")]
    reasons = [(code, page.word("placements", "reason", code)) for code in REASONS]
    return {
        "act": name.replace("-", "_"),
        "danger": of.danger,
        "fields": fields,
        "options": {"payer": bodies, "employer": bodies, "reason": reasons},
        "back": back,
    }


def _endorsement(page: Page, found: Placement) -> EndorsementDetails | None:
    """What home endorsed, for home and the employee. The host may not know it."""
    if page.org != found.home_org:
        return None
    return _if_permitted(lambda: page.api.pool.endorsement(found.expert_id))


def _if_permitted(asked: Callable[[], A]) -> A | None:
    try:
        return asked()
    except ProblemError as refused:
        if refused.status in {403, 404}:
            return None
        raise


def _proposed(found: Placement) -> TermsShown | None:
    """The terms as the employee proposes them."""
    asked = found.terms_proposal
    if asked is None or asked.state != "proposed":
        return None
    return found.terms.model_copy(update={"start": asked.start, "end": asked.end, "percentage": asked.percentage})


def _writer(page: Page, names: dict[str, str]) -> domain.Write:
    def write(name: str, value: object) -> str:
        if isinstance(value, date):
            return day(value)
        if name == "percentage":
            return f"{value} %"
        if name in {"payer", "employer"}:
            return names.get(str(value)) or page.word("placements", "party", str(value))
        return str(value or "")

    return write


def _words() -> dict[str, str]:
    return {name: text[context.current().language] for name, text in WORDS.items()}
