"""JSON that can be read in one way only: each name once, and every value of the type that is asked for."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn, cast
from uuid import UUID

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

# RFC 3339 and RFC 9562. pydantic also takes seconds since 1970, a day as a moment, and UUIDs without hyphens
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def read_json(text: str) -> Any:
    """What the text says. Raises ValueError where another parser could read it differently, RecursionError if deep."""
    return _READER.decode(text)


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")  # RFC 8259 §4, RFC 7519 §4
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


_READER = json.JSONDecoder(object_pairs_hook=_each_name_once, parse_constant=_refuse_constant)  # json.loads makes one


def _is_number(given: object) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool)


def _is_flag(given: object) -> bool:
    return isinstance(given, bool)


def _written(form: re.Pattern[str], kind: type) -> Callable[[object], bool]:
    """Whether a text has the form. Code of ours may give the thing itself."""

    def fits(given: object) -> bool:
        return isinstance(given, kind) or (isinstance(given, str) and form.fullmatch(given) is not None)

    return fits


def _checked(fits: Callable[[object], bool]) -> Callable[[Any], Any]:
    def check(given: Any) -> Any:
        if not fits(given):
            raise PydanticCustomError("json_type", "Input should be of the documented type")
        return given

    return check


# by the type in pydantic's schema; an integer may be written as 80.0, which is the same number (JSON Schema §6.1.1)
_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "int": _checked(_is_number),
    "float": _checked(_is_number),
    "bool": _checked(_is_flag),
    "date": _checked(_written(_DAY, date)),
    "datetime": _checked(_written(_MOMENT, date)),
    "uuid": _checked(_written(_UUID, UUID)),
}


def without_coercion(schema: Any) -> Any:
    """The schema with a check before each value that pydantic would make of another type.

    Its own strict mode is no help: FastAPI hands on what it has read, and there strictness refuses texts as days.
    """
    if isinstance(schema, list | tuple):
        return type(schema)(without_coercion(part) for part in schema)
    if not isinstance(schema, dict) or _is_checked(schema):
        return schema
    inner = {
        name: part if name in {"metadata", "serialization"} else without_coercion(part) for name, part in schema.items()
    }
    check = _CHECKS.get(str(schema.get("type")))
    return core_schema.no_info_before_validator_function(check, cast(CoreSchema, inner)) if check else inner


def _is_checked(schema: Mapping[str, Any]) -> bool:
    """Of a model within a model, whose own schema is ready."""
    return schema.get("type") == "function-before" and schema["function"]["function"] in _CHECKS.values()
