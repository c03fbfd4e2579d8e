"""What experts and needs meet on: professional fields, skills, and how near two fields are.

Owns the words of the pool as data (`fields.toml`, `skills.toml`) and promises that a loaded vocabulary holds
together: every id known, every label in three languages, no cycle. Stands on nothing of ours.
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
