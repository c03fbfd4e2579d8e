"""What can go wrong with a vocabulary.

VocabularyError      a file doesn't hold together
UnknownConcept       somebody asks for an id the vocabulary doesn't have
"""


class VocabularyError(ValueError):
    """A vocabulary that can't be used, with the file and the entry to mend."""

    def __init__(self, source: str, entry: str, problem: str) -> None:
        super().__init__(f"{source}: {entry}: {problem}")
        self.source = source
        self.entry = entry
        self.problem = problem


class UnknownConcept(LookupError):
    """No concept (or, for a label, no concept or skill) has this id: a stale row, or another version's id."""

    def __init__(self, unknown: str, *, version: str) -> None:
        super().__init__(f"{unknown!r} is not in version {version} of the vocabulary")
        self.unknown = unknown
