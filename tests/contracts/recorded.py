"""Reads out of the sources which events a service records, and with which codes.

An event's type may be put together from what a function is given (`experts.record(expert, "endorsed")`), so every
call that leads to an `Event(…)` is followed back to where its words are written.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from tests.contracts.sources import Function, Sources, keys_of, sources_of

Words = frozenset[str]
Ways = frozenset[Words]
NOTHING: Words = frozenset()


@dataclass(frozen=True)
class Recorded:
    """An event as one place records it."""

    type: str
    codes: Words


@dataclass(frozen=True)
class Given:
    """What a function was called with, as far as it is written down: words by parameter, and further keywords."""

    words: Mapping[str, Words]
    keywords: Words = NOTHING
    owner: str = ""


@cache
def recorded_by(service: str) -> frozenset[Recorded]:
    """Every event the service's sources record."""
    reader = _Reader(sources_of(service))
    return frozenset(reader.all())


class _Reader:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        calls = (call for function in sources.functions for call in function.calls())
        # rows of the audit alone: nothing is emitted
        self._acts = {id(each) for call in calls if _called(call) == "record_act" for each in call.args}

    def all(self) -> Iterator[Recorded]:
        for function in self._sources.functions:
            for call in function.calls():
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                if isinstance(call.func, ast.Name) and call.func.id == "Event" and "type" in given:
                    yield from self._events(function, given["type"], given.get("codes") or ast.Dict([], []))

    def _events(self, function: Function, kind: ast.expr, codes: ast.expr) -> Iterator[Recorded]:
        for given in self._ways_into(function, [kind, codes]):
            for names in self._keys(codes, function, given):
                yield from (Recorded(word, names) for word in self._words(kind, function, given))

    def _ways_into(self, function: Function, wanted: list[ast.expr]) -> Iterator[Given]:
        """What the function is given by its callers, where any of `wanted` depends on it."""
        names = self._names_in(wanted, function)
        depends = names & {*function.named, function.rest or "", "self"}
        if not depends:
            yield Given({})
            return
        for caller in self._sources.functions:
            for call in caller.calls():
                if _called(call) == function.node.name and id(call) not in self._acts:
                    yield from self._given(call, caller, function, depends)

    def _given(self, call: ast.Call, caller: Function, called: Function, depends: set[str]) -> Iterator[Given]:
        """What one call gives, for each way into the caller itself."""
        arguments: dict[str, ast.expr] = dict(zip(called.parameters, call.args, strict=False))
        arguments |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        spread = [keyword.value for keyword in call.keywords if keyword.arg is None]
        asked = {name: value for name, value in arguments.items() if name in depends}
        own = _own_thing(call)
        for given in self._ways_into(caller, [*asked.values(), *spread, *own]):
            words = {name: self._words(value, caller, given) for name, value in asked.items()}
            named = frozenset(name for name in arguments if name not in called.named)
            for more in _joint([frozenset({named}), *(self._keys(value, caller, given) for value in spread)]):
                yield Given(words, more, given.owner if own else self._owner(call, called))

    def _owner(self, call: ast.Call, called: Function) -> str:
        """The class of the thing a method is called on."""
        if called.owner is None or not isinstance(call.func, ast.Attribute):
            return ""
        thing = call.func.value
        return self._sources.class_named(thing.attr if isinstance(thing, ast.Attribute) else ast.unparse(thing))

    def _names_in(self, wanted: list[ast.expr], function: Function) -> set[str]:
        """The names that decide what `wanted` says, followed through local names.

        A dict's values do not, and what another function answers is not written here.
        """
        found: set[str] = set()
        open_ends: list[ast.AST] = list(wanted)
        while open_ends:
            node = open_ends.pop()
            if isinstance(node, ast.Dict):
                open_ends += [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
            elif isinstance(node, ast.Call):
                found |= {"self"} if ast.unparse(node.func).startswith(("self.", "super().")) else set()
            elif isinstance(node, ast.Name) and node.id not in found:
                found.add(node.id)
                open_ends += function.assigned(node.id)
            else:
                open_ends += list(ast.iter_child_nodes(node))
        return found

    def _words(self, value: ast.expr, function: Function, given: Given) -> Words:
        """The texts an expression can stand for; none where that is not written down."""
        match value:
            case ast.Constant(value=str(word)):
                return frozenset({word})
            case ast.JoinedStr(values=parts):
                return self._joined(parts, function, given)
            case ast.FormattedValue(value=inner):
                return self._words(inner, function, given)
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return frozenset({self._sources.attribute(given.owner, name)})
            case ast.Name(id=name) if name in given.words:
                return given.words[name]
            case ast.Name(id=name):
                return NOTHING.union(*(self._words(each, function, given) for each in function.assigned(name)))
            case ast.Subscript(value=ast.Name(id=table), slice=key) if table in self._sources.constants:
                return self._looked_up(keys_of(self._sources.constants[table]), key, function, given)
        return NOTHING

    def _joined(self, parts: list[ast.expr], function: Function, given: Given) -> Words:
        texts = {""}
        for part in parts:
            texts = {text + word for text in texts for word in self._words(part, function, given)}
        return frozenset(texts)

    def _looked_up(self, table: Mapping[str, ast.expr], key: ast.expr, function: Function, given: Given) -> Words:
        """What a table holds under the keys that are known, or all of it."""
        keys = self._words(key, function, given) or frozenset(table)
        return NOTHING.union(*(self._words(table[each], function, given) for each in keys))

    def _keys(self, value: ast.expr, function: Function, given: Given) -> Ways:
        """The keys of a dict, however it is put together; several where it is not always the same."""
        match value:
            case ast.Dict():
                spread = [each for key, each in zip(value.keys, value.values, strict=True) if key is None]
                own = frozenset({frozenset(keys_of(value))})
                return _joint([own, *(self._keys(each, function, given) for each in spread)])
            case ast.IfExp():
                return self._keys(value.body, function, given) | self._keys(value.orelse, function, given)
            case ast.Name(id=name) if name == function.rest:
                return frozenset({given.keywords})
            case ast.Name(id=name):
                return _any(self._keys(each, function, given) for each in function.assigned(name))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)):
                return self._returned(self._sources.method(given.owner, name), given)
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name)):
                return self._returned(self._sources.method(self._sources.base(function.owner or ""), name), given)
            case ast.Call(func=ast.Name(id=name)):
                return self._returned(self._sources.function(name), given)
        raise AssertionError(f"cannot read the codes of {ast.unparse(value)} in {function.node.name}")

    def _returned(self, function: Function, given: Given) -> Ways:
        returns = [node.value for node in ast.walk(function.node) if isinstance(node, ast.Return) and node.value]
        return _any(self._keys(value, function, given) for value in returns)


def _any(ways: Iterable[Ways]) -> Ways:
    return frozenset[Words]().union(*ways)


def _joint(parts: Iterable[Ways]) -> Ways:
    """Every way to take one of each part, together."""
    return frozenset(NOTHING.union(*each) for each in product(*parts))


def _own_thing(call: ast.Call) -> list[ast.expr]:
    """`self`, where it calls another method of the same thing."""
    thing = call.func.value if isinstance(call.func, ast.Attribute) else None
    return [thing] if isinstance(thing, ast.Name) and thing.id == "self" else []


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
