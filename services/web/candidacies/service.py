"""Asks the API for all that a candidacy's page shows: at most six calls, of which one reads the employee's profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ressurspool.client.cases import Candidacy, DialogueMessage, ShortlistEntry
from ressurspool.client.needs import Need
from ressurspool.client.pool import Expert
from services.kit.calls.side_by_side import three_side_by_side
from services.web.candidacies import domain
from services.web.page.page import Page
from services.web.page.problems import found

_shown = partial(found, nothing=(403, 404))  # not for this reader
MOST_MESSAGES = 20  # of both sides together, which is all that the scheme lets them write


@dataclass(frozen=True, kw_only=True)
class Case:
    """A candidacy with all that its page shows. None, or empty, is what this reader is not shown."""

    candidacy: Candidacy
    side: str
    need: Need | None
    expert: Expert | None
    messages: list[DialogueMessage]
    names: Mapping[str, Any]
    entry: ShortlistEntry | None

    @property
    def is_open(self) -> bool:
        return self.candidacy.state in domain.OPEN


def read_case(page: Page, candidacy_id: str, *, reads_profile: bool = True) -> Case:
    """`reads_profile`: whether a host's reader sees who it is here, which the employee finds in their log."""
    api = page.api
    candidacy = api.placements.candidacy(candidacy_id)
    is_host = candidacy.host_org == page.org
    need, profile, messages = three_side_by_side(
        lambda: _shown(lambda: api.needs.need(candidacy.need_id)),
        lambda: _profile(page, candidacy, is_host=is_host, reads=reads_profile),
        lambda: _shown(lambda: api.placements.messages(candidacy.id).page(limit=MOST_MESSAGES).items),
    )
    side = domain.HOST if is_host else domain.side_of(candidacy, org=page.org, mine=profile)
    bodies = sorted({candidacy.host_org, candidacy.home_org or candidacy.host_org})
    shortlists = side == domain.HOST and candidacy.state in domain.OPEN
    return Case(
        candidacy=candidacy,
        side=side,
        need=need,
        expert=profile if side != domain.HOME else None,
        messages=messages or [],
        names=api.auth.organisation_names(bodies).names,
        entry=_shown(lambda: api.placements.shortlist_entry(candidacy.id)) if shortlists else None,
    )


def _profile(page: Page, candidacy: Candidacy, *, is_host: bool, reads: bool) -> Expert | None:
    """The employee, as the host may see them while it is open; to everybody else their own profile."""
    if not is_host:
        return _shown(page.api.pool.mine)
    if not reads or candidacy.state not in (*domain.OPEN, "accepted"):
        return None
    return _shown(lambda: page.api.pool.expert(candidacy.expert_id))
