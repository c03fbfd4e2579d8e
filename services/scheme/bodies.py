"""The levels of public bodies, as the scheme sorts them (docs/glossary.md)."""

from typing import Literal

BodyLevel = Literal["state", "county", "municipal", "health_trust"]
