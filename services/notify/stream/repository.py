"""The marks of many inboxes and audiences, in one look."""

from collections.abc import Collection

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from services.kit.data.tables import table_of
from services.notify.inbox.models import Message
from services.notify.stream.domain import Marks
from services.notify.tasks.models import Task

_MESSAGES, _TASKS = table_of(Message), table_of(Task)
_INBOXES = (
    select(_MESSAGES.c.person_id, func.count(), func.sum(_MESSAGES.c.version))
    .where(_MESSAGES.c.person_id.in_(bindparam("people", expanding=True)))
    .group_by(_MESSAGES.c.person_id)
)
_AUDIENCES = (
    select(_TASKS.c.audience, func.count(), func.sum(_TASKS.c.version))
    .where(_TASKS.c.audience.in_(bindparam("audiences", expanding=True)))
    .group_by(_TASKS.c.audience)
)


def marks_of(session: Session, people: Collection[str], audiences: Collection[str]) -> Marks:
    inboxes = session.execute(_INBOXES, {"people": sorted(people)}).all() if people else []
    tasks = session.execute(_AUDIENCES, {"audiences": sorted(audiences)}).all() if audiences else []
    return Marks(
        inboxes={row[0]: (row[1], int(row[2])) for row in inboxes},
        audiences={row[0]: (row[1], int(row[2])) for row in tasks},
    )
