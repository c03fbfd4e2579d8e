"""Every value that a request may carry is used: read by a use case, or stored and shown or read from there."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from services.kit.schemas import RequestModel, ResponseModel
from services.scheme.services import SERVICES
from tests.architecture.rooms import application, modules_of, parsed, routes_of, sources

Schemas = Mapping[str, type[BaseModel]]
VALIDATORS = {"field_validator", "model_validator"}


@dataclass(frozen=True)
class Uses:
    """What the source does with the schemas: attributes it reads of each, which it dumps, and of anything."""

    read: frozenset[tuple[str, str]]
    dumped: frozenset[str]
    anywhere: frozenset[str]


def bodies_of(service: str) -> set[type[BaseModel]]:
    """The schemas of the bodies that the service's routes take."""
    found = (route.body_field.field_info.annotation for route in routes_of(service) if route.body_field)
    return {kind for kind in found if isinstance(kind, type) and issubclass(kind, RequestModel)}


def nested_in(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in kind.model_fields.values():
        yield from _models_in(field.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        yield from nested_in(annotation)
    for part in get_args(annotation):
        yield from _models_in(part)


def uses_in(trees: Iterable[ast.Module]) -> Uses:
    read, dumped, anywhere = set[tuple[str, str]](), set[str](), set[str]()
    for tree in trees:
        of_module = dict(_annotated(tree))
        for function, owner in _functions(tree):
            kinds = of_module | dict(_parameters(function, owner))
            for node in ast.walk(function):
                if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
                    continue
                anywhere.add(node.attr)
                names = kinds.get(node.value.id, ()) if isinstance(node.value, ast.Name) else ()
                read.update((name, node.attr) for name in names)
                dumped.update(names if node.attr == "model_dump" else ())
    return Uses(frozenset(read), frozenset(dumped), frozenset(anywhere))


def _functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    """Each function, and the class it is a method of. What only checks a value does not use it."""
    for node in tree.body:
        inside, owner = (node.body, node.name) if isinstance(node, ast.ClassDef) else ([node], "")
        for one in inside:
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and not _validates(one):
                yield one, owner


def _validates(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(name in ast.unparse(each) for each in function.decorator_list for name in VALIDATORS)


def _annotated(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the module's classes say of their attributes: a local name of the same is taken from there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, _names_in(node.annotation)


def _names_in(annotation: ast.expr) -> tuple[str, ...]:
    return tuple(node.id for node in ast.walk(annotation) if isinstance(node, ast.Name))


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef, owner: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    for argument in arguments:
        if argument.annotation is not None:
            yield argument.arg, _names_in(argument.annotation)
        elif argument.arg == "self":
            yield argument.arg, (owner,)


def unread(kind: type[BaseModel], uses: Uses, *, shown: frozenset[str], nested: bool) -> Iterator[str]:
    """The fields of a schema that nothing reads and nothing keeps and shows."""
    kin = {one.__name__ for one in (*kind.__mro__, *_heirs(kind))}
    is_dumped = bool(kin & uses.dumped)
    for name, field in kind.model_fields.items():
        is_read = any((one, name) in uses.read for one in kin) or (nested and name in uses.anywhere)
        is_stored = is_dumped and (name in shown or name in uses.anywhere)
        if not (is_read or is_stored or _says_nothing(field.annotation)):
            yield f"{kind.__name__}.{name}"


def _says_nothing(annotation: Any) -> bool:
    return get_origin(annotation) is Literal and len(get_args(annotation)) == 1


def _heirs(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


@cache
def shown_by(service: str) -> frozenset[str]:
    """The fields of the service's responses."""
    responses = [one for module in modules_of(service, "schemas") for one in vars(module).values()]
    shown = (one for one in responses if isinstance(one, type) and issubclass(one, ResponseModel))
    return frozenset(name for one in shown for name in one.model_fields)


def unread_in(service: str, trees: Iterable[ast.Module]) -> list[str]:
    application(service)
    uses, shown, bodies = uses_in(trees), shown_by(service), bodies_of(service)
    assert bodies or service == "notify", "the walk finds them"
    inner = {one for body in bodies for one in nested_in(body)} - bodies
    found = [line for body in bodies for line in unread(body, uses, shown=shown, nested=False)]
    stored = {one for body in bodies for one in _stored_whole(body, uses, shown)}
    found += [line for one in inner - stored for line in unread(one, uses, shown=shown, nested=True)]
    return sorted(found)


def _stored_whole(body: type[BaseModel], uses: Uses, shown: frozenset[str]) -> Iterator[type[BaseModel]]:
    """What a column of its parent's field holds, which is shown as it was sent."""
    if {one.__name__ for one in (*body.__mro__, *_heirs(body))} & uses.dumped:
        for name, field in body.model_fields.items():
            if name in shown:
                yield from _models_in(field.annotation)


@pytest.mark.parametrize("service", SERVICES)
def test_every_field_of_a_request_is_read_or_shown(service: str) -> None:
    assert unread_in(service, map(parsed, sources(f"services/{service}"))) == []


def test_negative_control_a_field_that_nobody_reads_is_found() -> None:
    """As the note of an endorsement was: taken, and thrown away."""
    source = "\n".join(ast.unparse(parsed(path)).replace("asked.note", "''") for path in sources("services/pool"))
    found = unread_in("pool", [ast.parse(source)])
    assert {"EndorsementCreate.note", "EndorsementUpdate.note"} <= set(found)


def test_negative_control_what_only_a_validator_looks_at_is_not_read() -> None:
    class Asked(RequestModel):
        day: int
        note: str = ""

    source = "class Asked:\n    @field_validator('day')\n    def f(cls, day, self: Asked): return self.day\n"
    source += "def use(asked: Asked): return asked.note\n"
    assert list(unread(Asked, uses_in([ast.parse(source)]), shown=frozenset(), nested=False)) == ["Asked.day"]
