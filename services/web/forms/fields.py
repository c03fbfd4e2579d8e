"""Types of what people type, for the models of forms: days as they are written in Norway, and whole numbers."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

_NORWEGIAN = re.compile(r"([0-9]{1,2})[./ ]\s*([0-9]{1,2})[./ ]\s*([0-9]{4}|[0-9]{2})")
_NUMBER = re.compile(r"([0-9]{1,9})\s*%?")


class FormModel(BaseModel):
    """What a form asks for. A field's name is that of its input; unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_day(value: Any) -> Any:
    """1.3.2027, 01.03.27, 1/3 2027, or 2027-03-01."""
    written = _NORWEGIAN.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if written is not None:
            day, month, year = (int(part) for part in written.groups())
            return date(year if year > 99 else 2000 + year, month, day)
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("form_day") from None


def _number(value: Any) -> Any:
    """80, or 80 %."""
    written = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, str) and written is None:
        raise ValueError("form_number")
    return int(written[1]) if written is not None else value


Day = Annotated[date, BeforeValidator(read_day)]
Number = Annotated[int, BeforeValidator(_number)]
