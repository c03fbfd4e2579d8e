"""Sets the headers of responses (Location, ETag, the link to the next page) and requires If-Match for changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel

from services.kit.data.pagination import DEFAULT_LIMIT, MAX_LIMIT, Counted, Listed, Page, PageRequest
from services.kit.errors import Invalid, PreconditionRequired, ServiceError, Stale
from services.kit.schemas import Resource
from services.kit.web.entity_tags import Condition

VARY = "Authorization, Accept-Language"
JSON = "application/json"
_NOT_OF_THE_LIST = frozenset({"cursor", "limit", "count", "include"})  # change neither what is listed nor its order

R = TypeVar("R", bound=Resource)
B = TypeVar("B", bound=BaseModel)


class NotModified(ServiceError):
    """The caller has this version already (RFC 9110 §13.1.2). What the request wrote is kept: reads are logged too."""

    status = 304
    code = "not-modified"
    keeps_changes = True

    def __init__(self, etag: str) -> None:
        super().__init__()
        self.etag = etag


@dataclass(frozen=True)
class ResourceResponse:
    """The response to a request about a resource."""

    request: Request
    response: Response

    def created(self, thing: R) -> R:
        """Set Location and ETag. A repeated Idempotency-Key is answered from that location."""
        self.response.headers["Location"] = self.place_of(thing)
        return self.versioned(thing)

    def versioned(self, thing: R) -> R:
        """Set the ETag. Raises NotModified where the caller has exactly this representation.

        The tag is the version and a digest of the response: the same version looks different to another reader, in
        another language, or after an event of another service. If-Match compares the version only.
        """
        etag = self._tag(thing, _bytes_of(thing))
        self.response.headers["ETag"] = etag
        self.response.headers["Vary"] = VARY
        return thing

    def shown(self, thing: Resource) -> Response:
        """As `versioned`, but the whole response: its bytes are made once, here, and FastAPI makes nothing of them.

        The route's `response_model` only describes it.
        """
        body = _bytes_of(thing)
        return Response(body, media_type=JSON, headers={"ETag": self._tag(thing, body), "Vary": VARY})

    def _tag(self, thing: Resource, body: bytes) -> str:
        etag = f'"{thing.version}-{blake2b(body, digest_size=6).hexdigest()}"'
        if self.request.method == "GET" and self._has(etag):
            raise NotModified(etag)
        return etag

    def _has(self, etag: str) -> bool:
        """Whether the caller has this already. If-None-Match that is no list of tags is as if it were not sent."""
        try:
            return Condition.read(self.request.headers.get("If-None-Match", "")).names(etag)
        except ValueError:
            return False

    def page(self, found: Page[Any], model: type[B], items: list[B]) -> Listed[B]:
        """Set the RFC 8288 link to the next page, and return this one."""
        self.response.headers.update(self._page_headers(found))
        return Listed[model](items=items, next=found.next)  # type: ignore[valid-type]  # pydantic's generics

    def shown_page(self, found: Page[B], model: type[B]) -> Response:
        """As `page`, but the whole response, as `shown` makes it."""
        listed = Listed[model](items=found.items, next=found.next)  # type: ignore[valid-type]  # pydantic's generics
        if found.counted:
            listed = Counted[model](**vars(listed), total=found.total)  # type: ignore[valid-type]  # the same
        return Response(_bytes_of(listed), media_type=JSON, headers=self._page_headers(found))

    def _page_headers(self, found: Page[Any]) -> dict[str, str]:
        if found.next is None:
            return {"Vary": VARY}
        asked = {**self.request.query_params, "cursor": found.next}
        path = quote(self.request.scope.get("root_path", "") + _below_root(self.request))
        return {"Link": f'<{path}?{urlencode(asked)}>; rel="next"', "Vary": VARY}

    def place_of(self, thing: Resource) -> str:
        return str(self.request.scope.get("root_path", "")) + thing.place.format_map(vars(thing))


def as_json(content: BaseModel, headers: Mapping[str, str] | None = None) -> Response:
    """What has no version: the whole response, as `shown` makes it."""
    return Response(_bytes_of(content), media_type=JSON, headers=headers)


def _bytes_of(content: BaseModel) -> bytes:
    return content.__pydantic_serializer__.to_json(content)


def _below_root(request: Request) -> str:
    root = request.scope.get("root_path", "")
    return str(request.scope["path"]).removeprefix(root)


async def resource_response(request: Request, response: Response) -> ResourceResponse:
    return ResourceResponse(request, response)


def key_of_list(path: str, query: Iterable[tuple[str, str]]) -> str:
    """What stands for a list with its filters and its order in the cursors of its pages."""
    asked = [path, *sorted(f"{name}={value}" for name, value in query if name not in _NOT_OF_THE_LIST)]
    return blake2b("&".join(asked).encode(), digest_size=6).hexdigest()


Cursor = Annotated[
    str | None, Query(max_length=200, description="`next` of the page before, with the same filters and order")
]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many at most")]


async def page_params(request: Request, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> PageRequest:
    query = key_of_list(_below_root(request), request.query_params.multi_items())
    return PageRequest.of(cursor=cursor, limit=limit, query=query)


async def counted_page_params(
    page: Annotated[PageRequest, Depends(page_params)],
    count: Annotated[bool, Query(description="Count those on all pages too, as `total`")] = False,
) -> PageRequest:
    return replace(page, counted=count)


async def expected_version(
    if_match: Annotated[str | None, Header(description="The ETag of the version you read", max_length=1000)] = None,
) -> Condition:
    """The version a change is based on. Raises PreconditionRequired without one, Invalid for what is no entity-tag."""
    if if_match is None:
        raise PreconditionRequired()
    try:
        return Condition.read(if_match)
    except ValueError:
        raise Invalid(("/If-Match", "etag")) from None


def refuse_stale(expected: Condition, current: int) -> None:
    """Raises Stale where the thing has changed since the caller read it."""
    if not expected.names_version(current):
        raise Stale()


CurrentResponse = Annotated[ResourceResponse, Depends(resource_response)]
PageParams = Annotated[PageRequest, Depends(page_params)]
CountedPageParams = Annotated[PageRequest, Depends(counted_page_params)]
ExpectedVersion = Annotated[Condition, Depends(expected_version)]
