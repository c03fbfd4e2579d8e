"""Lists of the client: item by item, or one page."""

import httpx

from tests.client.server import EXPERT, Server, client_of


class TestPage:
    def test_is_one_with_the_cursor_of_the_next_and_the_total(self) -> None:
        server = Server(
            httpx.Response(200, json={"items": [EXPERT], "next": "c2", "total": 2}),
            httpx.Response(200, json={"items": [{**EXPERT, "id": "e2"}], "next": None}),
        )
        with client_of(server) as client:
            listed = client.pool.browse(field="design")
            first = listed.page(limit=1, count=True)
            second = listed.page(first.next)
        assert ([one.id for one in first.items], first.next, first.total) == (["e1"], "c2", 2)
        assert ([one.id for one in second.items], second.next, second.total) == (["e2"], None, None)
        asked = [dict(request.url.params) for request in server.asked]
        assert asked[0] == {"field": "design", "limit": "1", "count": "true"}
        assert asked[1] == {"field": "design", "cursor": "c2"}

    def test_leaves_the_items_of_all_pages_to_be_consumed(self) -> None:
        server = Server(httpx.Response(200, json={"items": [EXPERT], "next": None}))
        with client_of(server) as client:
            listed = client.pool.browse()
            assert listed.page().items == list(listed)
            assert list(listed) == [], "as of any iterator"
