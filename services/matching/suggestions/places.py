"""Says whether an answer may depend on hidden counties, before it is made, and logs it after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from services.kit.access.table import Caller
from services.matching.counties.service import Counties
from services.matching.fit.states import NeedState
from services.matching.suggestions.suggestion_log import Entry, SuggestionLog


@contextmanager
def place_told(
    log: SuggestionLog, counties: Counties, caller: Caller, need: NeedState
) -> Iterator[tuple[bool, Callable[[Entry], UUID]]]:
    """Whether the answer may depend on where experts live whose county is hidden, and the function that logs it.

    Where this may use up one of the host's counties, that and the log are one transaction.
    """
    if counties.are_known_to_include(caller, need):
        yield True, log.add
        return
    with log.database.write() as session:
        yield counties.allowance(session).includes(caller, need), partial(log.add_in, session)
