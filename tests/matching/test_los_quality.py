"""On a real vocabulary, experts in a related theme rank before those in an unrelated one.

The fifty cases were written from the names of the themes alone, before any similarity or score was looked at, and
are not to be tuned: a case that fails says something about the scoring or about Los.
"""

import csv
from pathlib import Path

import pytest

from services.kit.settings import PROJECT_ROOT
from services.matching.engine.ranking import rank_experts
from tests.matching.scenes.states import TODAY, a_need, an_expert
from vocabulary import Vocabulary
from vocabulary.skos import import_skos

LOS = PROJECT_ROOT.parent / "shared" / "data" / "los.rdf"
CASES = Path(__file__).parent / "data" / "los_cases.csv"
# 39 by direct links alone; seven more by the area. Los puts the two themes of these four under different main themes
# and draws no link between them, so that no rule finds them which would not call much else related too
NOT_FOUND = ["fag-og-yrkesopplaring", "foreldrepermisjon", "dagpenger", "uforetrygd"]


@pytest.fixture(scope="module")
def los() -> Vocabulary:
    pytest.importorskip("rdflib", reason="rdflib, the optional extra for SKOS, is not installed")
    if not LOS.exists():
        pytest.skip(f"Los is not at {LOS.name} in the shared data beside the repository")
    return import_skos(LOS, version="los")


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ranked(los: Vocabulary, case: dict[str, str]) -> list[str]:
    """The themes of the case's two experts in the order they are suggested; unrelated ones are not."""
    experts = [
        an_expert(n, fields=[{"field": case[name], "level": 3}])
        for n, name in enumerate(("unrelated", "related"), start=1)  # the unrelated one would win a tie
    ]
    need = a_need(fields=[{"field": case["asked"], "level": 2}])
    ranking = rank_experts(need, experts, limit=2, on=TODAY, vocabulary=los)
    return [each.pair.expert.fields[0].field for each in ranking.best]


def test_there_are_fifty_cases_of_themes_that_los_has(los: Vocabulary) -> None:
    themes = [theme for case in cases() for theme in case.values()]
    assert len(cases()) == 50
    assert set(themes) <= set(los.concepts)


def test_no_unrelated_theme_is_suggested(los: Vocabulary) -> None:
    assert [case["asked"] for case in cases() if case["unrelated"] in ranked(los, case)] == []


def test_related_themes_come_first_but_where_los_draws_no_tie(los: Vocabulary) -> None:
    missed = [case for case in cases() if ranked(los, case)[:1] != [case["related"]]]
    assert [case["asked"] for case in missed] == NOT_FOUND
    assert all(ranked(los, case) == [] for case in missed)
