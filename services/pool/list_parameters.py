"""What the lists of experts are asked by."""

from typing import Annotated

from fastapi import Depends, Query

from services.kit.errors import Invalid
from services.kit.percentages import Percentage
from services.kit.web.list_parameters import (
    AGES,
    From,
    Ids,
    Live,
    OrderBy,
    Searched,
    States,
    To,
    UpdatedSince,
    asked_of,
    refuse_no_period,
    states_of,
)
from services.kit.web.query_parameters import codes_of
from services.pool.domain import LIVE, State
from services.pool.lists import (
    AtHome,
    Browsed,
    Group,
    WordGroup,
    county_term,
    field_term,
    language_term,
    level_term,
    own_field_term,
    own_skill_term,
    remote_term,
    sector_term,
    skill_term,
    word_term,
)
from services.scheme.bodies import BodyLevel
from vocabulary.codes import CountyCode, LanguageCode, known_field, known_skill
from vocabulary.load import load
from vocabulary.words import words_in

AskedFields = Annotated[
    list[str] | None,
    Query(alias="field", description="Only experts of these professional fields, or narrower ones"),
]
AskedSkills = Annotated[list[str] | None, Query(alias="skill", description="Only who has one of these skills")]
AskedLanguage = Annotated[LanguageCode | None, Query(description="Only who speaks this language")]
AskedCounty = Annotated[CountyCode | None, Query(description="Only who is in this county, and is shown to be")]
AskedRemote = Annotated[bool | None, Query(description="Only who works from anywhere, or only who does not")]
AskedPercentage = Annotated[Percentage | None, Query(description="Only who offers this percentage or more")]
AskedMonths = Annotated[int | None, Query(ge=1, le=12, description="Only who offers so many whole months on end")]
AskedLevel = Annotated[BodyLevel | None, Query(description="Only who is shown to be of a body of this level")]
AskedSector = Annotated[
    str | None, Query(pattern=r"^[a-z_]{1,32}$", description="Only who is shown to be of a body of this sector")
]


async def browsed_terms(
    *,
    field: AskedFields = None,
    skill: AskedSkills = None,
    language: AskedLanguage = None,
    county: AskedCounty = None,
    remote: AskedRemote = None,
    level: AskedLevel = None,
    sector: AskedSector = None,
) -> tuple[Group, ...]:
    """The terms that have to hold; those that fewer people share stand before others."""
    groups = (
        () if skill is None else tuple(map(skill_term, codes_of(skill, known_skill, name="skill"))),
        () if county is None else (county_term(county),),
        () if field is None else tuple(map(field_term, fields_below(field))),
        () if sector is None else (sector_term(sector),),
        () if level is None else (level_term(level),),
        () if language is None else (language_term(language),),
        () if remote is None else (remote_term(remote=remote),),
    )
    return tuple(group for group in groups if group)


async def browsed(
    *,
    groups: Annotated[tuple[Group, ...], Depends(browsed_terms)],
    county: AskedCounty = None,
    percentage: AskedPercentage = None,
    months: AskedMonths = None,
    first: From = None,
    last: To = None,
) -> Browsed:
    """Which experts of the pool are asked for."""
    refuse_no_period(first, last)
    return Browsed(groups=groups, county=county, percentage=percentage, months=months, first=first, last=last)


async def at_home(
    *,
    ids: Ids = None,
    state: States = None,
    is_open: Live = None,
    field: AskedFields = None,
    q: Searched = None,
    updated_since: UpdatedSince = None,
    order: OrderBy = None,
) -> AtHome:
    """Which of a body's own profiles are asked for. A name is no word of them: who reads one is logged."""
    asked = asked_of(orders=AGES, order=order, ids=ids, updated_since=updated_since)
    fields = () if field is None else (WordGroup(terms=tuple(map(own_field_term, fields_below(field)))),)
    states = states_of(state, is_open, kind=State, live=LIVE)
    return AtHome(**vars(asked), states=states, groups=(*_words(q), *fields))


def fields_below(given: list[str]) -> list[str]:
    """The fields that are asked for, with all below them. Raises Invalid for an unknown one."""
    known = load()
    return sorted({one for code in codes_of(given, known_field, name="field") for one in known.below(code)})


def _words(q: str | None) -> tuple[WordGroup, ...]:
    """Each word begins one of the title, or one in the name of a field or skill, in any language."""
    words = None if q is None else words_in(q)
    if words == frozenset():
        raise Invalid(("/q", "wrong_form"))
    groups = []
    for word in sorted(words or ()):
        fields, skills = load().named(word)
        named = (*map(own_field_term, sorted(fields)), *map(own_skill_term, sorted(skills)))
        groups.append(WordGroup(terms=named, prefix=word_term(word)))
    return tuple(groups)


BrowsedExperts = Annotated[Browsed, Depends(browsed)]
OwnExperts = Annotated[AtHome, Depends(at_home)]
