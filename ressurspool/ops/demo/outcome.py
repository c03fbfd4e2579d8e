"""Reads back from the API what has come of it: the agreement, and who was told what."""

from ressurspool.client import Client
from ressurspool.client.notify import Delivery, Message
from ressurspool.client.placements import Placement
from ressurspool.ops.demo.company import Company
from ressurspool.ops.demo.people import Account
from ressurspool.ops.demo.reporter import DemoFailed, Reporter

Told = tuple[Message, Delivery | None]

PARTIES = {"employee", "home", "host"}


def read_back(company: Company, reporter: Reporter, placement_id: str) -> None:
    """Raises DemoFailed unless everybody concerned sees the agreement, and was told."""
    reporter.title("Read back from the API")
    told = {"employee": company.employee, "home": company.home, "host": company.host}
    for account in told.values():
        placement = company.people.client(account).placements.placement(placement_id)
        _refuse_unless_agreed(placement, account)
    reporter.line(f"Placement {placement_id} is agreed: {placement.terms.start} to {placement.terms.end}.")
    for decision in placement.decisions:
        when = f"{decision.at.astimezone():%H:%M:%S}"
        reporter.line(f"  {decision.party}: {decision.decision} of terms version {decision.terms_version} at {when}")
    _count_filled(company, reporter, placement.need_id)
    reporter.title("Who was told what")
    concerned = {placement_id, placement.candidacy_id, placement.need_id, placement.expert_id}
    for account in told.values():
        _show_told(company, reporter, account, concerned, last="placement_agreed")
    _show_told(company, reporter, company.requester, concerned, last="need_filled")


def _refuse_unless_agreed(placement: Placement, account: Account) -> None:
    said_yes = {decision.party for decision in placement.decisions if decision.decision == "approve"}
    if placement.state != "agreed" or said_yes != PARTIES:
        raise DemoFailed(f"{account.name} sees the placement as {placement.state}, agreed to by {sorted(said_yes)}.")


def _count_filled(company: Company, reporter: Reporter, need_id: str) -> None:
    needs = company.people.client(company.requester).needs

    def filled() -> str | None:
        need = needs.need(need_id)
        return f"{need.filled} of {need.places}" if need.state == "filled" else None

    places = reporter.wait("the need hears that its place is taken", filled)
    reporter.line(f"Places filled: {places}.")


def _show_told(company: Company, reporter: Reporter, account: Account, concerned: set[str], *, last: str) -> None:
    client = company.people.client(account)
    told = reporter.wait(f"{account.name} was told:", lambda: _told(client, concerned, last=last))
    for message, delivery in told:
        reporter.line(f"  {message.title}" + (f"  [{delivery.channel}: {delivery.state}]" if delivery else ""))


def _told(client: Client, concerned: set[str], *, last: str) -> list[Told] | None:
    """What the person was told of it, oldest first, once the last is among it and no mail is still on its way."""
    messages = [message for message in client.notify.inbox() if message.subject in concerned]
    deliveries = {delivery.message_id: delivery for delivery in client.notify.deliveries()}
    told = [(message, deliveries.get(message.id)) for message in reversed(messages)]
    arrived = any(message.code == last for message in messages)
    return told if arrived and all(sent is None or sent.state == "delivered" for _, sent in told) else None
