"""What a vocabulary returns about its fields and skills."""

import pytest

from vocabulary import UnknownConcept, load

OURS = load()


class TestConcept:
    def test_is_the_field_with_the_id(self) -> None:
        assert OURS.concept("finance").id == "finance"

    def test_is_refused_with_the_version_asked(self) -> None:
        with pytest.raises(UnknownConcept, match=f"'gone' is not in version {OURS.version} of the vocabulary"):
            OURS.concept("gone")


class TestTopFields:
    def test_are_those_without_a_parent_in_file_order(self) -> None:
        assert [field.id for field in OURS.top_fields()] == [id_ for id_, f in OURS.concepts.items() if not f.broader]


class TestNarrower:
    def test_are_the_children_in_file_order(self) -> None:
        assert [field.id for field in OURS.narrower("co-creation")] == [
            "user-involvement",
            "citizen-participation",
            "civil-society-collaboration",
            "cross-agency-collaboration",
            "research-collaboration",
        ]

    def test_leaves_out_those_only_related(self) -> None:
        assert "seamless-services" in OURS.concept("cross-agency-collaboration").related
        assert OURS.narrower("cross-agency-collaboration") == ()

    def test_refuses_an_unknown_field(self) -> None:
        with pytest.raises(UnknownConcept):
            OURS.narrower("gone")


class TestLabel:
    @pytest.mark.parametrize(
        ("language", "label"),
        [("nb", "Tjenestedesign"), ("nn", "Tenestedesign"), ("en", "Service design"), ("de", "Tjenestedesign")],
    )
    def test_is_the_fields_name_or_its_bokmaal(self, language: str, label: str) -> None:
        assert OURS.label("service-design", language) == label

    def test_is_a_skills_name_too(self) -> None:
        assert OURS.label("security-act", "nn") == "Tryggingslova"

    def test_refuses_an_unknown_id(self) -> None:
        with pytest.raises(UnknownConcept):
            OURS.label("gone", "nb")
