"""Finishes what pydantic says of the schemas: a line for each property, and what tells the members of a union apart."""

from collections.abc import Mapping
from typing import Any

REF = "#/components/schemas/"

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


def tell_apart(part: Any, schemas: Schemas) -> None:
    """Make each union whose members have a tag (a property with one value, another one in each) say so."""
    if isinstance(part, list):
        for one in part:
            tell_apart(one, schemas)
    elif isinstance(part, dict):
        if "anyOf" in part:
            _discriminate(part, schemas)
        for one in part.values():
            tell_apart(one, schemas)


def _discriminate(union: dict[str, Any], schemas: Schemas) -> None:
    members = [one.get("$ref", "").removeprefix(REF) for one in union["anyOf"]]
    if len(members) < 2 or not all(member in schemas for member in members):
        return
    for word in schemas[members[0]].get("properties", {}):
        tags = [schemas[member].get("properties", {}).get(word, {}).get("const") for member in members]
        if None not in tags and len(set(tags)) == len(tags):
            union["oneOf"] = union.pop("anyOf")
            mapping = {tag: REF + member for tag, member in zip(tags, members, strict=True)}
            union["discriminator"] = {"propertyName": word, "mapping": mapping}
            for member in members:
                _require(schemas[member], word)


def _require(schema: dict[str, Any], word: str) -> None:
    """A tag has to be there: pydantic calls it optional because it has a default, and always sends it."""
    schema["required"] = [*schema.get("required", []), *({word} - set(schema.get("required", [])))]
