"""An employee's cases before the real services: endorsed, invited, offered, and one with nothing yet."""

from dataclasses import dataclass

from ressurspool.client import ProblemError
from ressurspool.client.cases import Candidacy
from ressurspool.client.needs import Need
from ressurspool.client.pool import Expert
from tests.journeys.cast import HOME, HOST, Actor, Cast, a_need, endorsed, terms, until

FULL = {
    "skills": ["figma", "facilitation"],
    "county": "akershus",
    "remote": True,
    "languages": ["nb", "en"],
    "about": "Har ledet to tjenestereiser på tvers av etater.",
}

TITLES = (
    "Sammenhengende tjenester for barn og unge",
    "Én boligsosial søknad",
    "Brukerreise for nye studenter",
)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who is there: an employee with an offer, one with nothing, and the host's coordinator."""

    employee: Actor
    beginner: Actor
    applicant: Actor
    host: Actor
    offered: Candidacy
    invited: Candidacy
    applied: Candidacy  # by somebody else
    fitting: Need
    unasked: Expert

    @property
    def hosts_pages(self) -> list[str]:
        offered, applied = f"/web/candidacies/{self.offered.id}", f"/web/candidacies/{self.applied.id}"
        further = [f"{applied}/{act}" for act in ("offer", "decline", "shortlist")]
        pair = f"need_id={self.fitting.id}&expert_id={self.unasked.id}"
        return [f"{offered}", applied, *further, f"/web/candidacies/new?{pair}"]

    @property
    def employees_pages(self) -> list[str]:
        offered, invited = f"/web/candidacies/{self.offered.id}", f"/web/candidacies/{self.invited.id}"
        answers = [f"{offered}/{act}" for act in ("acceptance", "decline", "terms")]
        return [
            "/web/profile",
            "/web/profile/edit",
            "/web/profile/pause",
            "/web/profile/withdrawal",
            "/web/profile/visibility",
            "/web/profile/readings",
            "/web/opportunities",
            f"/web/opportunities/{self.fitting.id}",
            "/web/candidacies",
            offered,
            *answers,
            f"{invited}/interest",
        ]


def a_scene(cast: Cast) -> Scene:
    employee, beginner, host = cast.new("employee", HOME), cast.new("employee", HOME), cast.coordinator(HOST)
    expert = endorsed(cast, employee, **FULL)
    needs = [host.client.needs.post(a_need(title=title)) for title in TITLES]
    offered, invited, fitting = needs
    offer = terms(percentage=80)
    first = host.client.placements.invite(expert.id, offered.id, offer=offer, message="Vi vil gjerne ha deg med.")
    second = host.client.placements.invite(expert.id, invited.id)
    host.client.placements.write(first.id, "Når passer det å ta en prat?")
    employee.client.placements.write(first.id, "Tirsdag etter lunsj.")
    other = cast.new("employee", HOME)
    applied = other.client.placements.apply(endorsed(cast, other, **FULL).id, fitting.id, message="Jeg kan bidra.")
    unasked = endorsed(cast, cast.new("employee", HOME))
    until(lambda: fitting.id in found_for(employee, expert.id), what="the opportunities")
    return Scene(
        employee=employee,
        beginner=beginner,
        applicant=other,
        host=host,
        offered=first,
        invited=second,
        applied=applied,
        fitting=fitting,
        unasked=unasked,
    )


def found_for(employee: Actor, expert_id: str) -> set[str]:
    """What fits them. Matching hears of a new profile a moment later."""
    try:
        return {one.need_id for one in employee.client.matching.opportunities(expert_id).opportunities}
    except ProblemError as refusal:
        if refusal.status != 404:
            raise
        return set()
