"""Enhetsregisteret, as far as auth asks it: a stand-in on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.strangers import Route, Stranger, answer, as_json, stranger

# right check digits, and nobody's numbers in the file of bodies
STATE, MUNICIPAL, PRIVATE, UNKNOWN, REMOVED = "987654309", "987654317", "987654325", "987654333", "987654341"
OWNED, SUB_UNIT = "987654376", "987654384"


@contextmanager
def register() -> Iterator[Stranger]:
    """A register that knows a state body and its sub-unit, a municipality, a company, and one that the state owns.

    It has removed another.
    """
    with stranger() as there:
        say(there, STATE, as_json(unit("ET VEGVESEN", "6100")))
        say(there, MUNICIPAL, as_json(unit("EN KOMMUNE", "6500")))
        say(there, PRIVATE, as_json(unit("ET AKSJESELSKAP", "2100")))
        say(there, OWNED, as_json(unit("EN STATSEID BANK", "3900")))
        for unknown in (UNKNOWN, SUB_UNIT):
            say(there, unknown, answer(404, b"{}"))
        say(there, UNKNOWN, answer(404, b"{}"), kind="underenheter")
        say(there, SUB_UNIT, as_json({"navn": "ET VEGKONTOR", "overordnetEnhet": STATE}), kind="underenheter")
        say(there, REMOVED, answer(410, b"{}"))
        yield there


def unit(name: str, sector_code: str) -> dict[str, object]:
    return {"navn": name, "institusjonellSektorkode": {"kode": sector_code, "beskrivelse": "…"}}


def say(there: Stranger, orgnr: str, route: Route, *, kind: str = "enheter") -> None:
    there.routes[f"/enhetsregisteret/api/{kind}/{orgnr}"] = route
