"""What auth does by the clock."""

from datetime import timedelta
from functools import partial

from services.auth.audit.repository import AuditEntries
from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.delegations import service as delegations
from services.auth.delegations.repository import Delegations
from services.auth.devices.repository import DeviceCodes
from services.auth.federation.issuers import Issuers
from services.auth.federation.repository import FederatedLogins
from services.auth.joins.repository import JoinCodes
from services.auth.keys.service import keep_keys
from services.auth.letters.repository import Letters
from services.auth.limits.repository import GuessGates, KnownBrowsers
from services.auth.limits.service import BROWSER_KNOWN
from services.auth.people.repository import People
from services.auth.proposals.register import Register
from services.auth.proposals.repository import Proposals, RegisterEntries
from services.auth.proposals.service import keep_entry
from services.auth.sessions.repository import Sessions
from services.auth.sessions.service import end_unvouched_sessions
from services.auth.settings import AuthSettings
from services.auth.substitutes import service as substitutes
from services.auth.successions.service import pass_on_late
from services.auth.tokens.repository import Codes, RefreshTokens, UsedAssertions
from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.jobs import Job

CODES_KEPT = timedelta(hours=1)  # after they expire, for whoever looks into a refused login
SESSIONS_KEPT = timedelta(days=30)  # after they expire, for whoever looks into a strange one
LETTERS_KEPT = timedelta(days=30)  # after they expire: a proposal's link goes on showing how far it has come


def forget_spent(database: Database) -> None:
    """Delete what nobody can use any more: codes, tokens, assertions, links, limits that no longer bind, old logins."""
    with database.write() as session:
        Codes(session).forget_expired(before=clock.now() - CODES_KEPT)
        UsedAssertions(session).forget_expired(before=clock.now() - CODES_KEPT)
        RefreshTokens(session).forget_expired(before=clock.now() - SESSIONS_KEPT)
        DeviceCodes(session).forget_expired(before=clock.now() - CODES_KEPT)
        Sessions(session).forget_old(before=clock.now() - SESSIONS_KEPT)
        JoinCodes(session).forget_expired(before=clock.now() - CODES_KEPT)
        Letters(session).forget_expired(before=clock.now() - LETTERS_KEPT)
        Proposals(session).forget_unproven(before=clock.now() - LETTERS_KEPT)
        FederatedLogins(session).forget_expired(before=clock.now() - CODES_KEPT)
        GuessGates(session).forget_old(before=clock.now())
        KnownBrowsers(session).forget_old(before=clock.now() - BROWSER_KNOWN)


def forget_audit_job(*, days: int) -> Job:
    """Delete audit entries that are older than so many days."""

    def forget(database: Database) -> None:
        with database.write() as session:
            AuditEntries(session).forget_old(before=clock.now() - timedelta(days=days))

    return Job(name="forget_audit", every_seconds=3600, work=forget)


def end_substitutes(database: Database) -> None:
    """Take the role from substitutes whose last day is over."""
    with database.write() as session:
        substitutes.end_overdue(People(session))


def end_delegations(database: Database) -> None:
    """End delegations that have run out, and the logins they gave."""
    with database.write() as session:
        delegations.expire_overdue(Delegations(session))


def pass_on(database: Database) -> None:
    """Pass on what was begun at a body while another took its place."""
    with database.read() as session:
        succeeded = [body.orgnr for body in Organisations(session).list_succeeded()]
    for orgnr in succeeded:
        with database.write() as session:
            pass_on_late(session, orgnr, by=OPERATOR)


def check_proposals_job(register: Register) -> Job:
    """Look up in Enhetsregisteret the proposed bodies without an answer yet; while it is down they wait."""

    def check(database: Database) -> None:
        with database.read() as session:
            waiting = [proposal.orgnr for proposal in Proposals(session).list_waiting()]
            unknown = [orgnr for orgnr in waiting if RegisterEntries(session).find(orgnr) is None]
        for orgnr in unknown:
            entry = register.ask(orgnr)
            with database.write() as session:
                keep_entry(session, orgnr, entry)

    return Job(name="check_proposals", every_seconds=30, work=check)


def end_unvouched_job(issuers: Issuers) -> Job:
    """End the logins of issuers that were taken out of the settings.

    It repeats: until it is restarted, a process with the old settings begins more of them. Who vouches for a body
    vouches for the one that has taken its place.
    """

    def end(database: Database) -> None:
        with database.write() as session:
            bodies = Organisations(session)

            def vouch(issuer: str, orgnr: str) -> bool:
                return any(issuers.vouch(issuer, one) for one in (orgnr, *bodies.list_predecessors(orgnr)))

            end_unvouched_sessions(Sessions(session), vouch)

    return Job(name="end_unvouched", every_seconds=300, work=end)


def keep_keys_job(settings: AuthSettings) -> Job:
    """Make, activate and retire signing keys by their age."""
    return Job(name="keep_keys", every_seconds=60, work=partial(keep_keys, settings=settings))


JOBS = [
    Job(name="end_delegations", every_seconds=30, work=end_delegations),
    Job(name="end_substitutes", every_seconds=300, work=end_substitutes),
    Job(name="pass_on", every_seconds=60, work=pass_on),
    Job(name="forget_spent", every_seconds=600, work=forget_spent),
]
