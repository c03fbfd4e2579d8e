"""Writes the OpenAPI files, one per service and one for the origin, and finds where they differ from the code."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ressurspool.ops.applications import application_without_database
from ressurspool.ops.merge import merged
from services.scheme.services import SERVICES

MERGED = "ressurspool"
Description = dict[str, Any]


def descriptions(services: Sequence[str] = SERVICES) -> dict[str, Description]:
    """The OpenAPI description of each service by its name, and of the one origin as "ressurspool"."""
    each = {name: application_without_database(name).openapi() for name in services}
    return {**each, MERGED: merged(each)}


class _Readable(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and repeats equal parts instead of using YAML references."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- the library's signature
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Readable.add_representer(str, _text)


def as_text(description: Description) -> str:
    return yaml.dump(description, Dumper=_Readable, sort_keys=False, allow_unicode=True, width=120)


def write(folder: Path, described: Mapping[str, Description]) -> list[Path]:
    """Write the files; returns those that changed."""
    folder.mkdir(exist_ok=True)
    changed = []
    for name, description in described.items():
        file, text = folder / f"{name}.yaml", as_text(description)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


def drift(folder: Path, described: Mapping[str, Description]) -> list[str]:
    """The differences between files and code, as lines for a person; empty where there are none."""
    lines = []
    for name, description in described.items():
        file = folder / f"{name}.yaml"
        written = file.read_text(encoding="utf-8") if file.exists() else ""
        if written != as_text(description):
            lines.append(f"{file}:")
            lines += [f"  {line}" for line in _differences(yaml.safe_load(written) or {}, description)]
    return lines


def _differences(old: Description, new: Description) -> list[str]:
    """Operations and schemas that were added, removed or changed."""
    lines = _compared("", _operations(old), _operations(new))
    lines += _compared("schema ", _schemas(old), _schemas(new))
    return lines or ["something beside the operations and schemas changed"]


def _compared(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    removed = [f"- {kind}{name}" for name in old if name not in new]
    added = [f"+ {kind}{name}" for name in new if name not in old]
    changed = [f"~ {kind}{name}" for name in new if name in old and old[name] != new[name]]
    return removed + added + changed


def _operations(description: Description) -> dict[str, Any]:
    paths = description.get("paths", {})
    return {f"{method.upper()} {path}": one for path, item in paths.items() for method, one in item.items()}


def _schemas(description: Description) -> dict[str, Any]:
    schemas: dict[str, Any] = description.get("components", {}).get("schemas", {})
    return schemas
