"""What a description says of a body's values, and values of every other JSON type to put in their place."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from services.scheme.examples import EXAMPLES

Schema = dict[str, Any]

# of each JSON type, with those that a lenient reader takes for another
VALUES: dict[str, list[Any]] = {
    "null": [None],
    "boolean": [True, False],
    "integer": [0, 1, 1_798_761_600],
    "number": [1.5],
    "string": ["1", "true", "off", ""],
    "array": [[], [["start", "2027-01-01"]]],
    "object": [{}, {"0": 1}],
}
# texts of another form than the one that is named
MISWRITTEN: dict[str, list[str]] = {
    "date": ["1798761600", "2027-01-01T00:00:00", "2027-01-01T00:00:00Z", "20270101", "2027-1-1", "٢٠٢٧-01-01"],
    "date-time": ["1798761600", "2027-01-01", "2027-01-01T00:00:00", "2027-01-01T00:00Z", "2027-01-01 00:00:00+00:00"],
    "uuid": ["7c9e6679742540de944be07fc1f90ae7", "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7"],
    "idn-email": ["etat.example", "@etat.example", "post@"],
    "idn-hostname": ["post@etat.example", "etat..example"],
}
RIGHT = {
    "date": "2027-01-01",
    "date-time": "2027-01-01T12:00:00+01:00",
    "uuid": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "idn-email": "post@etat.example",
    "idn-hostname": "etat.example",
}
_MODULUS = EXAMPLES["add_client_key"]["Add a public key"]["n"]
TEXTS = ("x", "post@etat.example", "etat.example", "974761076", _MODULUS)  # one of them fits each pattern


@dataclass(frozen=True)
class Place:
    """A value in a body: where it stands, and what it may be."""

    steps: tuple[str | int, ...]
    schema: Schema

    @property
    def pointer(self) -> str:
        return "".join(f"/{step}" for step in self.steps)

    def put(self, value: Any, whole: Any) -> Any:
        """The whole with this value at the place."""
        if not self.steps:
            return value
        copy = deepcopy(whole)
        *way, last = self.steps
        inner = copy
        for step in way:
            inner = inner[step]
        inner[last] = value
        return copy

    def wrong(self) -> list[Any]:
        """Values that the description does not allow here, each of another type or another written form."""
        kinds = {kind for one in _choices(self.schema) for kind in _kinds(one)}
        formats = {one["format"] for one in _choices(self.schema) if "format" in one}
        others = [value for kind, values in VALUES.items() if kind not in kinds for value in values]
        return others + [text for name in formats for text in MISWRITTEN[name]]


class Body:
    """A request body as its description has it."""

    def __init__(self, schema: Schema, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas
        self.places = list(self._within(schema, ()))
        self.example = self._example(schema)

    def _resolved(self, schema: Schema) -> Schema:
        """Without references, and with what a nullable one is made of in its place."""
        if "$ref" in schema:
            return self._resolved(self._schemas[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return {**schema, "anyOf": [self._resolved(choice) for choice in schema["anyOf"]]}
        return schema

    def _within(self, schema: Schema, steps: tuple[str | int, ...]) -> Iterator[Place]:
        whole = self._resolved(schema)
        yield Place(steps, whole)
        for choice in _choices(whole):
            for name, inner in choice.get("properties", {}).items():
                yield from self._within(inner, (*steps, name))
            if "items" in choice:
                yield from self._within(choice["items"], (*steps, 0))

    def _example(self, schema: Schema) -> Any:
        """Every value of the right type. Not all are acceptable: no field is called x."""
        one = next(choice for choice in _choices(self._resolved(schema)) if choice.get("type") != "null")
        if "const" in one or "enum" in one:
            return one.get("const", next(iter(one.get("enum", [None]))))
        if one["type"] == "object":
            return {name: self._example(inner) for name, inner in one["properties"].items()}
        if one["type"] == "array":
            return [self._example(one["items"])]
        return _scalar(one)


def _choices(schema: Schema) -> list[Schema]:
    choices: list[Schema] = schema.get("anyOf", [schema])
    return choices


def _kinds(schema: Schema) -> list[str]:
    return ["integer", "number"] if schema["type"] == "number" else [schema["type"]]


def _scalar(schema: Schema) -> Any:
    if schema["type"] == "boolean":
        return True
    if schema["type"] in {"integer", "number"}:
        return schema.get("minimum", 1)
    pattern = schema.get("pattern", "")
    return RIGHT.get(schema.get("format", "")) or next(text for text in TEXTS if re.search(pattern, text))


def written(value: Any) -> bytes:
    return json.dumps(value).encode()
