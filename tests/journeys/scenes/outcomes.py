"""What an actor sees of the work of other services, once it has arrived."""

from ressurspool.client.problem import ProblemError
from tests.journeys.cast import Actor


def is_candidate(requester: Actor, need_id: str, expert_id: str) -> bool:
    try:
        listed = requester.client.matching.candidates(need_id, limit=100)
    except ProblemError as error:
        if error.status == 404:  # matching has not heard of the need yet
            return False
        raise
    return expert_id in [candidate.expert_id for candidate in listed.candidates]


def places_filled(requester: Actor, need_id: str) -> int:
    return requester.client.needs.need(need_id).filled


def busy_days_of(employee: Actor) -> list[object]:
    profile = employee.client.transport.send("GET", "/pool/v1/me/expert").json()
    busy: list[object] = profile["busy"]
    return busy


def is_notified_of_agreement(actor: Actor, placement_id: str) -> bool:
    """Looks at the whole inbox: what comes of days to come, by a clock that was moved, stands before what is new."""
    found = {(message.code, message.subject) for message in actor.client.notify.inbox()}
    return ("placement_agreed", placement_id) in found


def delivered(actor: Actor) -> bool:
    deliveries = list(actor.client.notify.deliveries())
    return bool(deliveries) and all(delivery.state == "delivered" for delivery in deliveries)
