"""The command line's grammar: nouns and verbs, one command for each verb of `legal`, lists, questions, start."""

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from functools import partial
from importlib.metadata import version
from typing import Any

import pytest
import respx
from rich.console import Console
from typer.testing import CliRunner

from ressurspool.cli import app, lists, nouns, verbs
from ressurspool.cli.commands import ALONE, NOUNS, loaded
from ressurspool.cli.config import readers_language
from services.matching.plans import domain as plans
from services.needs import domain as needs
from services.placements.amendments import domain as amendments
from services.placements.candidacies import domain as candidacies
from services.placements.placements import domain as placements
from services.placements.proposals import domain as proposals
from services.pool import domain as pool
from services.scheme.parties import Party
from tests.client.answers import CANDIDACY, NEED
from tests.client.terminal import know_bodies, logged_in, origin, run

__all__ = ["logged_in", "origin"]

PARTIES = set(Party)
# the verbs that `legal` can name in each state, and the commands for them
LIVES: list[tuple[Callable[[Any], Collection[str]], type[StrEnum], Mapping[str, str]]] = [
    (pool.LIFE.legal, pool.State, verbs.EXPERT),
    (needs.LIFE.legal, needs.State, verbs.NEED),
    (partial(candidacies.legal_for_candidacy, parties=PARTIES), candidacies.CandidacyState, verbs.CANDIDACY),
    (
        partial(placements.legal_for_placement, parties=PARTIES, doubt="home_left"),
        placements.PlacementState,
        verbs.PLACEMENT,
    ),
    (amendments.AMENDMENT.legal, amendments.AmendmentState, verbs.AMENDMENT),
    (plans.PLANS.legal, plans.PlanState, verbs.PLAN),
]
HEAVY = {"httpx", "pydantic", "ressurspool.client", "rich.table", "ressurspool.cli.shell"}
MOST_MODULES = 400
COUNTED = "import sys\nfrom ressurspool.cli import app\n"


def commands() -> set[str]:
    return {f"{noun} {verb}" for noun in NOUNS for verb in loaded(noun).commands} | set(ALONE)


@pytest.mark.parametrize(("legal_in", "states", "known"), LIVES, ids=[states.__name__ for _, states, _ in LIVES])
def test_has_a_command_for_each_verb_that_can_be_legal(
    legal_in: Callable[[Any], Collection[str]], states: type[StrEnum], known: Mapping[str, str]
) -> None:
    legal = {verb for state in states for verb in legal_in(state)}
    assert (set(known), set(known.values()) - commands()) == (legal, set())


def test_has_a_command_for_each_answer_to_other_terms() -> None:
    legal = {verb for state in proposals.ProposalState for verb in proposals.TERMS_PROPOSAL.legal(state)}
    assert set(verbs.PROPOSAL) == legal
    for noun in ("offer", "placement"):
        assert {f"{noun} {verb}" for verb in verbs.PROPOSAL.values()} <= commands()


def test_names_nouns_that_list_and_view() -> None:
    for noun in set(NOUNS) - {"candidate"}:  # whose list is of one need, and whose `why` shows one
        assert {"list", "view"} <= set(loaded(noun).commands), noun


def test_has_a_help_for_everything() -> None:
    for name in [*NOUNS, *ALONE]:
        assert loaded(name).help, name
        for verb, command in getattr(loaded(name), "commands", {}).items():
            assert command.help, f"{name} {verb}"


class TestStart:
    def test_of_help_loads_nothing_that_asks_the_api(self) -> None:
        code = COUNTED + "sys.argv = ['ressurspool', '--help']\ntry:\n    app()\nexcept SystemExit:\n    pass\n"
        code += "print('|' + ' '.join(sys.modules), file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
        modules = set(done.stderr.rpartition("|")[2].split())
        assert "placement" in done.stdout
        assert not modules & (HEAVY - {"rich.table"}), "rich draws the help"
        assert len(modules) < MOST_MODULES

    def test_prints_the_version(self) -> None:
        assert run("--version") == (0, f"ressurspool {version('ressurspool')}")

    def test_offers_completion(self) -> None:
        assert "--install-completion" in run("--help")[1]

    def test_knows_no_other_commands(self) -> None:
        assert run("endorse", "e1")[0] == 2


class TestLists:
    @pytest.fixture
    def needs(self, origin: respx.Router) -> None:
        origin.get("/needs/v1/needs").respond(json={"items": [NEED], "next": None})

    @pytest.mark.usefixtures("needs")
    def test_are_lines_of_tabs_in_a_pipe(self) -> None:
        lines = CliRunner().invoke(app, ["need", "list"]).stdout.splitlines()
        assert [line.split("\t")[:2] for line in lines] == [[NEED["id"], NEED["title"]]]

    @pytest.mark.usefixtures("needs")
    def test_are_json_where_it_is_asked_for(self) -> None:
        found = json.loads(CliRunner().invoke(app, ["need", "list", "--json"]).stdout)
        assert [one["id"] for one in found] == [NEED["id"]]

    @pytest.mark.usefixtures("needs")
    def test_are_a_table_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lists, "out", Console(force_terminal=True, width=200))
        code, shown = run("need", "list")
        assert (code, [word for word in ("Tittel", "Tilstand", str(NEED["title"])) if word not in shown]) == (0, [])


class TestMissing:
    def test_is_asked_for_at_a_terminal(self, origin: respx.Router, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(nouns, "on_terminal", lambda: True)
        origin.get("/pool/v1/experts/e1").respond(json={"id": "e1", "version": 1, "state": "submitted"})
        given = origin.post("/pool/v1/experts/e1/endorsement").respond(
            201, json={"id": "e1", "version": 2, "state": "x"}
        )
        assert run("expert", "endorse", "e1", typed="2027-06-30\ny\n")[0] == 0
        assert json.loads(given.calls.last.request.content)["valid_until"] == "2027-06-30"

    def test_is_an_error_in_a_pipe(self) -> None:
        code, shown = run("expert", "endorse", "e1", typed="2027-06-30\ny\n")
        assert (code, "--until" in shown) == (2, True)


class TestQuestions:
    """Whatever binds somebody is shown, then asked for."""

    # reads, or writes what binds nobody: a message one has just typed, a private note, an order for a plan
    UNASKED: Collection[str] = {"list", "view", "why", "kept", "keep", "fit", "members", "amendments", "messages"}
    UNASKED_WRITES: Collection[str] = {
        "offer message",
        "plan create",
        *(f"webhook {verb}" for verb in ("create", "pause", "replay", "resume", "rotate", "test")),
    }
    TERMS = ("--start", "2027-04-15", "--end", "2027-06-14", "--place", "Drammen", "--tasks", "Kartlegge")
    NEW_NEED = ("--title", "Klart språk", "--description", "Skrives om", "--field", "plain-language:2")
    STARTS = ("--earliest", "2027-04-15", "--latest", "2027-05-15")

    def test_stand_in_every_command_but_those_that_bind_nobody(self) -> None:
        asks = {
            f"{noun} {verb}"
            for noun in NOUNS
            for verb, command in loaded(noun).commands.items()
            if any("--yes" in option.opts for option in command.params)
        }
        verbs_of = {f"{noun} {verb}": verb for noun in NOUNS for verb in loaded(noun).commands}
        silent = {name for name, verb in verbs_of.items() if verb not in self.UNASKED} - asks
        assert silent == self.UNASKED_WRITES

    @pytest.mark.parametrize("answer", ["j", "JA", "y", "yes"])
    def test_take_a_yes_in_each_language(self, origin: respx.Router, answer: str) -> None:
        origin.get("/needs/v1/needs/n1").respond(json=NEED)
        held = origin.post("/needs/v1/needs/n1/hold").respond(201, json=NEED)
        assert run("need", "hold", "n1", typed=f"kanskje\n{answer}\n")[0] == 0
        assert held.called

    @pytest.mark.parametrize("answer", ["", "n", "Nei", "no"])
    def test_take_all_else_for_a_no(self, origin: respx.Router, answer: str) -> None:
        origin.get("/needs/v1/needs/n1").respond(json=NEED)
        held = origin.post("/needs/v1/needs/n1/hold").respond(201, json=NEED)
        code, shown = run("need", "hold", "n1", typed=f"{answer}\n")
        assert (code, "Ingenting er gjort." in shown, held.called) == (1, True, False)

    @pytest.mark.parametrize(("given", "lacks"), [((), "--yes"), (("--yes",), "--outcome")])
    def test_name_the_option_where_nobody_answers(
        self, origin: respx.Router, given: tuple[str, ...], lacks: str
    ) -> None:
        know_bodies(origin)
        origin.get("/needs/v1/needs/n1").respond(json=NEED)
        code, shown = run("need", "close", "n1", *given)
        assert (code, shown.rpartition(": ")[2]) == (2, lacks)

    def test_name_each_code_with_its_word(self, origin: respx.Router) -> None:
        origin.get("/needs/v1/needs/n1").respond(json=NEED)
        closed = origin.post("/needs/v1/needs/n1/closure").respond(201, json=NEED)
        code, shown = run("need", "close", "n1", typed="j\nno_response\n")
        assert (code, "no_response ikke svart" in shown) == (0, True)
        assert json.loads(closed.calls.last.request.content) == {"outcome": "no_response"}

    def test_come_after_the_new_need_was_shown(self, origin: respx.Router) -> None:
        posted = origin.post("/needs/v1/needs").respond(201, json=NEED)
        code, shown = run("need", "create", *self.NEW_NEED, *self.STARTS, typed="n\n")
        told = [word for word in ("Klart språk", "Skrives om", "plain-language:2", "2027-05-15") if word in shown]
        assert (code, len(told), posted.called) == (1, 4, False)
        assert run("need", "create", *self.NEW_NEED, *self.STARTS, typed="j\n")[0] == 0
        assert posted.called

    def test_are_not_asked_about_a_draft(self, origin: respx.Router) -> None:
        posted = origin.post("/needs/v1/needs").respond(201, json=NEED)
        assert run("need", "create", *self.NEW_NEED, *self.STARTS, "--no-publish")[0] == 0
        assert json.loads(posted.calls.last.request.content)["publish"] is False

    def test_come_after_the_terms_of_an_offer_were_shown(self, origin: respx.Router) -> None:
        origin.get("/placements/v1/candidacies/c1").respond(json=CANDIDACY | {"terms": None})
        offered = origin.post("/placements/v1/candidacies/c1/offer").respond(201, json=CANDIDACY)
        code, shown = run("offer", "make", "c1", *self.TERMS, typed="n\n")
        assert (code, "Drammen" in shown, offered.called) == (1, True, False)


class TestApi:
    def test_sends_a_post_with_a_key(self, origin: respx.Router) -> None:
        called = origin.post("/needs/v1/needs").respond(201, json={"id": "n1"})
        result = CliRunner().invoke(app, ["api", "/needs/v1/needs", "-X", "POST", "--input", "-"], input='{"a": 1}')
        assert (result.exit_code, json.loads(result.stdout)) == (0, {"id": "n1"})
        assert json.loads(called.calls.last.request.content) == {"a": 1}
        assert called.calls.last.request.headers["Idempotency-Key"]

    @pytest.mark.parametrize("wrong", [["pool"], ["/x", "-X", "BREW"], ["/x", "--input", "/nowhere"]])
    def test_points_at_what_is_wrong(self, wrong: list[str]) -> None:
        assert run("api", *wrong)[0] == 2


@pytest.mark.parametrize(
    ("set_to", "language"), [("nn_NO.UTF-8", "nn"), ("nb_NO.UTF-8", "nb"), ("en_GB", "en"), ("C", "nb"), ("", "nb")]
)
def test_speaks_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch, set_to: str, language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", set_to)
    assert readers_language() == language
