"""Imports a SKOS vocabulary such as Los or ESCO (RDF/XML or Turtle) as a vocabulary of our own model.

Needs rdflib, an optional extra. SKOS has no skills in our sense, so an imported vocabulary has none.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from vocabulary.entries import ESCO, ID_MAX_LENGTH
from vocabulary.errors import VocabularyError
from vocabulary.links import link_concepts
from vocabulary.model import LANGUAGES, Concept, Kind, Vocabulary

FORMATS = {".rdf": "xml", ".xml": "xml", ".owl": "xml", ".ttl": "turtle"}
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
UNTRANSLATED = "*"  # what Los writes where a translation is missing
NORWEGIAN = "no"  # ESCO's tag for its bokmål
LETTERS = str.maketrans({"æ": "ae", "ø": "o"})  # NFKD takes the ring off å but leaves these whole


def import_skos(file: Path, *, version: str, kind: Kind = Kind.PROFESSIONAL_FIELD) -> Vocabulary:
    """The concepts of a SKOS file. Raises VocabularyError.

    Links to concepts of other files are left out, since vocabularies point at each other. A missing label is taken
    from the first language that has one, nb before nn before en.
    """
    graph = _Graph(file)
    ids = ids_of(graph.concepts)
    concepts = [
        Concept(
            id=field_id,
            kind=kind,
            labels=labels_of(graph.labels(uri), uri=uri, source=file.name),
            broader=_known(graph.linked(uri, "broader", inverse="narrower"), ids),
            related=_known(graph.linked(uri, "related", inverse="related"), ids),
            esco=uri if ESCO.fullmatch(uri) else None,
            uri=uri,
        )
        for uri, field_id in ids.items()
    ]
    return Vocabulary(version=version, concepts=link_concepts(concepts, source=file.name), skills={})


def ids_of(uris: Iterable[str]) -> dict[str, str]:
    """An id for each address: its last segment as a slug, numbered from the second address of the same slug."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for uri in sorted(uris):
        name = field_id = slug(re.split(r"[/#]", uri.rstrip("/#"))[-1])
        number = 1
        while field_id in taken:
            number += 1
            field_id = f"{name[: ID_MAX_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
        taken.add(field_id)
        ids[uri] = field_id
    return ids


def slug(text: str) -> str:
    """Lower-case words with hyphens, from any text."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:ID_MAX_LENGTH].strip("-") or "concept"


def labels_of(found: Mapping[str, str], *, uri: str, source: str) -> dict[str, str]:
    """A label in each of our languages. Raises VocabularyError where none has one."""
    usable = {language: label for language, label in found.items() if label.strip() not in ("", UNTRANSLATED)}
    if NORWEGIAN in usable:
        usable.setdefault(LANGUAGES[0], usable[NORWEGIAN])
    fallback = next((usable[language] for language in LANGUAGES if language in usable), None)
    if fallback is None:
        raise VocabularyError(source, uri, f"has no label in any of {', '.join(LANGUAGES)}")
    return {language: usable.get(language, fallback) for language in LANGUAGES}


def _known(uris: Iterable[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ids[uri] for uri in sorted(uris) if uri in ids)


class _Graph:
    """An rdflib graph that takes and returns plain text. Raises VocabularyError."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.rdflib = self._rdflib()
        self.graph = self._parsed()
        self.concepts = [str(uri) for uri in self._subjects(TYPE, f"{SKOS}Concept")]
        if not self.concepts:
            raise VocabularyError(file.name, "the file", "holds no SKOS concept")

    def labels(self, uri: str) -> dict[str, str]:
        """The preferred labels by language; of two labels in one language, the alphabetically first."""
        found = sorted(self._objects(uri, f"{SKOS}prefLabel"), key=str, reverse=True)
        return {(label.language or "").lower(): str(label) for label in found}

    def linked(self, uri: str, link: str, *, inverse: str) -> set[str]:
        """The addresses that this one links to, and those that link back by the inverse; never the address itself."""
        ahead = {str(other) for other in self._objects(uri, f"{SKOS}{link}")}
        back = {str(other) for other in self._subjects(f"{SKOS}{inverse}", uri)}
        return (ahead | back) - {uri}

    def _subjects(self, link: str, value: str) -> Any:
        return self.graph.subjects(self.rdflib.URIRef(link), self.rdflib.URIRef(value), unique=True)

    def _objects(self, uri: str, link: str) -> Any:
        return self.graph.objects(self.rdflib.URIRef(uri), self.rdflib.URIRef(link), unique=True)

    def _rdflib(self) -> Any:
        try:  # imported by name, so that type checks do not need an optional extra
            return import_module("rdflib")
        except ImportError as missing:
            raise VocabularyError(self.file.name, "the file", "needs the extra 'skos' (rdflib) to be read") from missing

    def _parsed(self) -> Any:
        suffix = self.file.suffix.lower()
        if suffix not in FORMATS:  # rdflib might guess a format that fetches contexts from the network
            raise VocabularyError(self.file.name, "the file", f"is not one of {', '.join(FORMATS)}")
        try:
            return self.rdflib.Graph().parse(self.file, format=FORMATS[suffix])
        except Exception as broken:  # each of rdflib's parsers has its own family of errors
            raise VocabularyError(self.file.name, "the file", f"can't be read: {broken}") from broken
