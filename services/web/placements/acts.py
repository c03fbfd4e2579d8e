"""What a party can do with a placement or an amendment: the verb that permits it, its form, and its call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ressurspool.client.cases import Amendment, NewAmendment, NewTerms, NewTermsProposal, Placement, Verdict
from ressurspool.client.placements import PlacementsClient
from ressurspool.client.words import Explained
from services.web.forms.fields import FormModel
from services.web.placements.schemas import (
    ContentForm,
    DatesForm,
    ExplainedForm,
    ExtensionForm,
    LeavingForm,
    NoForm,
    NothingForm,
    OfProposalForm,
    ProposalForm,
    ProposalNoForm,
    TermsForm,
    YesForm,
)

T = TypeVar("T", Placement, Amendment)


@dataclass(frozen=True, kw_only=True)
class Act(Generic[T]):
    """`shown` are the values that the form begins with, of what it is about; hidden ones say what was seen."""

    verb: str
    form: type[FormModel]
    do: Callable[[PlacementsClient, T, Any], object]
    shown: Callable[[T], Mapping[str, object]] = lambda _case: {}
    danger: bool = False  # it cannot be undone, and takes something away
    of_proposal: bool = False  # its verb is one of the employee's proposal of other terms


def _version(case: Placement | Amendment) -> dict[str, object]:
    return {"terms_version": case.terms_version}


def _proposal(placement: Placement) -> dict[str, object]:
    return {"proposal": placement.terms_proposal.id if placement.terms_proposal else ""}


def _typed(day: Any) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _terms(placement: Placement) -> dict[str, object]:
    terms = placement.terms
    return {**terms.model_dump(), "start": _typed(terms.start), "end": _typed(terms.end)}


def _all_terms(placement: Placement) -> dict[str, object]:
    contacts = {"home_contact": placement.home_contact, "host_contact": placement.host_contact}
    return {**_terms(placement), **contacts, "version": placement.version}


def _notice(placement: Placement) -> dict[str, object]:
    return {"last_day": _typed(placement.notice_last_day)} if placement.notice_last_day else {}


def _seen(placement: Placement, proposal_id: str) -> Placement:
    """The placement with the proposal that was seen: an answer to another one is refused."""
    if placement.terms_proposal is None:
        return placement
    return placement.model_copy(
        update={"terms_proposal": placement.terms_proposal.model_copy(update={"id": proposal_id})}
    )


def _given(asked: FormModel) -> dict[str, Any]:
    """What was filled in."""
    return {name: value for name, value in asked.model_dump().items() if value not in {None, ""}}


def _ask(kind: Any) -> Callable[[PlacementsClient, Placement, Any], object]:
    return lambda api, placement, asked: api.amend(placement.id, NewAmendment(kind=kind, **_given(asked)))


def _ask_content(api: PlacementsClient, placement: Placement, asked: ContentForm) -> object:
    """What is blank is taken away."""
    return api.amend(placement.id, NewAmendment(kind="content", **asked.model_dump()))


def _reject(asked: NoForm) -> Verdict:
    return Verdict(decision="reject", **asked.model_dump())


def _yes(asked: YesForm) -> Verdict:
    return Verdict(decision="approve", terms_version=asked.terms_version)


OF_PLACEMENT: Mapping[str, Act[Placement]] = {
    "approval": Act(
        verb="approve", form=YesForm, shown=_version, do=lambda api, one, asked: api.decide(one.id, _yes(asked))
    ),
    "rejection": Act(
        verb="reject",
        form=NoForm,
        shown=_version,
        do=lambda api, one, asked: api.decide(one.id, _reject(asked)),
        danger=True,
    ),
    "terms": Act(
        verb="edit",
        form=TermsForm,
        shown=_all_terms,
        do=lambda api, one, asked: api.change_terms(
            one.id, NewTerms(**asked.model_dump(exclude={"version"})), version=asked.version
        ),
    ),
    "proposal": Act(
        verb="propose_terms",
        form=ProposalForm,
        shown=lambda one: {**_terms(one), **_version(one)},
        do=lambda api, one, asked: api.propose_terms(one, NewTermsProposal(**_given(asked))),
    ),
    "adoption": Act(
        verb="adopt",
        form=OfProposalForm,
        shown=_proposal,
        do=lambda api, one, asked: api.adopt_terms(_seen(one, asked.proposal)),
        of_proposal=True,
    ),
    "decline": Act(
        verb="decline",
        form=ProposalNoForm,
        shown=_proposal,
        do=lambda api, one, asked: api.decline_terms(_seen(one, asked.proposal), _why(asked)),
        of_proposal=True,
    ),
    "proposal-withdrawal": Act(
        verb="withdraw",
        form=OfProposalForm,
        shown=_proposal,
        do=lambda api, one, asked: api.withdraw_terms(_seen(one, asked.proposal)),
        of_proposal=True,
    ),
    "settlement": Act(verb="settle", form=NothingForm, do=lambda api, one, _asked: api.settle(one.id)),
    "extension": Act(verb="extension", form=ExtensionForm, do=_ask("extension")),
    "dates": Act(verb="dates", form=DatesForm, shown=_terms, do=_ask("dates")),
    "content": Act(verb="content", form=ContentForm, shown=_terms, do=_ask_content),
    "early-return": Act(verb="early_return", form=LeavingForm, shown=_notice, do=_ask("early_return"), danger=True),
    "recall": Act(verb="recall", form=LeavingForm, shown=_notice, do=_ask("recall"), danger=True),
    "no-show": Act(
        verb="no_show", form=NothingForm, do=lambda api, one, _asked: api.report_no_show(one.id), danger=True
    ),
    "cancellation": Act(
        verb="cancel", form=ExplainedForm, do=lambda api, one, asked: api.cancel(one.id, _why(asked)), danger=True
    ),
}

OF_AMENDMENT: Mapping[str, Act[Amendment]] = {
    "approval": Act(
        verb="approve", form=YesForm, shown=_version, do=lambda api, one, asked: api.decide_amendment(one, _yes(asked))
    ),
    "rejection": Act(
        verb="reject",
        form=NoForm,
        shown=_version,
        do=lambda api, one, asked: api.decide_amendment(one, _reject(asked)),
        danger=True,
    ),
    "withdrawal": Act(
        verb="withdraw", form=ExplainedForm, do=lambda api, one, asked: api.withdraw_amendment(one, _why(asked))
    ),
}


def _why(asked: Any) -> Explained:
    return Explained(reason=asked.reason, note=asked.note)


def permitted(placement: Placement) -> list[str]:
    """The acts that the reader has now, in their order."""
    of_proposal = placement.terms_proposal.legal if placement.terms_proposal else []
    return [
        name for name, act in OF_PLACEMENT.items() if act.verb in (of_proposal if act.of_proposal else placement.legal)
    ]


def permitted_on(amendment: Amendment) -> list[str]:
    return [name for name, act in OF_AMENDMENT.items() if act.verb in amendment.legal]
