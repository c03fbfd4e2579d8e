"""Reads the outcome back from the API: the agreement, and who was notified of what."""

from ressurspool.client import Client
from ressurspool.client.cases import Placement
from ressurspool.client.notify import Delivery, Message
from ressurspool.ops.demo.company import Company
from ressurspool.ops.demo.people import Account
from ressurspool.ops.demo.reporter import DemoFailed, Reporter
from ressurspool.ops.demo.story import Applications
from services.scheme.parties import Party

Notification = tuple[Message, Delivery | None]


def read_back(company: Company, reporter: Reporter, placement_id: str, applications: Applications) -> None:
    """Raises DemoFailed unless everybody concerned sees the agreement, and was notified."""
    reporter.title("Read back from the API")
    parties = (company.employee, company.home, company.host)
    for account in parties:
        placement = company.people.client(account).placements.placement(placement_id)
        _refuse_unless_agreed(placement, account)
    reporter.line(f"Placement {placement_id} is agreed: {placement.terms.start} to {placement.terms.end}.")
    for decision in placement.decisions:
        when = f"{decision.at.astimezone():%H:%M:%S}"
        reporter.line(f"  {decision.party}: {decision.decision} of terms version {decision.terms_version} at {when}")
    _report_filled(company, reporter, placement.need_id)
    reporter.title("Who was told what")
    subjects = {placement_id, placement.candidacy_id, placement.need_id, placement.expert_id}
    for account in parties:
        report_notifications(company, reporter, account, subjects, last="placement_agreed")
    report_notifications(company, reporter, company.requester, subjects, last="need_filled")
    report_applicants(company, reporter, applications, last="candidacy_reserved")


def report_applicants(company: Company, reporter: Reporter, applications: Applications, *, last: str) -> None:
    """Report where those who applied too stand now, and what each was told."""
    for account, candidacy in applications:
        report_notifications(company, reporter, account, {candidacy.id}, last=last)
        state = company.people.client(account).placements.candidacy(candidacy.id).state
        reporter.line(f"  {candidacy.reference} is {state}.")


def _refuse_unless_agreed(placement: Placement, account: Account) -> None:
    said_yes = {decision.party for decision in placement.decisions if decision.decision == "approve"}
    if placement.state != "agreed" or said_yes != set(Party):
        raise DemoFailed(f"{account.name} sees the placement as {placement.state}, agreed to by {sorted(said_yes)}.")


def _report_filled(company: Company, reporter: Reporter, need_id: str) -> None:
    needs = company.people.client(company.requester).needs

    def filled() -> str | None:
        need = needs.need(need_id)
        return f"{need.filled} of {need.places}" if need.state == "filled" else None

    places = reporter.wait("the need hears that its place is taken", filled)
    reporter.line(f"Places filled: {places}.")


def report_notifications(
    company: Company, reporter: Reporter, account: Account, subjects: set[str], *, last: str, first: str = ""
) -> None:
    """Report what the person was notified of, from the message `first` on.

    Raises DemoFailed unless the message `last` comes in time.
    """
    client = company.people.client(account)
    sent = reporter.wait(f"{account.name} was told:", lambda: _notifications(client, subjects, last=last))
    codes = [message.code for message, _ in sent]
    for message, delivery in sent[codes.index(first) if first else 0 :]:
        reporter.line(f"  {message.title}" + (f"  [{delivery.channel}: {delivery.state}]" if delivery else ""))


def _notifications(client: Client, subjects: set[str], *, last: str) -> list[Notification] | None:
    """The person's messages about the subjects, oldest first; None until `last` is among them and all mail is out."""
    messages = [message for message in client.notify.inbox() if message.subject in subjects]
    deliveries = {delivery.message_id: delivery for delivery in client.notify.deliveries()}
    sent = [(message, deliveries.get(message.id)) for message in reversed(messages)]
    arrived = any(message.code == last for message in messages)
    return sent if arrived and all(mail is None or mail.state == "delivered" for _, mail in sent) else None
