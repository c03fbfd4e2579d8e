"""The words for codes, as a program reads them."""

from tests.support.api import Api


class TestCodes:
    def test_are_read_without_a_login(self, api: Api) -> None:
        answer = api.get("/v1/codes")
        assert answer.status_code == 200
        assert answer.json()["groups"]["problem"]["not-found"]["nn"]

    def test_are_not_sent_again_to_who_has_them(self, api: Api) -> None:
        answer = api.get("/v1/codes")
        tag = answer.headers["ETag"]
        assert answer.headers["Cache-Control"].startswith("public")
        assert api.get("/v1/codes", {"If-None-Match": tag}).status_code == 304
        assert api.get("/v1/codes", {"If-None-Match": f"W/{tag}"}).status_code == 304
        assert api.get("/v1/codes", {"If-None-Match": '"other"'}).status_code == 200
