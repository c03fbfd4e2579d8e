"""Entity-tags (RFC 9110 §8.8.3), and the conditions that name them (§13.1)."""

import re
from dataclasses import dataclass

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
TAGS = rf"[ \t,]*{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*"
_LIST = re.compile(TAGS)
_OPAQUE = re.compile(r'"([^"]*)"')
_CODING = re.compile(r"--?(?:gzip|br|zstd|deflate)$")  # put there by a server that compresses, such as Apache and Jetty
_OURS = re.compile(r"([0-9]{1,9})(?:-[0-9a-f]{12})?")


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What If-Match or If-None-Match names: some tags, or `*`, anything at all.

    A tag that a proxy made weak, or gave its coding's name, stands for the one we sent.
    """

    anything: bool = False
    tags: frozenset[str] = frozenset()

    @classmethod
    def read(cls, header: str) -> "Condition":
        """Raises ValueError for what is no entity-tag, nor a list of them."""
        if header == "*":
            return cls(anything=True)
        if not _LIST.fullmatch(header):
            raise ValueError("no entity-tag")
        return cls(tags=frozenset(_CODING.sub("", tag) for tag in _OPAQUE.findall(header)))

    def names(self, etag: str) -> bool:
        """Whether it is true of this very representation."""
        return self.anything or etag.strip('"') in self.tags

    def names_version(self, version: int) -> bool:
        """Whether it is true of a representation of this version, whoever it was shown to."""
        versions = (_OURS.fullmatch(tag) for tag in self.tags)
        return self.anything or any(match is not None and int(match[1]) == version for match in versions)
