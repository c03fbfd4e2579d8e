"""What somebody is asked and told about something."""

from collections import Counter

from tests.journeys.cast import Actor


def asked(actor: Actor, *subjects: str) -> set[tuple[str, str]]:
    """The open tasks about these: kind and subject."""
    return {(task.kind, task.subject) for task in actor.client.notify.tasks() if task.subject in subjects}


def told(actor: Actor, *subjects: str) -> Counter[str]:
    """The codes of the messages about these, and how often each came."""
    return Counter(message.code for message in actor.client.notify.inbox() if message.subject in subjects)
