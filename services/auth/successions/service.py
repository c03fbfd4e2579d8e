"""Lets one public body take another's place: what the other holds passes to it, in one transaction.

It can be repeated: the first time the bodies change, and whatever is found at the predecessor passes each time. The
other services follow `organisation.succeeded`.
"""

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.domain import BodyState
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.sessions.domain import EndReason
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_sessions_for
from services.auth.successions.errors import CannotSucceed
from services.auth.successions.holdings import Passed, count_holdings, pass_holdings
from services.auth.successions.members import count_members, pass_members
from services.kit import clock
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import NotFound


def succeed(session: Session, predecessor: str, successor: str, *, by: Actor) -> Passed:
    """Let `successor` take the place of `predecessor`. Returns how many things of each kind passed now.

    Raises NotFound, CannotSucceed. A second call for the same two passes what has come in between.
    """
    old, new = _locked(session, predecessor, successor)
    _refuse_misfits(old, new)
    if old.succeeded_by is None:
        _end_body(session, old, new, by=by)
    return _pass_all(session, old, new, by=by)


def count_what_passes(session: Session, predecessor: str, successor: str) -> Passed:
    """How many things of each kind would pass; nothing changes. Raises as `succeed`."""
    bodies = Organisations(session)
    old, new = _known(bodies, predecessor), _known(bodies, successor)
    _refuse_misfits(old, new)
    return {**count_members(session, old, new), **count_holdings(session, old, new)}


def pass_on_late(session: Session, predecessor: str, *, by: Actor) -> None:
    """Pass on what was begun at a predecessor while its place was taken, as an invitation that was being written.

    Raises NotFound.
    """
    successor = _known(Organisations(session), predecessor).succeeded_by
    if successor is not None:
        old, new = _locked(session, predecessor, successor)
        _pass_all(session, old, new, by=by)


def _locked(session: Session, predecessor: str, successor: str) -> tuple[Organisation, Organisation]:
    """Both bodies, locked in the order of their numbers: two successions then never wait for each other."""
    bodies = Organisations(session)
    for orgnr in sorted({predecessor, successor}):
        bodies.find_locked(orgnr)
    return _known(bodies, predecessor), _known(bodies, successor)


def _known(bodies: Organisations, orgnr: str) -> Organisation:
    body = bodies.find(orgnr)
    if body is None:
        raise NotFound(orgnr=orgnr)
    return body


def _refuse_misfits(old: Organisation, new: Organisation) -> None:
    """Raises CannotSucceed. A circle ends here too: whoever was succeeded has left."""
    if old.orgnr == new.orgnr:
        raise CannotSucceed(because="same_body")
    if old.succeeded_by is not None and old.succeeded_by != new.orgnr:
        raise CannotSucceed(because="succeeded_already", successor=old.succeeded_by)
    if new.state != BodyState.JOINED:
        raise CannotSucceed(because="successor_has_left")


def _end_body(session: Session, old: Organisation, new: Organisation, *, by: Actor) -> None:
    """Take the predecessor off the list, and emit it before anything about its members.

    Followers then have moved what belongs to a member before they learn that a membership has.
    """
    bodies = Organisations(session)
    for orgnr in bodies.list_predecessors(old.orgnr):
        _point_to(bodies.get(orgnr), new)
    _point_to(old, new)
    if old.state == BodyState.JOINED:
        old.state, old.left_at = BodyState.LEFT, clock.now()
    old.leaving_asked_by = old.leaving_asked_at = None
    bodies.flush()
    event = Event(
        type="organisation.succeeded",
        subject=old.orgnr,
        version=old.version,
        orgs=[old.orgnr, new.orgnr],
        codes={"successor": new.orgnr},
    )
    emit_event(session, event)
    for body, other in ((old, new), (new, old)):
        about = ("organisation", other.orgnr)
        record_audit(session, Action.ORGANISATION_SUCCEEDED, by, about=about, orgnr=body.orgnr)


def _point_to(body: Organisation, successor: Organisation) -> None:
    body.succeeded_by, body.version = successor.orgnr, body.version + 1


def _pass_all(session: Session, old: Organisation, new: Organisation, *, by: Actor) -> Passed:
    holdings = pass_holdings(session, old, new, by=by)  # the policy too, whose departments members keep
    members = pass_members(session, old, new, by=by)
    end_sessions_for(Sessions(session), old.orgnr, reason=EndReason.BODY_SUCCEEDED)
    return {**members, **holdings}
