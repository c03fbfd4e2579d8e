"""The home agency's level and sector do not reveal which body it is."""

from collections import Counter

import pytest

from services.auth.operator.preparation import read_bodies
from services.pool.domain import kinds_shown_anew, shown_kind
from services.scheme.privacy import SMALLEST_GROUP

Kind = tuple[str, str]


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        ({("state", "food"): 6}, ("state", "food")),
        ({("state", "food"): 5}, (None, None)),  # the asker's own may be one of them
        ({("state", "food"): 1, ("state", "transport"): 9, ("municipal", "food"): 9}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_is_shown_where_five_besides_the_askers_share_it(
    others: dict[Kind, int], shown: tuple[str | None, str | None]
) -> None:
    assert shown_kind("state", "food", bodies=others) == shown


@pytest.mark.parametrize(("before", "after", "anew"), [(5, 6, True), (6, 5, True), (4, 5, False), (6, 7, False)])
def test_a_kind_is_published_again_where_it_begins_or_ceases_to_be_shown(before: int, after: int, anew: bool) -> None:
    food = ("state", "food")
    other = {("state", "transport"): 7}
    assert kinds_shown_anew({food: before, **other}, {food: after, **other}) == ({food} if anew else set())


def test_no_body_of_the_scheme_is_alone_with_what_is_shown() -> None:
    kinds = [(body.level, body.sector) for body in read_bodies()]
    sharing = Counter(shown_kind(*kind, bodies=Counter(kinds)) for kind in kinds)
    assert min(sharing.values()) > SMALLEST_GROUP
    assert min(Counter(kinds).values()) == 1  # the negative control: all of it shown, some are alone
