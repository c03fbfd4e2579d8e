"""People whose accounts were joined: events that name the account which ended are of the person who stays.

Feeds are independent of each other, so another service's event with the ended account may arrive later than auth's.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.repository import insert_into
from services.kit.data.tables import KitTables
from services.kit.events.jobs import Job

PERSON_JOINED = "person.joined"  # auth's: `persons` are the person who stays, and the account that ended
_LATE = timedelta(minutes=15)  # for how long a request or token from before may still write the ended id

Move = Callable[[Session, str, str], None]  # gives what the first person has to the second; safe to repeat


def note_join(session: Session, tables: KitTables, persons: Sequence[str]) -> None:
    """Note that the second person ended in the first. Safe to repeat."""
    joined = tables.joined_people
    (stays,), ended = current_people(session, tables, persons[:1]), persons[1]
    if ended == stays:
        return
    row = {"joined_into": stays, "joined_at": clock.now()}
    insertion = insert_into(session, joined).values(person_id=ended, **row)
    session.execute(insertion.on_conflict_do_update(index_elements=["person_id"], set_={"joined_into": stays}))
    session.execute(update(joined).where(joined.c.joined_into == ended).values(joined_into=stays))


def current_people(session: Session, tables: KitTables, persons: Sequence[str]) -> list[str]:
    """The people of these ids, by the ids of the accounts that they have now."""
    if not persons:
        return []
    joined = tables.joined_people
    found = session.execute(select(joined.c.person_id, joined.c.joined_into).where(joined.c.person_id.in_(persons)))
    now = {row.person_id: row.joined_into for row in found}
    return [now.get(person, person) for person in persons]


def move_late_job(move: Move) -> Job:
    """Repeat the moves of the last minutes: a request that was under way may have written the ended id since."""
    return Job(name="move_late", every_seconds=60, work=partial(_move_late, move=move))


def _move_late(database: Database, move: Move) -> None:
    joined = database.tables.joined_people
    with database.read() as session:
        recent = select(joined.c.person_id, joined.c.joined_into).where(joined.c.joined_at > clock.now() - _LATE)
        joins = session.execute(recent).all()
    for ended, stays in joins:
        with database.write() as session:
            move(session, ended, stays)
