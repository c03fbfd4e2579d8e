"""Personal data stay in the service that owns them: a canary in each field, every database and log searched (I15)."""

from contextlib import closing
from pathlib import Path
from uuid import uuid4

from sqlalchemy import MetaData, select

from ressurspool.client.pool import EndorsementDraft
from ressurspool.client.words import Explained
from ressurspool.ops.stack import Stack
from services.kit.data.database import Database
from services.scheme.services import SERVICES
from tests.journeys.cast import HOME, HOST, Cast, a_need, a_sign_up, days_from_now, terms, until
from tests.journeys.scenes.outcomes import delivered


def test_canaries_are_found_at_home_only(stack: Stack, cast: Cast) -> None:
    employee, home, host = cast.new("employee", HOME), cast.coordinator(HOME), cast.coordinator(HOST)
    name, about, note, message, reason, listed, said = (f"kanari{uuid4().hex}" for _ in range(7))
    expert = employee.client.pool.sign_up(a_sign_up(name=name, about=about))
    home.client.pool.endorse(expert.id, EndorsementDraft(valid_until=days_from_now(400), note=note))
    need = host.client.needs.post(a_need())
    asked = host.client.placements.invite(expert.id, need.id, offer=terms(), message=message)
    host.client.placements.put_on_shortlist(asked.id, listed, version=0)
    host.client.placements.write(asked.id, said)
    until(lambda: "candidacy_host_wrote" in {one.code for one in employee.client.notify.inbox()}, what="the message")
    placement = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement is not None
    assert home.client.placements.approve(placement, terms_version=1).state == "agreed"
    host.client.placements.cancel(placement, Explained(reason="other", note=reason))
    until(lambda: delivered(employee), what="the mail to be delivered")

    owners = {name: {"pool"}, about: {"pool"}, message: {"placements"}, employee.email: {"auth"}}
    for canary, owner in owners.items():
        assert places_of(stack, canary) <= owner, canary
    assert places_of(stack, note) <= {"pool"}
    for canary in (reason, listed, said):
        assert places_of(stack, canary) <= {"placements"}
    assert list(employee.client.placements.messages(asked.id)) == []
    assert {act.verb for act in home.client.pool.audit(expert.id)} >= {"expert.submitted", "expert.endorsed"}
    assert [act.verb for act in host.client.needs.audit(need.id)][-1] == "need.created"
    assert next(host.client.placements.audit(placement)).verb == "placement.cancelled"
    audited = "".join(audit_of(url) for service, url in stack.databases.items() if service in SERVICES)
    assert [text for text in (*owners, note, reason, listed, said) if text in audited] == []
    assert expert.id in audited  # the search finds what is there
    assert placement in audited


def audit_of(url: str) -> str:
    """Every row of a service's audit, as text: codes and ids."""
    with closing(Database(url, MetaData())) as database, database.read() as session:
        return str(session.execute(select(database.tables.audit_trail)).all())


def places_of(stack: Stack, canary: str) -> set[str]:
    """Which services' SQLite files, and whose logs, hold the text. PostgreSQL's files are not looked into here."""
    found = {file.stem for file in stack.folder.glob("*.db*") if canary.encode() in content_of(file)}
    return found | {f"log of {log.stem}" for log in logs(stack) if canary.encode() in content_of(log)}


def content_of(file: Path) -> bytes:
    """Nothing where it has gone meanwhile, as SQLite's journals do."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def logs(stack: Stack) -> list[Path]:
    return list((stack.folder / "logs").glob("*.log"))


def test_the_search_finds_what_is_there(stack: Stack, cast: Cast) -> None:
    """The negative control: a canary where it belongs is found, on SQLite in the file and anywhere in a log."""
    employee = cast.new("employee", HOME)
    about = f"kanari{uuid4().hex}"
    employee.client.pool.sign_up(a_sign_up(about=about))
    if stack.databases["pool"].startswith("sqlite"):
        assert places_of(stack, about) == {"pool"}
    with (stack.folder / "logs" / "canary.log").open("w") as log:
        log.write(about)
    assert "log of canary" in places_of(stack, about)
