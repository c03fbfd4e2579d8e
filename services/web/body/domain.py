"""How a body's departments get their codes, and what an act is called."""

import re
from collections.abc import Mapping

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
LONGEST_CODE = 64


def code_of(name: str) -> str:
    """The code of a new department: "IT og utvikling" is it-og-utvikling."""
    plain = name.casefold().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_CODE].strip("-") or "avdeling"


def who(actor: str | None, client_id: str | None, names: Mapping[str, str]) -> str:
    """Who acted: a member by name, else the system. Somebody who is no member has no name here."""
    return names.get(actor or "") or (client_id if client_id != "web" else None) or "–"
