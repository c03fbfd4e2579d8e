"""What a mail says of its thing: who is asked, what each reader is told, and that none of it is kept."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from pydantic import BaseModel
from sqlalchemy import select

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import PeerUnavailable
from services.notify.deliveries.domain import BATCH, Letter
from services.notify.deliveries.models import Delivery
from services.notify.peers import Contact, Peers, ReaderCase, ReaderName, ReaderNames, Reading, Summary
from services.notify.tables import Table
from tests.notify.factories import Story, handle, member
from tests.notify.fakes import FakeChannel, FakePeers, a_worker
from tests.notify.rows import codes_of
from tests.support.callers import BAERUM, HUSBANKEN

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TITLE, EMPLOYEE = "Kanaribehov til nytt skjema", "Kanariansatt, Bærum kommune"
NAMES = {BAERUM: {"nb": "Bærum kommune"}, HUSBANKEN: {"nb": "Husbanken"}}


class Owners(FakePeers):
    """auth, placements, needs and pool, which know one story. Those in `away` give no answer.

    They tell each reader what the real ones do: a host knows the employee and the home agency once `disclosed`.
    """

    def __init__(self, story: Story, *, away: Sequence[str] = (), disclosed: bool = False, gone: bool = False) -> None:
        super().__init__()
        self.story, self.away_too, self.disclosed, self.gone = story, away, disclosed, gone
        self.calls: list[str] = []

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.away_too:
            raise PeerUnavailable(peer=name)

    def find_contacts(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        self._called("auth")
        return super().find_contacts(person_ids)

    def find_reader_cases(self, readings: Sequence[Reading]) -> Mapping[Reading, ReaderCase]:
        self._called("placements")
        found = {reading: self._case(reading) for reading in readings if not self.gone}
        return {reading: case for reading, case in found.items() if case is not None}

    def _case(self, reading: Reading) -> ReaderCase | None:
        story = self.story
        if reading.reader == story.employee:
            parties = ["employee"]
        elif f".{BAERUM}.coordinator" in reading.reader:
            parties = ["home"]
        elif f".{HUSBANKEN}." in reading.reader:
            parties = ["host"]
        else:
            return None
        knows_home = parties != ["host"] or self.disclosed
        return ReaderCase(
            id=reading.thing,
            reference="H-2027-00042",
            need_id=UUID(story.need),
            expert_id=UUID(story.expert),
            host_org=story.host,
            home_org=story.home if knows_home else None,
            start=date(2027, 1, 4),
            end=date(2027, 3, 31),
            percentage=60,
            parties=parties,
        )

    def find_reader_names(self, readings: Sequence[Reading]) -> Mapping[Reading, ReaderName]:
        self._called("pool")
        found = dict[Reading, ReaderName]()
        for reading in readings:
            own, home = reading.reader == self.story.employee, f".{BAERUM}.coordinator" in reading.reader
            if own or home or (self.disclosed and f".{HUSBANKEN}." in reading.reader):
                found[reading] = ReaderName(name=EMPLOYEE, own=own)
        return found

    def find_summaries(self, need_ids: Sequence[UUID]) -> Mapping[UUID, Summary]:
        self._called("needs")
        days = {"earliest_start": date(2027, 1, 1), "latest_start": date(2027, 2, 1), "months": 3, "percentage": 60}
        of = {"title": TITLE, "host_org": HUSBANKEN}
        return {need: Summary.model_validate({"id": need, **of, **days}) for need in need_ids if not self.gone}

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        self._called("names of bodies")
        return {orgnr: NAMES[orgnr] for orgnr in orgnrs}


@pytest.fixture
def home(database: Database) -> str:
    return member(database, "coordinator", BAERUM)


@pytest.fixture
def host(database: Database) -> str:
    return member(database, "coordinator", HUSBANKEN)


def mailed(database: Database, peers: Owners) -> dict[str, Letter]:
    """The letters that are sent, by the person."""
    channel = FakeChannel()
    a_worker(channel, peers).send_due(database)
    return {letter.to.partition("@")[0]: letter for letter in channel.letters}


def propose(database: Database, story: Story) -> None:
    with clock.stopped_at(NOW):
        handle(database, story.proposed())


class TestReaders:
    def test_are_told_what_each_may_know(self, database: Database, story: Story, home: str, host: str) -> None:
        propose(database, story)
        letters = mailed(database, Owners(story))
        texts = {who: letters[person].text for who, person in (("home", home), ("host", host), ("me", story.employee))}
        assert all(f"Behov: {TITLE}" in text for text in texts.values())
        assert all("Periode: 4. januar 2027 til og med 31. mars 2027" in text for text in texts.values())
        assert [who for who, text in texts.items() if EMPLOYEE in text] == ["home"]
        assert [who for who, text in texts.items() if "Bærum kommune" in text] == ["home", "me"]
        assert f"http://localhost:8000/web/placements/{story.placement}" in texts["me"].split()
        assert {letter.thread for letter in letters.values()} == {UUID(story.candidacy)}

    def test_as_host_are_told_the_name_once_it_is_disclosed(self, database: Database, story: Story, host: str) -> None:
        propose(database, story)
        letter = mailed(database, Owners(story, disclosed=True))[host]
        assert EMPLOYEE in letter.text
        assert letter.subject.endswith(" – Bærum kommune")
        assert EMPLOYEE not in letter.subject

    def test_who_left_the_body_are_told_nothing(self, database: Database, story: Story, home: str) -> None:
        propose(database, story)
        with database.write() as session:
            session.execute(Table.metadata.tables["memberships"].delete())
        letter = mailed(database, Owners(story))[home]
        assert TITLE not in letter.text + letter.subject
        assert "En hospitering er foreslått" in letter.text

    def test_of_a_thing_that_is_gone_get_the_mail_without_it(self, database: Database, story: Story, home: str) -> None:
        propose(database, story)
        letter = mailed(database, Owners(story, gone=True))[home]
        assert (letter.subject, "Behov:" in letter.text) == ("En hospitering er foreslått", False)


class TestOwners:
    def test_are_asked_once_for_a_batch(self, database: Database, story: Story) -> None:
        for _ in range(BATCH - 3):
            member(database, "coordinator", HUSBANKEN)
        propose(database, story)
        peers = Owners(story)
        assert len(mailed(database, peers)) == BATCH - 2
        assert sorted(peers.calls) == ["auth", "names of bodies", "needs", "placements", "pool"]

    def test_that_no_mail_is_about_are_not_asked(self, database: Database, story: Story) -> None:
        with clock.stopped_at(NOW):
            handle(database, story.event("expert.returned", reason="workload"))
        peers = Owners(story)
        letter = mailed(database, peers)[story.employee]
        assert sorted(peers.calls) == ["auth", "pool"]
        assert "http://localhost:8000/web/profile" in letter.text.split()

    @pytest.mark.parametrize("away", ["auth", "placements", "needs", "pool", "names of bodies"])
    def test_that_are_away_delay_the_mail(self, database: Database, story: Story, away: str) -> None:
        with clock.stopped_at(NOW) as move:
            handle(database, story.event("candidacy.offered", answer_by="2026-12-01T11:00:00+00:00"))
            assert mailed(database, Owners(story, away=[away])) == {}
            with database.read() as session:
                delivery = session.scalars(select(Delivery)).one()
                assert (delivery.state, delivery.reason) == ("failed", "peer-unavailable")
            assert codes_of(database, story.employee) == ["candidacy_offered"], "the inbox has it"
            move(timedelta(minutes=1))
            assert TITLE in mailed(database, Owners(story))[story.employee].text

    def test_that_are_away_delay_no_mail_about_something_else(self, database: Database, story: Story) -> None:
        with clock.stopped_at(NOW):
            handle(database, story.event("candidacy.offered"))
            handle(database, Story().event("expert.returned", reason="workload"))
        letters = mailed(database, Owners(story, away=["placements"]))
        assert [letter.subject for letter in letters.values()] == ["Profilen din er sendt tilbake"]


class FewAnswers:
    """An owner that answers fewer readings than it was asked."""

    def __init__(self, answer: BaseModel) -> None:
        self.answer = answer

    def find(self, path: str, model: type[BaseModel], *, params: Mapping[str, str]) -> BaseModel:
        assert params["readings"].count(",") == 1
        return self.answer


class TestPeers:
    def test_never_take_one_readers_answer_for_anothers(self) -> None:
        peers, readings = Peers.__new__(Peers), [Reading(UUID(int=1), "a"), Reading(UUID(int=1), "b")]
        name = ReaderName(name=EMPLOYEE, own=False)
        vars(peers)["_pool"] = FewAnswers(ReaderNames(experts=[name, None]))
        assert peers.find_reader_names(readings) == {readings[0]: name}
        vars(peers)["_pool"] = FewAnswers(ReaderNames(experts=[name]))
        with pytest.raises(PeerUnavailable):
            peers.find_reader_names(readings)


class TestNothingIsKept:
    def kept(self, database: Database) -> str:
        with database.read() as session:
            rows = [session.execute(table.select()).all() for table in Table.metadata.sorted_tables]
        return repr(rows)

    def test_of_what_a_mail_said(
        self, database: Database, story: Story, home: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        propose(database, story)
        letter = mailed(database, Owners(story))[home]
        assert TITLE in letter.text
        assert EMPLOYEE in letter.text
        said = self.kept(database) + "".join(capsys.readouterr())
        assert "delivered" in said, "what is searched is what was written"
        for canary in ("Kanari", "@kommune.example", "Bærum kommune"):
            assert canary not in said
