"""Reads a vocabulary from its two files, and refuses one that is not consistent."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from vocabulary.entries import concept_of, skill_of
from vocabulary.errors import VocabularyError
from vocabulary.links import link_concepts, refuse_unknown
from vocabulary.model import Concept, Skill, Vocabulary

OUR_FOLDER = Path(__file__).parent
FIELDS = "fields.toml"
SKILLS = "skills.toml"


def load(folder: Path | None = None) -> Vocabulary:
    """Our own vocabulary, read once; or the one in another folder. Raises VocabularyError."""
    return _own() if folder is None else _read(folder)


@cache
def _own() -> Vocabulary:
    return _read(OUR_FOLDER)


def _read(folder: Path) -> Vocabulary:
    fields = _parse(folder / FIELDS, keys={"version", "fields"})
    skills = _parse(folder / SKILLS, keys={"skills"})
    concepts = _concepts(_table(fields, "fields", source=FIELDS))
    return Vocabulary(
        version=_version(fields),
        concepts=concepts,
        skills=_skills(_table(skills, "skills", source=SKILLS), concepts),
    )


def _parse(file: Path, *, keys: set[str]) -> Mapping[str, object]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise VocabularyError(file.name, "the file", f"can't be read: {broken}") from broken
    if unknown := sorted(content.keys() - keys):
        raise VocabularyError(file.name, "the file", f"has the unknown key {unknown[0]!r}")
    return content


def _version(content: Mapping[str, object]) -> str:
    version = content.get("version")
    if not isinstance(version, str) or not version:
        raise VocabularyError(FIELDS, "version", "is missing or not a text")
    return version


def _table(content: Mapping[str, object], name: str, *, source: str) -> Mapping[str, object]:
    table = content.get(name)
    if not isinstance(table, dict) or not table:
        raise VocabularyError(source, name, "is missing or empty")
    return table


def _concepts(table: Mapping[str, object]) -> dict[str, Concept]:
    return link_concepts((concept_of(FIELDS, entry_id, values) for entry_id, values in table.items()), source=FIELDS)


def _skills(table: Mapping[str, object], concepts: Mapping[str, Concept]) -> dict[str, Skill]:
    skills = {entry_id: skill_of(SKILLS, entry_id, values) for entry_id, values in table.items()}
    for skill in skills.values():
        refuse_unknown(skill.id, "fields", skill.fields, concepts, source=SKILLS)
        if skill.id in concepts:  # else a label could not be looked up by id alone
            raise VocabularyError(SKILLS, skill.id, "is also the id of a field")
    return skills
