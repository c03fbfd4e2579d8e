"""Finishes what pydantic says of the schemas: a line for each property, and what tells the members of a union apart."""

from collections.abc import Mapping
from typing import Any

Schemas = dict[str, dict[str, Any]]
Words = Mapping[str, str]


def describe_properties(schemas: Schemas, words: Words) -> None:
    """Give each property its word's meaning, unless its schema says it: first the one in this schema, then the one
    everywhere.
    """
    for name, schema in schemas.items():
        for word, of in schema.get("properties", {}).items():
            meaning = words.get(f"{name}.{word}", words.get(word))
            if meaning is not None:
                of.setdefault("description", meaning)
