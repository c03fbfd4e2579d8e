"""What can go wrong with a vocabulary.

VocabularyError      a file is not consistent
UnknownConcept       the vocabulary has no entry with the id that is asked for
"""


class VocabularyError(ValueError):
    """A vocabulary cannot be used; the error names the file and the entry to mend."""

    def __init__(self, source: str, entry: str, problem: str) -> None:
        super().__init__(f"{source}: {entry}: {problem}")
        self.source = source
        self.entry = entry
        self.problem = problem


class UnknownConcept(LookupError):
    """No concept (for a label: no concept or skill) has this id: it is from a stale row or another version."""

    def __init__(self, unknown: str, *, version: str) -> None:
        super().__init__(f"{unknown!r} is not in version {version} of the vocabulary")
        self.unknown = unknown
