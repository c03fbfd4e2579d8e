"""A service's sources as the contract tests read them: its functions, classes and tables of constants."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from services.kit.settings import PROJECT_ROOT
from tests.architecture.rooms import parsed


@dataclass(frozen=True, eq=False)
class Function:
    """A function of a service, and the class it belongs to."""

    node: ast.FunctionDef
    owner: str | None

    @property
    def parameters(self) -> list[str]:
        """Those that can be given by position, without `self`."""
        names = [argument.arg for argument in self.node.args.args]
        return names[1:] if self.owner else names

    @property
    def named(self) -> set[str]:
        return {*self.parameters, *(argument.arg for argument in self.node.args.kwonlyargs)}

    @property
    def rest(self) -> str | None:
        """The parameter that takes all other keywords."""
        return self.node.args.kwarg.arg if self.node.args.kwarg else None

    def assigned(self, name: str) -> list[ast.expr]:
        """What a local name is set to."""
        found = []
        for node in ast.walk(self.node):
            if isinstance(node, ast.Assign):
                found += [node.value for target in node.targets if isinstance(target, ast.Name) and target.id == name]
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
                found += [node.value] if node.value else []
        return found

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.node) if isinstance(node, ast.Call))


@dataclass
class Sources:
    """All of one service."""

    functions: list[Function] = field(default_factory=list)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    constants: dict[str, ast.Dict] = field(default_factory=dict)

    def function(self, name: str) -> Function:
        """The one function of that name that belongs to no class."""
        return next(each for each in self.functions if each.owner is None and each.node.name == name)

    def method(self, owner: str, name: str) -> Function:
        """A method of a class, or the one it inherits."""
        for function in self.functions:
            if function.owner == owner and function.node.name == name:
                return function
        return self.method(self.base(owner), name)

    def base(self, owner: str) -> str:
        """The class of this service that another is made from."""
        names = [base.value if isinstance(base, ast.Subscript) else base for base in self.classes[owner].bases]
        return next(name.id for name in names if isinstance(name, ast.Name) and name.id in self.classes)

    def attribute(self, owner: str, name: str) -> str:
        """The text that a class sets one of its attributes to."""
        for statement in self.classes[owner].body:
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
                if any(isinstance(target, ast.Name) and target.id == name for target in statement.targets):
                    return str(statement.value.value)
        return self.attribute(self.base(owner), name)

    def class_named(self, word: str) -> str:
        """The class that a variable such as `candidacies` holds one of."""
        return next(name for name in self.classes if name.lower() == word.lower())


@cache
def sources_of(service: str) -> Sources:
    found = Sources()
    for path in sorted((PROJECT_ROOT / "services" / service).rglob("*.py")):
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef):
                found.functions.append(Function(node, None))
            elif isinstance(node, ast.ClassDef):
                found.classes[node.name] = node
                methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
                found.functions += [Function(method, node.name) for method in methods]
            elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found.constants |= {target.id: node.value for target in targets if isinstance(target, ast.Name)}
    return found


def keys_of(table: ast.Dict) -> Mapping[str, ast.expr]:
    """The constant keys of a dict as it is written."""
    pairs = zip(table.keys, table.values, strict=True)
    return {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}
