"""Reads what was typed into a model, and says beside each field what is wrong with it."""

from collections.abc import Mapping
from typing import TypeVar, get_origin

from pydantic import ValidationError

from ressurspool.client import ProblemError
from services.kit import context
from services.kit.web.problems import faults_in
from services.kit.web.texts import FAULTS as KIT_FAULTS
from services.web.forms.domain import field_of, nested
from services.web.forms.fields import FormModel
from services.web.page.words import FAULTS, WORDS

M = TypeVar("M", bound=FormModel)


class Unreadable(Exception):
    """The typed values are not what the model asks for. `faults` are texts by the field's name."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__()
        self.faults = faults


def read(model: type[M], values: Mapping[str, list[str]]) -> M:
    """The model with what was typed. Raises Unreadable."""
    lists = {name for name, one in model.model_fields.items() if get_origin(one.annotation) in {list, set, frozenset}}
    try:
        return model.model_validate(nested(values, frozenset(name for name in lists if name in values)))
    except ValidationError as error:
        # as of a request, where a location begins with where it stands
        found = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors(include_url=False)]
        names = [*values, *model.model_fields]
        raise Unreadable(
            {field_of(pointer, names): _text(code) for pointer, code in reversed(faults_in(found))}
        ) from None


def faults_of(problem: ProblemError, values: Mapping[str, list[str]]) -> dict[str, str]:
    """The API's faults by the field's name, in its own words, which are the reader's language."""
    return {field_of(fault.pointer, values): _sentence(fault.detail) for fault in reversed(problem.errors)}


def _text(code: str) -> str:
    known = FAULTS.get(code) or KIT_FAULTS.get(code) or WORDS["unknown_fault"]
    return _sentence(known[context.current().language])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
