"""One description of the origin, out of the services' own."""

from typing import Any

from ressurspool.ops.merge import merged


def described(path: str, schemas: dict[str, Any], *, scope: str = "pool:read") -> dict[str, Any]:
    """A service with one path that answers with its schema Thing."""
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
    flows = {"authorizationCode": {"tokenUrl": "t", "scopes": {scope: scope}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "a", "version": "1"},
        "paths": {path: {"get": {"operationId": "read_thing", "tags": ["things"], "responses": {"200": answer}}}},
        "components": {"schemas": schemas, "securitySchemes": {"login": {"type": "oauth2", "flows": flows}}},
    }


def answered(description: dict[str, Any], path: str) -> str:
    answer = description["paths"][path]["get"]["responses"]["200"]
    reference: str = answer["content"]["application/json"]["schema"]["$ref"]
    return reference.rsplit("/", 1)[1]


class TestMerged:
    def test_puts_paths_below_the_services_name(self) -> None:
        one = merged({"pool": described("/v1/things", {"Thing": {"type": "object"}})})
        assert list(one["paths"]) == ["/pool/v1/things"]

    def test_leaves_oauth_at_the_top(self) -> None:
        one = merged({"auth": described("/oauth/jwks", {"Thing": {"type": "object"}})})
        assert list(one["paths"]) == ["/oauth/jwks"]

    def test_tells_operations_of_the_same_name_apart(self) -> None:
        thing = {"Thing": {"type": "object"}}
        one = merged({"pool": described("/v1/things", thing), "needs": described("/v1/things", thing)})
        ids = [item["get"]["operationId"] for item in one["paths"].values()]
        assert ids == ["pool_read_thing", "needs_read_thing"]

    def test_shares_schemas_that_are_the_same(self) -> None:
        thing = {"Thing": {"type": "object"}}
        one = merged({"pool": described("/v1/things", thing), "needs": described("/v1/things", thing)})
        assert list(one["components"]["schemas"]) == ["Thing"]

    def test_keeps_schemas_that_differ_under_the_services_names(self) -> None:
        pool, needs = {"Thing": {"type": "object"}}, {"Thing": {"type": "string"}}
        one = merged({"pool": described("/v1/things", pool), "needs": described("/v1/things", needs)})
        assert list(one["components"]["schemas"]) == ["NeedsThing", "PoolThing"]
        assert answered(one, "/needs/v1/things") == "NeedsThing"

    def test_entitles_schemas_by_the_name_they_have_here(self) -> None:
        """Generators name classes by titles: two of the same title, and one of them is dropped."""
        pool, needs = {"Thing": {"title": "Thing", "type": "object"}}, {"Thing": {"title": "Thing", "type": "string"}}
        one = merged({"pool": described("/v1/things", pool), "needs": described("/v1/things", needs)})
        assert [schema["title"] for schema in one["components"]["schemas"].values()] == ["NeedsThing", "PoolThing"]

    def test_tells_apart_what_refers_to_something_that_differs(self) -> None:
        thing = {"type": "object", "properties": {"part": {"$ref": "#/components/schemas/Part"}}}
        pool = {"Thing": thing, "Part": {"type": "integer"}}
        needs = {"Thing": thing, "Part": {"type": "string"}}
        one = merged({"pool": described("/v1/things", pool), "needs": described("/v1/things", needs)})
        part = one["components"]["schemas"]["PoolThing"]["properties"]["part"]["$ref"]
        assert part.endswith("/PoolPart")

    def test_adds_up_the_scopes(self) -> None:
        thing = {"Thing": {"type": "object"}}
        one = merged({"pool": described("/a", thing), "needs": described("/b", thing, scope="needs:read")})
        flow = one["components"]["securitySchemes"]["login"]["flows"]["authorizationCode"]
        assert list(flow["scopes"]) == ["needs:read", "pool:read"]
