"""The day's mix has the shares that it says, and a main job is seven writes, each made of the answer before it."""

import json
from collections import Counter

import pytest

from benchmarks.acts import Act, Answer
from benchmarks.cast import Body, Cast
from benchmarks.day_mix import BROWSE, LISTS, READS, WRITES, Day, Scene
from benchmarks.journeys import FinishedJob, main_job
from benchmarks.open_loop import Draw
from services.scheme.services import SERVICES

DRAWS = 5_000
LISTED = {"an agency's profiles", "an agency's needs", "placements", "tasks", "inbox", "candidates"}
READ = {"own profile", "a need", "a placement"}


def body(orgnr: str, *, employees: int = 0) -> Body:
    named = [f"employee {number} of {orgnr}" for number in range(employees)]
    return Body(orgnr=orgnr, coordinator=f"led {orgnr}", requester=f"asks {orgnr}", employees=named)


@pytest.fixture
def cast() -> Cast:
    bodies = [body("935478715", employees=DRAWS), body("942114184", employees=DRAWS)]
    return Cast(bodies=bodies, ports={name: place for place, name in enumerate(SERVICES, start=1)})


class TestDraw:
    def test_keeps_the_shares(self, cast: Cast) -> None:
        home, host = cast.bodies
        ids = {"expert_id": "e", "need_id": "n", "candidacy_id": "c", "placement_id": "p"}
        day = Day(cast, seed=1)
        day._scene = Scene(
            experts=[(home, "employee", "e")],
            needs=[(host, "n")],
            placed=[FinishedJob(home=home, host=host, employee="employee", **ids)],
        )
        drawn = Counter(day.draw().act.name for _ in range(DRAWS))
        assert set(drawn) == {*LISTED, *READ, "browse", "sign up"}
        for share, names in ((LISTS, LISTED), (BROWSE, {"browse"}), (READS, READ), (WRITES, {"sign up"})):
            assert sum(drawn[name] for name in names) / DRAWS == pytest.approx(share / 100, abs=0.03)

    def test_repeats_a_refused_write_under_its_key_and_goes_on_with_an_answered_one(self, cast: Cast) -> None:
        day = Day(cast, seed=1)
        job = day._new_job()
        refused = Draw(act=next(job), job=job)
        day.refused(refused)
        assert day._ready.popleft().act.key == refused.act.key
        day.answered(refused, json.dumps({"id": "e"}))
        assert day._ready.popleft().act.name == "endorse"


class TestMainJob:
    def test_is_seven_writes_by_those_whose_move_it_is(self, cast: Cast) -> None:
        home, host = cast.bodies
        job = main_job(cast, home, "employee", host, number=1)
        answers = iter([{"id": "e"}, {"id": "e"}, {"id": "n"}, {"id": "c", "terms_version": 1},
                        {"placement_id": "p"}, {"state": "proposed"}, {"state": "agreed"}])  # fmt: skip
        acts, act = [], next(job)
        with pytest.raises(StopIteration) as ended:
            while True:
                acts.append(act)
                act = job.send(json.dumps(next(answers)))
        assert [(act.name, act.token) for act in acts] == [
            ("sign up", "employee"),
            ("endorse", home.coordinator),
            ("post a need", host.requester),
            ("invite", host.requester),
            ("accept", "employee"),
            ("decide", host.coordinator),
            ("decide", home.coordinator),
        ]
        assert (ended.value.value.placement_id, ended.value.value.need_id) == ("p", "n")


class TestAct:
    def test_names_what_is_wrong_with_an_answer(self) -> None:
        act = Act(name="a need", port=1, path="/v1/needs/n", about="n")
        assert act.fault_of(Answer(status=200, body='{"id":"n"}', at=0)) is None
        assert "404" in (act.fault_of(Answer(status=404, body="n", at=0)) or "")
        assert act.fault_of(Answer(status=200, body='{"id":"m"}', at=0)) is not None

    def test_reads_why_it_was_refused(self) -> None:
        busy = Answer(status=503, body='{"type":"/problems/peer-unavailable","title":"x"}', at=0)
        assert busy.refusal == "503 peer-unavailable"
        assert Answer(status=404, body="{}", at=0).refusal is None
