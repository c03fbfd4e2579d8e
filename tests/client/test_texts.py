"""What the command line says, in three languages."""

import pytest

from ressurspool.cli.texts import TEXTS


@pytest.mark.parametrize("what", sorted(TEXTS))
def test_stands_in_bokmal_nynorsk_and_english(what: str) -> None:
    assert set(TEXTS[what]) == {"nb", "nn", "en"}
    assert all(TEXTS[what].values())
