"""What is said of a code that `codes` refuses, in three languages, by the code of the fault."""

from collections.abc import Iterator, Mapping, Sequence

from vocabulary.counties import load_counties
from vocabulary.municipalities import load_municipalities

Words = Mapping[str, str]  # by language

_UNKNOWN: Mapping[str, Words] = {
    "unknown_county": {
        "nb": "er ikke et fylke; se /pool/v1/counties",
        "nn": "er ikkje eit fylke; sjå /pool/v1/counties",
        "en": "is not a county; see /pool/v1/counties",
    },
    "unknown_municipality": {
        "nb": "er ikke nummeret til en kommune; se /needs/v1/municipalities",
        "nn": "er ikkje nummeret til ein kommune; sjå /needs/v1/municipalities",
        "en": "is not the number of a municipality; see /needs/v1/municipalities",
    },
    "unknown_professional_field": {
        "nb": "er ikke et fagfelt vi har; se /pool/v1/fields",
        "nn": "er ikkje eit fagfelt vi har; sjå /pool/v1/fields",
        "en": "is not a professional field we have; see /pool/v1/fields",
    },
    "unknown_skill": {
        "nb": "er ikke en ferdighet vi har; se /pool/v1/fields",
        "nn": "er ikkje ein ferdigheit vi har; sjå /pool/v1/fields",
        "en": "is not a skill we have; see /pool/v1/fields",
    },
}


def code_faults() -> dict[str, Words]:
    """The words of each fault; those of a former county or municipality name its successors."""
    return {**_UNKNOWN, **dict(_of_former_counties()), **dict(_of_former_municipalities())}


def _of_former_counties() -> Iterator[tuple[str, Words]]:
    for former in load_counties().former:
        nb, nn, en = _successors(former.successors, path="/pool/v1/counties")
        words = {"nb": f"er ikke lenger et fylke; {nb}", "nn": f"er ikkje lenger eit fylke; {nn}"}
        yield f"unknown_county:{former.id}", {**words, "en": f"is a county no more; {en}"}


def _of_former_municipalities() -> Iterator[tuple[str, Words]]:
    for former in load_municipalities().former.values():
        nb, nn, en = _successors(former.successors, path="/needs/v1/municipalities")
        words = {"nb": f"er ikke lenger i bruk; {nb}", "nn": f"er ikkje lenger i bruk; {nn}"}
        yield f"unknown_municipality:{former.id}", {**words, "en": f"is not in use any more; {en}"}


def _successors(successors: Sequence[str], *, path: str) -> tuple[str, str, str]:
    """What to use in their place, in bokmål, nynorsk and English."""
    either, any_of = " eller ".join(successors), " or ".join(successors)
    return f"bruk {either}, se {path}", f"bruk {either}, sjå {path}", f"use {any_of}, see {path}"
