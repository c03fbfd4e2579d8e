"""Reads one entry of a vocabulary file, and refuses unknown keys and values of a wrong form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vocabulary.errors import VocabularyError
from vocabulary.model import LANGUAGES, Concept, Kind, Skill

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_MAX_LENGTH = 64  # characters; the width of the columns that services store ids in
ESCO = re.compile(r"http://data\.europa\.eu/esco/\S+")
STYRK08 = re.compile(r"\d{4}")  # an occupation's own group; shorter codes are its parents

CONCEPT_KEYS = frozenset({"kind", "labels", "broader", "related", "esco", "styrk08"})
SKILL_KEYS = frozenset({"labels", "fields"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One table of a file. Every method raises VocabularyError, which names the file and the entry."""

    source: str
    id: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, source: str, entry_id: str, values: object, *, keys: frozenset[str]) -> "Entry":
        if not isinstance(values, dict):
            raise VocabularyError(source, entry_id, "is not a table")
        entry = cls(source=source, id=entry_id, values=values)
        if len(entry_id) > ID_MAX_LENGTH or not ID.fullmatch(entry_id):
            raise entry.wrong(f"the id must be lower-case words with hyphens, at most {ID_MAX_LENGTH} characters")
        if unknown := sorted(values.keys() - keys):  # a misspelt "broader" would otherwise be a top field
            raise entry.wrong(f"has the unknown key {unknown[0]!r}")
        return entry

    def wrong(self, problem: str) -> VocabularyError:
        return VocabularyError(self.source, self.id, problem)

    def labels(self) -> dict[str, str]:
        labels = self.values.get("labels", {})
        if not isinstance(labels, dict):
            raise self.wrong("labels is not a table")
        for language in LANGUAGES:
            label = labels.get(language)
            if not isinstance(label, str) or not label.strip():
                raise self.wrong(f"has no label in {language}")
        if unknown := sorted(labels.keys() - set(LANGUAGES)):
            raise self.wrong(f"has a label in the unknown language {unknown[0]!r}")
        return {language: labels[language] for language in LANGUAGES}

    def ids(self, key: str) -> tuple[str, ...]:
        ids = self.values.get(key, [])
        if not isinstance(ids, list) or not all(isinstance(named, str) for named in ids):
            raise self.wrong(f"{key} is not a list of ids")
        if len(set(ids)) < len(ids):
            raise self.wrong(f"{key} names an id twice")
        return tuple(ids)

    def kind(self) -> Kind:
        try:
            return Kind(str(self.values.get("kind")))
        except ValueError:
            raise self.wrong(f"kind is not one of {', '.join(Kind)}") from None

    def code(self, key: str, form: re.Pattern[str]) -> str | None:
        code = self.values.get(key)
        if code is None:
            return None
        if not isinstance(code, str) or not form.fullmatch(code):
            raise self.wrong(f"{key} {code!r} has not the form of one")
        return code


def concept_of(source: str, entry_id: str, values: object) -> Concept:
    entry = Entry.of(source, entry_id, values, keys=CONCEPT_KEYS)
    return Concept(
        id=entry_id,
        kind=entry.kind(),
        labels=entry.labels(),
        broader=entry.ids("broader"),
        related=entry.ids("related"),
        esco=entry.code("esco", ESCO),
        styrk08=entry.code("styrk08", STYRK08),
    )


def skill_of(source: str, entry_id: str, values: object) -> Skill:
    entry = Entry.of(source, entry_id, values, keys=SKILL_KEYS)
    fields = entry.ids("fields")
    if not fields:
        raise entry.wrong("belongs to no field")
    return Skill(id=entry_id, labels=entry.labels(), fields=fields)
