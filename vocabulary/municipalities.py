"""The municipalities of Norway, and the former ones with what became of them, as versioned data (a TOML file)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

MUNICIPALITIES = "municipalities.toml"
_TEXTS = ("nb", "nn", "en")  # the Norwegian name is the name in all of them


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A municipality of today. `id` is its number of four digits, `names` are official ones in other languages."""

    id: str
    county: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> Mapping[str, str]:
        return dict.fromkeys(_TEXTS, self.name) | dict(self.names)


@dataclass(frozen=True, kw_only=True)
class FormerMunicipality:
    """A number that is used no more. `until` is its last day, `successors` are numbers of today."""

    id: str
    name: str
    until: date
    successors: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Municipalities:
    """One version of them. `version` is the day from which it holds."""

    version: str
    municipalities: Mapping[str, Municipality]
    former: Mapping[str, FormerMunicipality]

    def in_county(self, county: str) -> "Municipalities":
        """Those of one county, and the former ones of which a successor is there."""
        here = {number: one for number, one in self.municipalities.items() if one.county == county}
        former = {number: one for number, one in self.former.items() if not here.keys().isdisjoint(one.successors)}
        return Municipalities(version=self.version, municipalities=here, former=former)


def county_of(number: str) -> str:
    """The id of the county a municipality of today is in. Raises KeyError for another number."""
    return load_municipalities().municipalities[number].county


@cache
def load_municipalities() -> Municipalities:
    content = tomllib.loads((Path(__file__).parent / MUNICIPALITIES).read_text(encoding="utf-8"))
    return Municipalities(
        version=content["version"],
        municipalities={key: Municipality(id=key, **values) for key, values in content["municipalities"].items()},
        former={key: FormerMunicipality(id=key, **values) for key, values in content["former"].items()},
    )
