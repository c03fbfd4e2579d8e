"""Fields, skills and places as people pick them: by their words, the former in any of the three languages."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from services.kit import context
from services.kit.language import Language
from vocabulary import UnknownConcept, load
from vocabulary.counties import load_counties
from vocabulary.municipalities import Municipalities, Municipality, load_municipalities


def field_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every field with its words, below the broad field that it is a part of, which comes first.

    It is what `ui.select_grouped` offers.
    """
    known, language = load(), context.current().language
    groups = []
    for top in known.top_fields():
        narrower = sorted((known.label(one, language), one) for one in known.below(top.id) - {top.id})
        name = known.label(top.id, language)
        groups.append((name, [(top.id, name), *((one, word) for word, one in narrower)]))
    return groups


def skill_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every skill with its words, once, below the first broad field that it belongs to."""
    known, language, placed = load(), context.current().language, set[str]()
    groups = []
    for top in known.top_fields():
        within = known.below(top.id)
        here = [one.id for one in known.skills.values() if one.id not in placed and within.intersection(one.fields)]
        placed.update(here)
        options = sorted(((one, known.label(one, language)) for one in here), key=lambda option: option[1].casefold())
        groups.append((known.label(top.id, language), options))
    return [group for group in groups if group[1]]


def county_choices() -> list[tuple[str, str]]:
    return [(one.id, county(one.id)) for one in load_counties().counties]


def concept(code: str) -> str:
    """The words of a field or a skill. A code of a newer vocabulary stands for itself."""
    try:
        return load().label(code, context.current().language)
    except UnknownConcept:
        return code


def county(code: str) -> str:
    """The name of a county. A code of a newer list stands for itself."""
    labels = next((one.labels for one in load_counties().counties if one.id == code), {})
    return labels.get(context.current().language) or labels.get("nb") or code


def skill_suggestions() -> list[str]:
    """The words of every skill: what `ui.field(suggestions=…)` suggests."""
    known, language = load(), context.current().language
    return sorted(known.label(skill, language) for skill in known.skills)


def field_suggestions() -> list[tuple[str, str]]:
    """The word of every field, with the broader field beside it where there is one."""
    known, language = load(), context.current().language
    of = known.concepts.values()
    return sorted((known.label(one.id, language), _words(one.broader[:1])) for one in of)


def counties() -> list[tuple[str, str]]:
    """Every county with its name: what `ui.select` offers."""
    language = context.current().language
    return sorted(((one.id, one.labels[language]) for one in load_counties().counties), key=lambda one: one[1])


def municipality_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every municipality with its name, below its county: what `ui.select_grouped` offers."""
    known = load_municipalities()
    return [(name, [(one.id, one.name) for one in _by_name(known, county)]) for county, name in counties()]


def county_with(municipality: str) -> str | None:
    """The county a municipality is in; None where there is no such municipality."""
    found = load_municipalities().municipalities.get(municipality)
    return found.county if found else None


def word_of(code: str) -> str:
    """The word for a field, a skill, a county or a municipality; the code itself where there is none."""
    known, language = load(), context.current().language
    if code in known.concepts or code in known.skills:
        return known.label(code, language)
    if code in load_municipalities().municipalities:
        return load_municipalities().municipalities[code].name
    return dict(counties()).get(code, code)


def _words(codes: Iterable[str]) -> str:
    return ", ".join(map(word_of, codes))


def _by_name(known: Municipalities, county: str) -> list[Municipality]:
    return sorted(known.in_county(county).municipalities.values(), key=lambda one: one.name)


@cache
def _fields() -> Mapping[str, str]:
    known = load()
    return {known.label(one, language).casefold(): one for one in known.concepts for language in Language}


@cache
def _skills() -> Mapping[str, str]:
    known = load()
    return {known.label(skill, language).casefold(): skill for skill in known.skills for language in Language}


def _field(value: Any) -> Any:
    """The code of a field by its words, whatever the language; a code stays as it is."""
    if not isinstance(value, str) or value in load().concepts:
        return value
    found = _fields().get(value.strip().casefold())
    if found is None:
        raise ValueError("form_field")
    return found


def _skill(value: Any) -> Any:
    """The code of a skill by its words, whatever the language; a code stays as it is."""
    if not isinstance(value, str) or value in load().skills:
        return value
    found = _skills().get(value.strip().casefold())
    if found is None:
        raise ValueError("form_skill")
    return found


ProfessionalField = Annotated[str, BeforeValidator(_field)]
Skill = Annotated[str, BeforeValidator(_skill)]

FILTERS = {"concept": concept, "county": county}
