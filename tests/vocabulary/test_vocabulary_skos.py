"""A SKOS vocabulary is imported as one of our own model."""

import re
import sys
from pathlib import Path

import pytest

from vocabulary import PARENT_OR_CHILD, SIBLING, Kind, Vocabulary, VocabularyError
from vocabulary.skos import ids_of, import_skos, labels_of, slug

LOS = Path(__file__).parents[3] / "shared" / "data" / "los.rdf"

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://example.org/tema/> .
@prefix o: <https://example.org/ord/> .
t:vann a skos:Concept ; skos:prefLabel "Vann"@nb, "Vatn"@nn, "Water"@en ; skos:narrower o:rør .
t:bygg a skos:Concept ; skos:prefLabel "Bygg"@no, "Bygning"@da .
o:rør a skos:Concept ; skos:prefLabel "Rør"@nb, "*"@en ; skos:broader t:bygg, o:rør, <https://elsewhere.org/pipe> .
o:vann a skos:Concept ; skos:prefLabel "Pool"@en ; skos:related t:vann .
"""


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    pytest.importorskip("rdflib", reason="rdflib, the optional extra for SKOS, is not installed")
    file = tmp_path / "words.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return file


class TestSlug:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("hørselshjelpemidler", "horselshjelpemidler"),
            ("veg--og-foreforhold", "veg-og-foreforhold"),
            ("Næring & Ålesund", "naering-alesund"),
            ("Idé_1", "ide-1"),
            ("x" * 80, "x" * 64),
            ("日本", "concept"),
        ],
    )
    def test_is_lower_case_words_with_hyphens(self, text: str, expected: str) -> None:
        assert slug(text) == expected


class TestIdsOf:
    def test_are_the_last_segments(self) -> None:
        assert ids_of(["https://a.org/tema/vann/", "https://a.org/x#luft"]) == {
            "https://a.org/tema/vann/": "vann",
            "https://a.org/x#luft": "luft",
        }

    def test_are_numbered_in_the_order_of_the_addresses(self) -> None:
        assert ids_of(["b/vann", "a/vann", "c/vann", "c/vann-2"]) == {
            "a/vann": "vann",
            "b/vann": "vann-2",
            "c/vann": "vann-3",
            "c/vann-2": "vann-2-2",
        }

    def test_stay_within_the_length_when_numbered(self) -> None:
        assert [len(field_id) for field_id in ids_of([f"a/{'x' * 70}", f"b/{'x' * 70}"]).values()] == [64, 64]


class TestLabelsOf:
    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            ({"nb": "B", "nn": "N", "en": "E"}, {"nb": "B", "nn": "N", "en": "E"}),
            ({"nb": "B"}, {"nb": "B", "nn": "B", "en": "B"}),
            ({"nn": "N", "en": "E"}, {"nb": "N", "nn": "N", "en": "E"}),
            ({"en": "E"}, {"nb": "E", "nn": "E", "en": "E"}),
            ({"nb": "B", "en": "*"}, {"nb": "B", "nn": "B", "en": "B"}),
            ({"no": "O", "en": "E"}, {"nb": "O", "nn": "O", "en": "E"}),
        ],
    )
    def test_fall_back_from_bokmaal_to_nynorsk_to_english(
        self, found: dict[str, str], expected: dict[str, str]
    ) -> None:
        assert labels_of(found, uri="u", source="s") == expected

    def test_refuse_a_concept_without_any(self) -> None:
        with pytest.raises(VocabularyError, match=r"^words\.ttl: a/b: has no label in any of nb, nn, en"):
            labels_of({"da": "Vand", "nb": "*"}, uri="a/b", source="words.ttl")


class TestImportSkos:
    def test_reads_turtle(self, turtle: Path) -> None:
        words = import_skos(turtle, version="2026", kind=Kind.DEVELOPMENT_AREA)
        assert words.version == "2026"
        assert {concept.kind for concept in words.concepts.values()} == {Kind.DEVELOPMENT_AREA}
        assert set(words.concepts) == {"vann", "vann-2", "bygg", "ror"}

    def test_reads_narrower_as_broader_and_leaves_out_links_to_itself_and_elsewhere(self, turtle: Path) -> None:
        assert import_skos(turtle, version="1").concept("ror").broader == ("bygg", "vann-2")

    def test_reads_related_both_ways(self, turtle: Path) -> None:
        words = import_skos(turtle, version="1")
        assert words.concept("vann").related == ("vann-2",)
        assert words.concept("vann-2").related == ("vann",)

    def test_keeps_the_address(self, turtle: Path) -> None:
        assert import_skos(turtle, version="1").concept("vann").uri == "https://example.org/ord/vann"

    def test_keeps_an_esco_address_as_such(self, turtle: Path) -> None:
        turtle.write_text(TURTLE.replace("https://example.org/tema/", "http://data.europa.eu/esco/skill/"))
        assert import_skos(turtle, version="1").concept("bygg").esco == "http://data.europa.eu/esco/skill/bygg"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("", "words.ttl: the file: holds no SKOS concept"),
            ("<<<", "words.ttl: the file: can't be read: "),
            (TURTLE + "t:bygg skos:broader o:rør .", "broader goes in a circle: "),
        ],
    )
    def test_refuses_what_is_not_consistent(self, turtle: Path, content: str, message: str) -> None:
        turtle.write_text(content, encoding="utf-8")
        with pytest.raises(VocabularyError, match=re.escape(message)):
            import_skos(turtle, version="1")

    def test_refuses_another_format(self, turtle: Path) -> None:
        with pytest.raises(VocabularyError, match=re.escape("is not one of .rdf, .xml, .owl, .ttl")):
            import_skos(turtle.rename(turtle.with_suffix(".jsonld")), version="1")

    def test_names_what_to_install(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "rdflib", None)
        with pytest.raises(VocabularyError, match="needs the extra 'skos'"):
            import_skos(tmp_path / "words.ttl", version="1")


@pytest.fixture(scope="module")
def los() -> Vocabulary:
    pytest.importorskip("rdflib", reason="rdflib, the optional extra for SKOS, is not installed")
    if not LOS.exists():
        pytest.skip(f"Los is not at {LOS.name} in the shared data beside the repository")
    return import_skos(LOS, version="los")


class TestLos:
    def test_has_every_concept(self, los: Vocabulary) -> None:
        assert len(los.concepts) == 526

    def test_has_several_parents(self, los: Vocabulary) -> None:
        assert max(len(concept.broader) for concept in los.concepts.values()) == 4

    def test_has_two_schools_with_an_id_each(self, los: Vocabulary) -> None:
        assert {"grunnskole", "grunnskole-2"} <= set(los.concepts)

    def test_fills_a_label_it_lacks(self, los: Vocabulary) -> None:
        assert los.label("alvorlig-sykt-barn", "en") == "Å ha et alvorlig sykt barn"

    def test_measures_similarity(self, los: Vocabulary) -> None:
        child = next(concept for concept in los.concepts.values() if concept.broader)
        near = los.neighbours(child.id)
        assert all(near[parent] == PARENT_OR_CHILD for parent in child.broader)
        assert SIBLING in near.values()
        assert near == {
            field_id: los.similarity(child.id, field_id)
            for field_id in los.concepts
            if los.similarity(child.id, field_id)
        }
