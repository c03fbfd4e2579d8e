"""The counties, as Statistics Norway's standard for counties (KLASS 104) has them."""

from datetime import date

import pytest

from services.kit.language import Language
from services.scheme.counties import RESERVED_COUNTIES
from vocabulary.codes import known_county
from vocabulary.counties import load_counties

COUNTIES = load_counties()


class TestCurrent:
    def test_are_fifteen_with_a_number_each(self) -> None:
        numbers = [county.number for county in COUNTIES.counties]
        assert numbers == ["03", "11", "15", "18", "31", "32", "33", "34", "39", "40", "42", "46", "50", "55", "56"]
        assert len(set(COUNTIES.ids())) == 15

    def test_have_their_names_in_the_languages_of_the_texts(self) -> None:
        for county in COUNTIES.counties:
            assert {str(language) for language in Language} <= county.labels.keys()

    def test_have_their_official_names_in_sami_and_kven(self) -> None:
        named = [(code, name) for county in COUNTIES.counties for code, name in county.labels.items()]
        assert [(code, name) for code, name in named if code not in set(Language)] == [
            ("smj", "Nordlánnda"),
            ("sma", "Trööndelage"),
            ("se", "Romsa"),
            ("fkv", "Tromssa"),
            ("se", "Finnmárku"),
            ("fkv", "Finmarkku"),
        ]

    def test_none_has_the_name_of_a_pseudo_region(self) -> None:
        assert set(COUNTIES.ids()).isdisjoint(RESERVED_COUNTIES)


class TestFormer:
    def test_became_counties_of_today(self) -> None:
        for former in COUNTIES.former:
            assert former.successors
            assert set(former.successors) <= set(COUNTIES.ids())
            assert former.until < date.fromisoformat(COUNTIES.version)

    def test_are_not_of_today(self) -> None:
        assert set(COUNTIES.former_ids()).isdisjoint(COUNTIES.ids())

    @pytest.mark.parametrize(
        ("former", "successors"),
        [
            ("viken", ["akershus", "buskerud", "ostfold"]),
            ("vestfold-og-telemark", ["vestfold", "telemark"]),
            ("troms-og-finnmark", ["troms", "finnmark"]),
            ("hedmark", ["innlandet"]),
            ("sor-trondelag", ["trondelag"]),
        ],
    )
    def test_are_followed(self, former: str, successors: list[str]) -> None:
        assert [one.successors for one in COUNTIES.former if one.id == former] == [successors]
        with pytest.raises(ValueError, match=f"^unknown_county:{former}$"):
            known_county(former)
