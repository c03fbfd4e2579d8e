"""From events on the other services' feeds to tasks, inboxes and mail, through the whole of notify."""

from collections.abc import Mapping, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.kit.web.application import Overrides
from services.notify.main import create_app
from services.notify.settings import NotifySettings
from services.notify.tables import Table
from services.scheme.services import PORTS as SERVICE_PORTS
from tests.notify.factories import ROLES, Story, an_event
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, person

PORTS = {name: SERVICE_PORTS[name] for name in ("auth", "pool", "needs", "placements")}
LANGUAGES = {"employee": "nn", "home": "nb", "host": "en"}


class Siblings:
    """The other services' answers to notify: their feeds, and auth's tokens and contacts."""

    def __init__(self, feeds: Mapping[str, Sequence[ReceivedEvent]], languages: Mapping[str, str]) -> None:
        self.feeds = {PORTS[name]: events for name, events in feeds.items()}
        self.languages = languages

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/oauth/token":
            return httpx.Response(200, json={"access_token": "t", "expires_in": 300})
        assert request.headers["Authorization"] == "Bearer t"
        if path == "/v1/events":
            return self._events(request.url.port or 0, after=request.url.params["after"])
        person_id = path.split("/")[3]
        contact = {"person_id": person_id, "name": "Rådgiver", "email": f"{person_id}@virksomhet.example"}
        return httpx.Response(200, json={**contact, "language": self.languages[person_id]})

    def _events(self, port: int, *, after: str) -> httpx.Response:
        events = list(self.feeds.get(port, []))
        seen = int(after.partition(".")[2] or 0)
        page = [event.model_copy(update={"position": f"e.{n}"}) for n, event in enumerate(events, start=1) if n > seen]
        body = [event.model_dump() for event in page]
        return httpx.Response(200, json=body, headers={"Feed-Position": f"e.{len(events)}"})


def mails(folder: Path) -> dict[str, list[EmailMessage]]:
    """The mails of each addressee."""
    found: dict[str, list[EmailMessage]] = {}
    for path in sorted((folder / "new").iterdir()):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        found.setdefault(mail["To"].addresses[0].username, []).append(mail)
    return found


def coordinator_granted(person_id: str, orgnr: str) -> ReceivedEvent:
    return an_event(
        "membership.granted", f"of-{person_id}", orgs=[orgnr], persons=[person_id], roles=ROLES["coordinator"]
    )


@pytest.fixture
def story() -> Story:
    return Story(employee="employee")


@pytest.fixture
def followed(database: Database, story: Story, tmp_path: Path) -> Api:
    """notify, after it has followed a placement up to its agreement and sent its mail; auth's feed came last."""
    auth = [coordinator_granted("home", BAERUM), coordinator_granted("host", HUSBANKEN)]
    pool = [story.event("expert.submitted"), story.event("expert.endorsed", valid_until="2027-11-23")]
    placements = [
        story.event("candidacy.offered", answer_by="2026-12-01T10:00:00+00:00", terms_version=1),
        story.event("candidacy.accepted"),
        story.proposed(decided=["employee"]),
        story.decided("host"),
        story.decided("home"),
        story.event("placement.agreed", start="2027-01-04", end="2027-03-31"),
    ]
    feeds = {"auth": auth, "pool": pool, "placements": placements}
    client = httpx.Client(transport=httpx.MockTransport(Siblings(feeds, LANGUAGES)))
    settings = NotifySettings(maildir=tmp_path, quiet_hours=False)
    app = create_app(settings, overrides=Overrides(keys=StaticKeys(), database=database, client=client))
    for loop in reversed(app.state.follower_loops):  # auth last
        loop.follow_once(wait=0)
        loop.follow_once(wait=0)
    app.state.worker.send_due(database)
    app.state.worker.send_due(database)
    return Api(app)


def test_everybody_is_notified_of_the_agreement(followed: Api) -> None:
    for sub, role, org in (
        ("employee", "employee", BAERUM),
        ("home", "coordinator", BAERUM),
        ("host", "coordinator", HUSBANKEN),
    ):
        newest = followed.get("/v1/inbox", person(role, org, sub=sub)).json()["items"][0]
        assert (newest["code"], newest["title"]) == ("placement_agreed", "Hospiteringen er avtalt")


def test_every_task_has_closed_by_itself(followed: Api) -> None:
    home = person("coordinator", BAERUM, sub="home")
    assert followed.get("/v1/tasks", home).json()["items"] == []
    closed = {task["kind"]: task["closed_by"] for task in followed.get("/v1/tasks?all=true", home).json()["items"]}
    assert closed == {"endorse_expert": "expert.endorsed", "decide_as_home": "placement.decided"}


def test_mail_lies_in_the_maildir_in_each_readers_language(followed: Api, tmp_path: Path) -> None:
    subjects = {to: {str(mail["Subject"]) for mail in found} for to, found in mails(tmp_path).items()}
    assert subjects == {
        "employee": {
            "Du er tilrådd",
            "Du har fått eit tilbod om hospitering",
            "Ei hospitering er føreslått",
            "Hospiteringa er avtalt",
        },
        "home": {"En profil venter på anbefaling", "En hospitering er foreslått", "Hospiteringen er avtalt"},
        "host": {"A placement is proposed", "The placement is agreed"},
    }
    agreed = next(mail for mail in mails(tmp_path)["host"] if mail["Subject"] == "The placement is agreed")
    assert agreed.get_content().startswith("Hello, Rådgiver!")
    assert "from 4 January 2027 to 31" in " ".join(agreed.get_content().split())


def test_every_mail_is_recorded_as_delivered_once(followed: Api, tmp_path: Path) -> None:
    recorded = []
    for sub, role, org in (
        ("employee", "employee", BAERUM),
        ("home", "coordinator", BAERUM),
        ("host", "coordinator", HUSBANKEN),
    ):
        recorded += followed.get("/v1/deliveries", person(role, org, sub=sub)).json()["items"]
    assert {delivery["state"] for delivery in recorded} == {"delivered"}
    assert len(recorded) == sum(len(found) for found in mails(tmp_path).values()) == 9


def test_no_name_or_address_is_stored(followed: Api, database: Database) -> None:
    with database.read() as session:
        stored = [
            str(value)
            for table in Table.metadata.sorted_tables
            for row in session.execute(table.select())
            for value in row
        ]
    assert stored
    assert not [value for value in stored if "Rådgiver" in value or "@" in value]
