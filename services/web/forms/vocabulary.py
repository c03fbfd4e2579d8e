"""Professional fields and skills as people pick them: by their words, in any of the three languages."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from services.kit import context
from services.kit.language import Language
from vocabulary import UnknownConcept, load
from vocabulary.counties import load_counties


def field_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every field with its words, below the broad field that it is a part of: what `ui.select_grouped` offers."""
    known, language = load(), context.current().language
    return [
        (known.label(top.id, language), [(one, known.label(one, language)) for one in sorted(known.below(top.id))])
        for top in known.top_fields()
    ]


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


@cache
def _skills() -> Mapping[str, str]:
    known = load()
    return {known.label(skill, language).casefold(): skill for skill in known.skills for language in Language}


def _skill(value: Any) -> Any:
    """The code of a skill by its words, whatever the language; a code stays as it is."""
    if not isinstance(value, str) or value in load().skills:
        return value
    found = _skills().get(value.strip().casefold())
    if found is None:
        raise ValueError("form_skill")
    return found


Skill = Annotated[str, BeforeValidator(_skill)]

FILTERS = {"concept": concept, "county": county}
