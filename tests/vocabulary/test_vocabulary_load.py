"""The loader reads two files, and refuses those that are not consistent."""

from pathlib import Path

import pytest

from vocabulary import Kind, VocabularyError, load

FIELDS = """
version = "7"

[fields.water]
kind = "professional_field"
labels = { nb = "Vann", nn = "Vatn", en = "Water" }

[fields.pipes]
kind = "development_area"
labels = { nb = "Rør", nn = "Røyr", en = "Pipes" }
broader = ["water"]
"""
SKILLS = """
[skills.welding]
labels = { nb = "Sveising", nn = "Sveising", en = "Welding" }
fields = ["pipes"]
"""

LABELS = 'labels = { nb = "Vann", nn = "Vatn", en = "Water" }'
PIPES_BELOW_WATER = 'broader = ["water"]'


def a_folder(folder: Path, *, fields: str = FIELDS, skills: str = SKILLS) -> Path:
    (folder / "fields.toml").write_text(fields, encoding="utf-8")
    (folder / "skills.toml").write_text(skills, encoding="utf-8")
    return folder


def fields_with(old: str, new: str) -> str:
    assert old in FIELDS
    return FIELDS.replace(old, new)


def skills_with(old: str, new: str) -> str:
    assert old in SKILLS
    return SKILLS.replace(old, new)


class TestLoad:
    def test_reads_our_own_once(self) -> None:
        assert load() is load()

    def test_reads_another_folder(self, tmp_path: Path) -> None:
        other = load(a_folder(tmp_path))
        assert other.version == "7"
        assert other.concepts["pipes"].kind is Kind.DEVELOPMENT_AREA
        assert other.concepts["pipes"].broader == ("water",)
        assert other.skills["welding"].fields == ("pipes",)

    def test_reads_another_folder_afresh(self, tmp_path: Path) -> None:
        load(a_folder(tmp_path))
        assert load(a_folder(tmp_path, fields=fields_with('"7"', '"8"'))).version == "8"

    def test_reads_a_related_link_both_ways(self, tmp_path: Path) -> None:
        other = load(a_folder(tmp_path, fields=fields_with(PIPES_BELOW_WATER, 'related = ["water"]')))
        assert other.concepts["water"].related == ("pipes",)
        assert other.concepts["pipes"].related == ("water",)


class TestRefusals:
    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            (fields_with('version = "7"', ""), "fields.toml: version: is missing or not a text"),
            (fields_with('"7"', "7"), "fields.toml: version: is missing or not a text"),
            ('version = "7"', "fields.toml: fields: is missing or empty"),
            (f'author = "x"\n{FIELDS}', "fields.toml: the file: has the unknown key 'author'"),
            (f"{FIELDS}\n[fields.water]", "fields.toml: the file: can't be read: "),
            ('version = "7"\nfields.water = 1', "fields.toml: water: is not a table"),
            (
                fields_with("fields.water", "fields.Water_2"),
                "fields.toml: Water_2: the id must be lower-case words with hyphens, at most 64 characters",
            ),
            (fields_with("fields.water", f"fields.{'w' * 65}"), f"fields.toml: {'w' * 65}: the id must be"),
            (fields_with("broader", "brodaer"), "fields.toml: pipes: has the unknown key 'brodaer'"),
            (
                fields_with("professional_field", "hobby"),
                "fields.toml: water: kind is not one of professional_field, development_area",
            ),
            (fields_with('kind = "development_area"', ""), "fields.toml: pipes: kind is not one of"),
            (fields_with(LABELS, ""), "fields.toml: water: has no label in nb"),
            (fields_with('nn = "Vatn", ', ""), "fields.toml: water: has no label in nn"),
            (fields_with('"Water"', '" "'), "fields.toml: water: has no label in en"),
            (fields_with(LABELS, 'labels = "Vann"'), "fields.toml: water: labels is not a table"),
            (
                fields_with('en = "Water"', 'en = "Water", de = "Wasser"'),
                "fields.toml: water: has a label in the unknown language 'de'",
            ),
            (fields_with('["water"]', '["air"]'), "fields.toml: pipes: broader names the unknown field 'air'"),
            (
                fields_with(PIPES_BELOW_WATER, 'related = ["air"]'),
                "fields.toml: pipes: related names the unknown field 'air'",
            ),
            (fields_with('["water"]', '"water"'), "fields.toml: pipes: broader is not a list of ids"),
            (fields_with('["water"]', '["water", "water"]'), "fields.toml: pipes: broader names an id twice"),
            (fields_with('["water"]', '["pipes"]'), "fields.toml: pipes: is linked to itself"),
            (
                fields_with(LABELS, f'{LABELS}\nbroader = ["pipes"]'),
                "fields.toml: water: broader goes in a circle: water → pipes → water",
            ),
            (fields_with(LABELS, f'{LABELS}\nstyrk08 = "26"'), "fields.toml: water: styrk08 '26' has not the form of"),
            (fields_with(LABELS, f'{LABELS}\nesco = "C2611"'), "fields.toml: water: esco 'C2611' has not the form of"),
        ],
    )
    def test_of_fields_name_the_file_and_the_entry(self, tmp_path: Path, fields: str, message: str) -> None:
        with pytest.raises(VocabularyError) as refused:
            load(a_folder(tmp_path, fields=fields))
        assert message in str(refused.value)

    @pytest.mark.parametrize(
        ("skills", "message"),
        [
            ("", "skills.toml: skills: is missing or empty"),
            ("[skills", "skills.toml: the file: can't be read: "),
            (skills_with('["pipes"]', '["air"]'), "skills.toml: welding: fields names the unknown field 'air'"),
            (skills_with('["pipes"]', "[]"), "skills.toml: welding: belongs to no field"),
            (skills_with(', en = "Welding"', ""), "skills.toml: welding: has no label in en"),
            (skills_with("skills.welding", "skills.pipes"), "skills.toml: pipes: is also the id of a field"),
            (skills_with("fields =", "kind = 1\nfields ="), "skills.toml: welding: has the unknown key 'kind'"),
        ],
    )
    def test_of_skills_name_the_file_and_the_entry(self, tmp_path: Path, skills: str, message: str) -> None:
        with pytest.raises(VocabularyError) as refused:
            load(a_folder(tmp_path, skills=skills))
        assert message in str(refused.value)

    def test_of_an_empty_folder_name_the_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(VocabularyError, match=r"^fields\.toml: the file: can't be read"):
            load(tmp_path)
