"""Asks the API for candidates and what stands beside them."""

from collections.abc import Collection
from dataclasses import dataclass

from ressurspool.client.candidates import Beside, Candidate, Candidates, PublicProfile
from ressurspool.client.cases import Candidacy
from ressurspool.client.needs import Need
from ressurspool.client.placements import Wanted
from ressurspool.client.pool import Expert
from services.kit.calls.side_by_side import three_side_by_side
from services.web.candidates.domain import Bar, Months, bars, by_expert, months_of
from services.web.needs.service import AS_HOST
from services.web.page.page import Page

AT_FIRST, AT_MOST = 10, 100  # candidates that are shown
MOST_CANDIDACIES = 100
BESIDE: tuple[Beside, ...] = ("profile", "contacted", "conditions")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A candidate as a page shows them."""

    candidate: Candidate
    profile: PublicProfile | Expert | None
    candidacy: Candidacy | None
    bars: list[Bar]
    months: Months


@dataclass(frozen=True, kw_only=True)
class Found:
    need: Need
    answer: Candidates
    lines: list[Line]
    candidacies: list[Candidacy]


def candidates(page: Page, need_id: str, *, limit: int) -> Found:
    """The best candidates with their profiles, and every candidacy for the need."""
    need, answer, candidacies = three_side_by_side(
        lambda: page.api.needs.need(need_id),
        lambda: page.api.matching.candidates(need_id, limit=limit, include=BESIDE),
        lambda: candidacies_of(page, need_id),
    )
    known = by_expert(candidacies)
    lines = [_line(need, one, one.profile, known.get(one.expert_id)) for one in answer.candidates]
    return Found(need=need, answer=answer, lines=lines, candidacies=candidacies)


def compared(page: Page, need_id: str, chosen: Collection[str]) -> Found:
    """Those candidates, and no others: only their profiles are read."""
    need, answer, candidacies = three_side_by_side(
        lambda: page.api.needs.need(need_id),
        lambda: page.api.matching.candidates(need_id, limit=AT_MOST, include=BESIDE[1:2]),
        lambda: candidacies_of(page, need_id),
    )
    wanted = [one for one in answer.candidates if one.expert_id in chosen]
    profiles = profiles_of(page, [one.expert_id for one in wanted])
    known = by_expert(candidacies)
    lines = [_line(need, one, profiles.get(one.expert_id), known.get(one.expert_id)) for one in wanted]
    return Found(need=need, answer=answer, lines=lines, candidacies=candidacies)


def invited(page: Page, need_id: str, expert_id: str) -> tuple[Need, Candidate | None, Expert | None]:
    """The need, the expert as its candidate where they are one, and the public part of their profile."""
    need, answer, profiles = three_side_by_side(
        lambda: page.api.needs.need(need_id),
        lambda: page.api.matching.candidates(need_id, limit=AT_MOST),
        lambda: profiles_of(page, [expert_id]),
    )
    found = next((one for one in answer.candidates if one.expert_id == expert_id), None)
    return need, found, profiles.get(expert_id)


def candidacies_of(page: Page, need_id: str) -> list[Candidacy]:
    """The candidacies for a need, the newest first."""
    wanted = Wanted(need_id=need_id, sides=AS_HOST, order="newest")
    return page.api.placements.candidacies(wanted).page(limit=MOST_CANDIDACIES).items


def profiles_of(page: Page, expert_ids: Collection[str]) -> dict[str, Expert]:
    return {one.id: one for one in page.api.pool.profiles(expert_ids).profiles} if expert_ids else {}


def _line(
    need: Need, candidate: Candidate, profile: PublicProfile | Expert | None, candidacy: Candidacy | None
) -> Line:
    windows = profile.windows if profile else []
    months = months_of(need, windows, candidate.earliest_start)
    return Line(candidate=candidate, profile=profile, candidacy=candidacy, bars=bars(candidate.factors), months=months)
