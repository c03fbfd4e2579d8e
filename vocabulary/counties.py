"""The counties of Norway, and the former ones with what became of them, as versioned data (`counties.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

COUNTIES = "counties.toml"


@dataclass(frozen=True, kw_only=True)
class County:
    """A county of today. `number` is Statistics Norway's; `labels` are official names by language, and an English."""

    id: str
    number: str
    labels: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class FormerCounty:
    """A county that was merged or split. `until` is its last day, `successors` are ids of today's counties."""

    id: str
    number: str
    name: str
    until: date
    successors: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Counties:
    """One version of them. `version` is the day from which it holds."""

    version: str
    counties: tuple[County, ...]
    former: tuple[FormerCounty, ...]

    def ids(self) -> list[str]:
        return [county.id for county in self.counties]

    def former_ids(self) -> list[str]:
        return [former.id for former in self.former]


@cache
def load_counties() -> Counties:
    content = tomllib.loads((Path(__file__).parent / COUNTIES).read_text(encoding="utf-8"))
    return Counties(
        version=content["version"],
        counties=tuple(County(id=key, **values) for key, values in content["counties"].items()),
        former=tuple(FormerCounty(id=key, **values) for key, values in content["former"].items()),
    )
