"""What was typed into a form, by the names of its fields: JSON pointers (RFC 6901) without the slash in front."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

HIDDEN = ("_token", "_key", "_page")  # of every form: against forgery, against a second effect, and where it stands
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The fields that a person typed on the page at `path`."""

    person_id: str
    path: str
    values: Mapping[str, list[str]]

    def as_json(self) -> dict[str, Any]:
        return {"person_id": self.person_id, "path": self.path, "values": dict(self.values)}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Typed":
        return cls(**kept)


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form as a page shows it: values, faults by the field's name, and what is said above all fields.

    `key` makes its post one effect. `restored`: the values were typed before a login was lost.
    """

    key: str
    values: Mapping[str, list[str]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""  # of the whole, such as that somebody else was quicker
    advice: str = ""
    restored: bool = False

    def value(self, name: str, otherwise: str = "") -> str:
        found = self.values.get(name) or []
        return found[0] if found else otherwise

    def has(self, name: str, value: str) -> bool:
        """Whether that choice is made in a field of several."""
        return value in self.values.get(name, [])

    @property
    def failed(self) -> bool:
        return bool(self.faults or self.refusal)


def values_of(pairs: Pairs) -> dict[str, list[str]]:
    """The fields' values. Those that every form has are left out."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in HIDDEN:
            values.setdefault(name, []).append(value.replace("\r\n", "\n"))  # as browsers send the lines of a text
    return values


def nested(values: Mapping[str, list[str]], lists: frozenset[str]) -> dict[str, Any]:
    """The values as a model reads them. Blank ones are left out, and `fields/0/level` is the level of the first field.

    `lists` are the names whose values are a list, however many are chosen.
    """
    tree: dict[str, Any] = {}
    for name, given in values.items():
        filled = [value.strip() for value in given if value.strip()]
        if name in lists:
            tree[name] = filled
        elif filled:
            *parents, last = name.split("/")
            place = tree
            for parent in parents:
                place = place.setdefault(parent, {})
                if not isinstance(place, dict):
                    break
            else:
                place[last] = filled[0]
    return {name: _with_lists(value) for name, value in tree.items()}


def _with_lists(value: Any) -> Any:
    """Objects whose names are all numbers are lists, in the order of the numbers."""
    if not isinstance(value, dict):
        return value
    inner = {name: _with_lists(one) for name, one in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def field_of(pointer: str, names: Iterable[str]) -> str:
    """The field that a fault is beside: the one of its pointer, else the nearest around it, else the pointer's own."""
    known, name = set(names), pointer.removeprefix("/")
    while name and name not in known:
        name = name.rpartition("/")[0]
    return name or pointer.removeprefix("/")
