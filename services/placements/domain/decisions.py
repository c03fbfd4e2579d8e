"""Who has to say yes, who has, and who may not say it twice."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from services.placements.domain.states import Party, Verdict
from services.placements.errors import AlreadyDecided, DecidesForTwo


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Who said what for which party, to which version of the terms; `let_by` whom, where they may decide once."""

    party: Party
    sub: str
    verdict: Verdict
    terms_version: int
    let_by: str | None = None

    @property
    def people(self) -> frozenset[str]:
        """Whose say it is."""
        return people_of(self.sub, self.let_by)


def people_of(sub: str, let_by: str | None) -> frozenset[str]:
    return frozenset({sub, let_by or sub})


def waiting_for(decisions: Sequence[Decided], *, terms_version: int) -> list[Party]:
    """The parties that have not said yes to this version of the terms."""
    said_yes = {
        decided.party
        for decided in decisions
        if decided.terms_version == terms_version and decided.verdict is Verdict.APPROVE
    }
    return [party for party in Party if party not in said_yes]


def all_agree(decisions: Sequence[Decided], *, terms_version: int) -> bool:
    """Whether three different people, one for each party, have said yes to this version of the terms."""
    people = [decided.people for decided in decisions if decided.terms_version == terms_version]
    apart = len(frozenset().union(*people)) == sum(map(len, people))
    return not waiting_for(decisions, terms_version=terms_version) and len(people) == len(Party) and apart


def deciding_party(
    parties: Set[Party], sub: str, decisions: Sequence[Decided], *, terms_version: int, let_by: str | None = None
) -> Party:
    """The party a person who could speak for `parties` decides for. On one's own stay one is only the employee.

    What somebody lets another decide counts as their own say. Raises DecidesForTwo for a second party, AlreadyDecided
    where the party has decided on this version.
    """
    taken = [decided for decided in decisions if decided.terms_version == terms_version]
    own = {decided.party for decided in taken if decided.people & people_of(sub, let_by)}
    if own:
        raise AlreadyDecided() if own == set(parties) else DecidesForTwo()
    party = Party.EMPLOYEE if Party.EMPLOYEE in parties else next(iter(parties))
    if any(decided.party is party for decided in taken):
        raise AlreadyDecided()
    return party
