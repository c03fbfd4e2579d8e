"""The municipalities, as Statistics Norway's standard for municipalities (KLASS 131) has them."""

from collections import Counter
from datetime import date

import pytest

from services.kit.language import Language
from vocabulary.codes import known_municipality
from vocabulary.counties import load_counties
from vocabulary.municipalities import county_of, load_municipalities

MUNICIPALITIES = load_municipalities()
OF_COUNTY = {
    "oslo": 1, "rogaland": 23, "more-og-romsdal": 27, "nordland": 41, "ostfold": 12, "akershus": 21, "buskerud": 18,
    "innlandet": 46, "vestfold": 6, "telemark": 17, "agder": 25, "vestland": 43, "trondelag": 38, "troms": 21,
    "finnmark": 18,
}  # fmt: skip


class TestCurrent:
    def test_are_357_in_the_counties_their_numbers_say(self) -> None:
        counties = {county.number: county.id for county in load_counties().counties}
        assert all(counties[number[:2]] == county_of(number) for number in MUNICIPALITIES.municipalities)
        assert Counter(one.county for one in MUNICIPALITIES.municipalities.values()) == OF_COUNTY

    def test_have_labels_in_the_languages_of_the_texts_and_their_own(self) -> None:
        for one in MUNICIPALITIES.municipalities.values():
            assert {str(language) for language in Language} <= one.labels.keys()
        assert MUNICIPALITIES.municipalities["5540"].labels == {
            "nb": "Kåfjord", "nn": "Kåfjord", "en": "Kåfjord", "se": "Gáivuotna", "fkv": "Kaivuono",
        }  # fmt: skip


class TestFormer:
    def test_became_municipalities_of_today(self) -> None:
        for former in MUNICIPALITIES.former.values():
            assert former.successors
            assert set(former.successors) <= MUNICIPALITIES.municipalities.keys()
            assert former.until < date.fromisoformat(MUNICIPALITIES.version)

    def test_are_114_numbers_that_are_not_of_today(self) -> None:
        assert len(MUNICIPALITIES.former) == 114
        assert MUNICIPALITIES.former.keys().isdisjoint(MUNICIPALITIES.municipalities)

    @pytest.mark.parametrize(
        ("number", "successors"), [("3005", ["3301"]), ("5401", ["5501"]), ("1507", ["1508", "1580"])]
    )
    def test_are_followed(self, number: str, successors: list[str]) -> None:
        assert MUNICIPALITIES.former[number].successors == successors
        with pytest.raises(ValueError, match=f"^unknown_municipality:{number}$"):
            known_municipality(number)
