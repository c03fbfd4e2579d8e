"""Our own fields and skills are complete, and none says anything about a person."""

import re

import pytest

from vocabulary import LANGUAGES, Concept, Kind, Skill, load

OURS = load()
ENTRIES: list[Concept | Skill] = [*OURS.concepts.values(), *OURS.skills.values()]

TOP_FIELDS = {
    "digitalisation",
    "service-design",
    "innovative-procurement",
    "welfare-technology",
    "co-creation",
    "innovation-management",
    "benefits-realisation",
    "organisational-development",
    "data-and-analysis",
    "law-and-regulation",
    "communication",
    "project-and-portfolio-management",
    "finance",
    "hr-and-leadership",
    "health-and-care",
    "children-and-upbringing",
    "planning-and-climate",
    "security-and-preparedness",
}
DEVELOPMENT_AREAS = 9  # those the report names

PERSONAL = re.compile(  # likestillings- og diskrimineringsloven § 6, in the words a label would use
    r"\b(kjønn|kvinn|menn\b|gender|women|alder|senior|junior|ung\b|etnisk|ethnic|innvandr|migra|samisk|sami\b|relig|tro\b"
    r"|kirke|muslim|kristen|funksjonsneds|disab|gravid|pregnan|permisjon|leave\b|fagforening|tillitsval|union\b|lgbt)",
    re.IGNORECASE,
)


class TestFields:
    def test_are_those_of_the_report_and_of_public_employees(self) -> None:
        assert {field.id for field in OURS.top_fields()} == TOP_FIELDS

    def test_nine_are_areas_of_development(self) -> None:
        assert sum(field.kind is Kind.DEVELOPMENT_AREA for field in OURS.top_fields()) == DEVELOPMENT_AREAS

    @pytest.mark.parametrize("field", sorted(TOP_FIELDS))
    def test_each_has_three_to_seven_sub_fields(self, field: str) -> None:
        assert 3 <= len(OURS.narrower(field)) <= 7

    def test_some_have_several_parents(self) -> None:
        assert OURS.concept("information-security").broader == ("digitalisation", "security-and-preparedness")

    def test_related_holds_both_ways(self) -> None:
        for concept in OURS.concepts.values():
            assert all(concept.id in OURS.concept(other).related for other in concept.related)

    def test_no_related_link_repeats_the_hierarchy(self) -> None:
        for concept in OURS.concepts.values():
            assert all(OURS.similarity(concept.id, other) == 0.4 for other in concept.related), concept.id

    def test_an_esco_group_and_a_styrk_code_agree(self) -> None:
        for concept in OURS.concepts.values():
            if concept.esco:
                assert concept.esco == f"http://data.europa.eu/esco/isco/C{concept.styrk08}"


class TestSkills:
    def test_are_about_a_hundred(self) -> None:
        assert 100 <= len(OURS.skills) <= 150

    def test_every_top_field_has_some(self) -> None:
        for field in OURS.top_fields():
            family = {field.id, *(child.id for child in OURS.narrower(field.id))}
            assert any(family & set(skill.fields) for skill in OURS.skills.values()), field.id

    def test_none_hints_at_a_protected_ground(self) -> None:
        for skill in OURS.skills.values():
            assert not any(PERSONAL.search(text) for text in (skill.id, *skill.labels.values())), skill.id

    @pytest.mark.parametrize("hint", ["Kvinnenettverk", "Samisk språk", "Seniorrådgiver", "Parental leave"])
    def test_a_hint_would_be_found(self, hint: str) -> None:
        assert PERSONAL.search(hint)


class TestLabels:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_two_in_a_language_are_the_same(self, language: str) -> None:
        labels = [entry.labels[language] for entry in ENTRIES]
        assert len(set(labels)) == len(labels)

    def test_are_in_all_three_languages(self) -> None:
        for entry in ENTRIES:
            assert list(entry.labels) == list(LANGUAGES)
            assert all(label == label.strip() and label for label in entry.labels.values())

    @pytest.mark.parametrize(
        ("nb", "nn"),
        [
            (r"ledelse", r"leiing"),
            (r"tjenest", r"tenest"),
            (r"virksomhet", r"verksemd"),
            (r"anskaffelse", r"anskaffing"),
            (r"bruker", r"brukar"),
            (r"regnskap", r"rekneskap"),
            (r"sikkerhet(?!sanalyse)", r"trygg"),
            (r"innbygger", r"innbyggjar"),
            (r"skole", r"skule"),
            (r"hjem", r"heim"),
            (r"loven\b", r"lova\b"),
            (r"forskning", r"forsking"),
            (r"planer\b", r"planar\b"),
        ],
    )
    def test_bokmaal_forms_do_not_stand_in_nynorsk(self, nb: str, nn: str) -> None:
        concerned = [entry for entry in ENTRIES if re.search(nb, entry.labels["nb"], re.IGNORECASE)]
        assert concerned
        assert not [entry.id for entry in concerned if not re.search(nn, entry.labels["nn"], re.IGNORECASE)]
