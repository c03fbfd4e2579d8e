"""Rules of the three decisions: who has to say yes, who has, and who may not say it twice."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.placements.decisions.errors import AlreadyDecided, DecidesForTwo
from services.placements.parties.domain import Affiliation, people_behind
from services.scheme.parties import Party


class Verdict(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Who said what for which party to which version of the terms; by which delegation of which coordinator."""

    party: Party
    sub: str
    verdict: Verdict
    terms_version: int
    let_by: str | None = None
    delegation_id: UUID | None = None

    @property
    def people(self) -> frozenset[str]:
        """The people whose say it is."""
        return people_behind(self.sub, self.let_by)


def waiting_for(decisions: Sequence[Decided], *, terms_version: int) -> list[Party]:
    """The parties that have not said yes to this version of the terms."""
    said_yes = {
        decided.party
        for decided in decisions
        if decided.terms_version == terms_version and decided.verdict is Verdict.APPROVE
    }
    return [party for party in Party if party not in said_yes]


def all_agree(decisions: Sequence[Decided], *, terms_version: int) -> bool:
    """True where three different people, one for each party, have said yes to this version of the terms."""
    people = [decided.people for decided in decisions if decided.terms_version == terms_version]
    apart = len(frozenset().union(*people)) == sum(map(len, people))
    return not waiting_for(decisions, terms_version=terms_version) and len(people) == len(Party) and apart


def deciding_party(
    parties: Set[Party], sub: str, decisions: Sequence[Decided], *, terms_version: int, let_by: str | None = None
) -> Party:
    """The party that a person who speaks for `parties` decides for. On their own stay they are only the employee.

    A decision that somebody let another person take counts as their own too. Raises DecidesForTwo for a second party,
    AlreadyDecided where the party has decided on this version.
    """
    taken = [decided for decided in decisions if decided.terms_version == terms_version]
    own = {decided.party for decided in taken if decided.people & people_behind(sub, let_by)}
    if own:
        raise AlreadyDecided() if own == set(parties) else DecidesForTwo()
    missing = _speaks_for(parties) - {decided.party for decided in taken}
    if not missing:
        raise AlreadyDecided()
    return min(missing)


def may_decide(
    speaker: Affiliation, parties: Set[Party], decisions: Sequence[Decided], *, person_id: str, terms_version: int
) -> bool:
    """True for somebody entitled to decide on the stay of `person_id`, before they or their party have.

    The employee and coordinators are entitled. So is whoever a coordinator lets decide, once, unless the stay is
    their own or the coordinator's.
    """
    if speaker.delegation is not None:
        used = {decided.delegation_id for decided in decisions}
        entitled = person_id not in speaker.people and speaker.delegation.id not in used
    else:
        entitled = Party.EMPLOYEE in parties or speaker.coordinates
    current = [decided for decided in decisions if decided.terms_version == terms_version]
    missing = _speaks_for(parties) - {decided.party for decided in current}
    return entitled and bool(missing) and not any(decided.people & speaker.people for decided in current)


def _speaks_for(parties: Set[Party]) -> Set[Party]:
    """The parties somebody may decide for, one of them: the employee's own stay is never theirs to decide as HR.

    Where one body has become home and host, two of its coordinators decide, each for one of the two.
    """
    return {Party.EMPLOYEE} if Party.EMPLOYEE in parties else parties
