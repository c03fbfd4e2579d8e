"""The stay of the demonstration: begun by the calendar, made longer by three yeses, ended by the calendar."""

from datetime import date, timedelta

from ressurspool.client.cases import Amendment, Placement, Verdict
from ressurspool.ops.demo.company import Company, today
from ressurspool.ops.demo.outcome import report_applicants, report_notifications
from ressurspool.ops.demo.reporter import Reporter
from ressurspool.ops.demo.story import Applications, await_task, months_later
from ressurspool.ops.stack import Stack

LONGEST_MONTHS = 3


def play_stay(
    stack: Stack, company: Company, reporter: Reporter, placement: Placement, applications: Applications
) -> None:
    """Go on from the agreement until the stay is over, and all are told."""
    reporter.title("The stay: it begins and ends by the calendar, and lasts longer by three yeses")
    move_to(stack, company, reporter, placement.terms.start)
    await_state(company, reporter, placement, "active")
    report_news(company, reporter, placement.id, "placement_started")
    report_applicants(company, reporter, applications, last="candidacy_not_selected")
    extension = _extend(company, reporter, placement)
    report_news(company, reporter, extension.id, "amendment_applied")
    move_to(stack, company, reporter, extension.end + timedelta(days=1))
    await_state(company, reporter, placement, "completed")
    report_news(company, reporter, placement.id, "placement_completed")
    _report_need(company, reporter, placement)


def move_to(stack: Stack, company: Company, reporter: Reporter, day: date) -> None:
    """Start the services anew with the clock at that day. Everybody then logs in again: all tokens are over."""
    days_ahead = (day - today()).days
    reporter.line(
        f"Nobody waits here: this demonstration's own services are started anew with their clock at {day}, "
        f"{days_ahead} days ahead, and everybody logs in again."
    )
    stack.move_clocks(days_ahead=days_ahead)
    company.people.move_clock(days_ahead=days_ahead)


def await_state(company: Company, reporter: Reporter, placement: Placement, state: str) -> None:
    """Wait until the calendar's job has moved the stay, as the employee sees it."""
    placements = company.people.client(company.employee).placements

    def moved() -> Placement | None:
        found = placements.placement(placement.id)
        return found if found.state == state else None

    found = reporter.wait("the calendar moves the stay", moved)
    reporter.line(f"{found.reference} is {found.state}: {found.terms.start} to {found.terms.end}.")


def report_news(company: Company, reporter: Reporter, subject: str, code: str) -> None:
    """Report that the three were told of it. Their mail is out before the services are started anew."""
    for account in (company.employee, company.home, company.host):
        report_notifications(company, reporter, account, {subject}, first=code, last=code)


def _extend(company: Company, reporter: Reporter, placement: Placement) -> Amendment:
    """The host asks for a longer stay, which is its yes; the home agency and the employee say theirs."""
    until = months_later(placement.terms.start, LONGEST_MONTHS) - timedelta(days=1)
    extension = company.people.client(company.host).placements.extend(placement.id, end=until)
    waiting = ", ".join(extension.waiting_for)
    reporter.line(f"{company.host.name} asks to extend it to {extension.end}; this waits for {waiting}.")
    for account, kind in ((company.home, "amend_as_home"), (company.employee, "amend_as_employee")):
        await_task(company, reporter, account, kind, extension.id)
        yes = Verdict(decision="approve", terms_version=extension.terms_version or 0)
        extension = company.people.client(account).placements.decide_amendment(extension, yes)
        reporter.line(f"{account.name} says yes. The extension is {extension.state}.")
    return extension


def _report_need(company: Company, reporter: Reporter, placement: Placement) -> None:
    need = company.people.client(company.requester).needs.need(placement.need_id)
    reporter.line(f"The need is {need.state}, with the outcome {need.outcome}.")
