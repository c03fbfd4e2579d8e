"""The words that experts and needs are described with: professional fields, skills, and how similar two fields are.

Owns these words as data (`fields.toml`, `skills.toml`) and promises that a loaded vocabulary is consistent: every
id is known, every label is there in three languages, no hierarchy is a circle. Counties and municipalities stand beside
them (`counties.toml`, `municipalities.toml`). Imports nothing of the services.
"""

from vocabulary.errors import UnknownConcept, VocabularyError
from vocabulary.load import load
from vocabulary.model import LANGUAGES, Concept, Kind, Skill, Vocabulary
from vocabulary.similarity import PARENT_OR_CHILD, RELATED, SAME, SAME_AREA, SIBLING, UNRELATED

__all__ = [
    "LANGUAGES",
    "PARENT_OR_CHILD",
    "RELATED",
    "SAME",
    "SAME_AREA",
    "SIBLING",
    "UNRELATED",
    "Concept",
    "Kind",
    "Skill",
    "UnknownConcept",
    "Vocabulary",
    "VocabularyError",
    "load",
]
