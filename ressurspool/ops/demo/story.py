"""The story of the demonstration: the main job in seven writes, from sign-up to the third yes."""

from collections.abc import Sequence
from datetime import date, timedelta

from ressurspool.client.candidates import SCALE, Candidate, Candidates
from ressurspool.client.cases import Candidacy, Placement, Terms
from ressurspool.client.needs import Need
from ressurspool.client.notify import Task
from ressurspool.client.pool import Expert
from ressurspool.ops.demo.company import Company, endorsement, today
from ressurspool.ops.demo.people import Account
from ressurspool.ops.demo.reporter import DemoFailed, Reporter, first

SHOWN = 3  # candidates shown with their reasons


Applications = Sequence[tuple[Account, Candidacy]]


def play_story(company: Company, reporter: Reporter) -> tuple[Placement, Applications]:
    """Make the seven writes; returns the placement after the third yes, and who applied for the same place."""
    reporter.title("The main job: one employee, two employers, three yeses")
    expert = _sign_up_and_endorse(company, reporter)
    need = _post_need(company, reporter)
    _look_at_candidates(company, reporter, need, expert)
    applications = _others_apply(company, reporter, need)
    candidacy = _invite_and_accept(company, reporter, need, expert)
    return _decide(company, reporter, candidacy), applications


def _sign_up_and_endorse(company: Company, reporter: Reporter) -> Expert:
    employee, home = (company.people.client(account) for account in (company.employee, company.home))
    reporter.write(1, company.employee.name, "signs up for the pool, and submits the profile at once")
    expert = employee.pool.sign_up(company.expert.sign_up(company.employee.name, today()))
    reporter.line(f"Profile {expert.id} is {expert.state}.")
    if expert.waiting_for is not None:
        reporter.line(expert.waiting_for.text)
    await_task(company, reporter, company.home, "endorse_expert", expert.id)
    reporter.write(2, company.home.name, "endorses: the home agency's standing permission")
    expert = home.pool.endorse(expert.id, endorsement())
    reporter.line(f"The profile is {expert.state}. Other agencies can find it now, without its name.")
    return expert


def _post_need(company: Company, reporter: Reporter) -> Need:
    reporter.write(3, company.requester.name, "posts a need, and publishes it at once")
    need = company.people.client(company.requester).needs.post(company.need.new_need(today()))
    fields = ", ".join(field.field for field in need.fields)
    reporter.line(f"«{need.title}» is {need.state}: {fields}; {need.months} months at {need.percentage} %.")
    reporter.line(f"Start between {need.earliest_start} and {need.latest_start}.")
    return need


def _look_at_candidates(company: Company, reporter: Reporter, need: Need, expert: Expert) -> None:
    matching = company.people.client(company.requester).matching

    def look() -> tuple[Candidates, Candidate] | None:
        found = matching.candidates(need.id)
        ours = first(found.candidates, lambda candidate: candidate.expert_id == expert.id)
        return (found, ours) if ours is not None else None

    found, ours = reporter.wait("the index knows the new need and the new expert", look)
    counts = found.counts
    reporter.line(f"{counts.considered} experts were considered, {counts.eligible} fit. The best, and why:")
    for candidate in found.candidates[:SHOWN]:
        _show(candidate, reporter, "  ← invited below" if candidate.expert_id == expert.id else "")
    if ours not in found.candidates[:SHOWN]:
        _show(ours, reporter, "  ← invited below")


def _show(candidate: Candidate, reporter: Reporter, note: str) -> None:
    reporter.line(f"{candidate.rank}. {candidate.score / SCALE:.0%}  expert {candidate.expert_id}{note}")
    for reason in candidate.reasons:
        reporter.fine(f"   – {reason.text}")


def _others_apply(company: Company, reporter: Reporter, need: Need) -> Applications:
    """Others apply for the one place too, by themselves: no part of the seven writes."""
    applications = []
    for account, expert in company.applicants:
        candidacy = company.people.client(account).placements.apply(expert.id, need.id)
        reporter.line(f"{account.name} applies for it too: {candidacy.reference} is {candidacy.state}.")
        applications.append((account, candidacy))
    return applications


def _invite_and_accept(company: Company, reporter: Reporter, need: Need, expert: Expert) -> Candidacy:
    host, employee = (company.people.client(account) for account in (company.requester, company.employee))
    terms = _terms(need)
    reporter.write(4, company.requester.name, "invites, and offers full terms with it")
    invited = host.placements.invite(
        expert.id, need.id, offer=terms, message="Vi tror erfaringen din passer godt til dette."
    )
    reporter.line(
        f"{terms.start} to {terms.end}, {terms.percentage} %, {terms.place}. The candidacy is {invited.state}."
    )
    await_task(company, reporter, company.employee, "answer_offer", invited.id)
    reporter.write(5, company.employee.name, "accepts: the employee's yes to these terms")
    accepted = employee.placements.accept(invited.id, terms_version=invited.terms_version or 1)
    if accepted.placement_id is None:
        raise DemoFailed("The acceptance opened no placement.")
    reporter.line(f"The candidacy is {accepted.state}; placement {accepted.placement_id} is proposed.")
    named = reporter.wait("the host may now see who it is", lambda: host.pool.expert(expert.id).name)
    reporter.line(f"Disclosed to this host only, for this need only: {named}")
    return accepted


def _decide(company: Company, reporter: Reporter, candidacy: Candidacy) -> Placement:
    placement_id = candidacy.placement_id or ""
    deciders = [(6, company.host, "host", "decide_as_host"), (7, company.home, "home", "decide_as_home")]
    for number, account, party, kind in deciders:
        placements = company.people.client(account).placements
        await_task(company, reporter, account, kind, placement_id)
        reporter.write(number, account.name, f"says yes for the {party} agency")
        read = placements.placement(placement_id)
        placement = placements.approve(placement_id, terms_version=read.terms_version)
        waiting = ", ".join(placement.waiting_for) or "nobody"
        reporter.line(f"The placement is {placement.state}; it waits for {waiting}.")
    return placement


def await_task(company: Company, reporter: Reporter, account: Account, kind: str, subject: str) -> Task:
    """Wait until the person who must act has the task, and report its text."""
    notify = company.people.client(account).notify
    task = reporter.wait(
        f"a task for {account.name}",
        lambda: first(notify.tasks(), lambda task: task.kind == kind and task.subject == subject),
    )
    reporter.line(f"To do: {task.text}")
    return task


def _terms(need: Need) -> Terms:
    """Terms over whole calendar months, from a day on which the need can begin to the last day included."""
    start = _first_of_month_after(need.earliest_start)
    if start > need.latest_start:
        start = need.earliest_start
    return Terms(
        start=start,
        end=months_later(start, need.months) - timedelta(days=1),
        percentage=need.percentage,
        place="Fjernarbeid, og Husbanken i Drammen én dag i uka",
        tasks="Kartlegge brukerreisen med tre kommuner, og prøve ut en felles søknad.",
        learning_goals="Prøve metodene sine i en statlig etat, og ta med erfaringene hjem.",
    )


def _first_of_month_after(day: date) -> date:
    return months_later(day.replace(day=1), 1)


def months_later(day: date, months: int) -> date:
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
