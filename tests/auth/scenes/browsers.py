"""Browsers with a preferred language."""

from services.kit.language import Language
from tests.support.api import Api


class ApiInLanguage(Api):
    """An Api whose browser prefers a language."""

    def __init__(self, api: Api, language: Language) -> None:
        super().__init__(api.app)
        self._language = language

    def request(self, method, path, *, headers=None, **content):  # type: ignore[no-untyped-def]  # as the parent's
        return super().request(method, path, headers={"Accept-Language": self._language, **(headers or {})}, **content)
