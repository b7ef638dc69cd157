"""How many small faults in the deadlines would the tests notice? `python -m tests.escalation.mutate [FILE…]`.

Each fault is one operator, comparison, constant or condition of the source changed in memory; the tests of deadlines
run against it in a fresh interpreter, with few random cases. A fault that lets the tests hang counts as noticed.
Mutants of type hints, docstrings and of what only names a thing are left out.
"""

import ast
import copy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
FILES: Final = ("escalation/deadlines.py", "escalation/calendar.py")
TESTS: Final = ("tests/escalation/test_deadlines.py", "tests/escalation/test_calendar.py")
TIMEOUT_S: Final = 60
WORKERS: Final = 2

_COMPARE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_BINARY: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
}  # fmt: skip
_BOOLEAN: Final[dict[type[ast.boolop], type[ast.boolop]]] = {ast.And: ast.Or, ast.Or: ast.And}

# What is done to the copy of a node; it has whatever fields its kind has.
Change = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it is, what was done, and the whole source with it."""

    file: str
    line: int
    told: str
    source: str


def mutants(file: str) -> Iterator[Mutant]:
    """Every fault of a file, one at a time."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for place in range(len(list(_places(tree)))):
        mutated = copy.deepcopy(tree)
        node, (told, change) = list(_places(mutated))[place]
        change(node)
        yield Mutant(file, getattr(node, "lineno", 0), told, ast.unparse(ast.fix_missing_locations(mutated)))


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, tuple[str, Change]]]:
    hidden = set(_hidden(tree))
    for node in ast.walk(tree):
        if id(node) not in hidden:
            yield from ((node, change) for change in _of(node))


def _hidden(tree: ast.Module) -> Iterator[int]:
    """Annotations, docstrings and the fields of enums: nothing is computed there."""
    for node in ast.walk(tree):
        inside: list[ast.AST] = []
        if isinstance(node, ast.AnnAssign):
            inside.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            inside += [a.annotation for a in ast.walk(node.args) if isinstance(a, ast.arg) and a.annotation]
            inside += [node.returns] if node.returns else []
            inside += list(node.decorator_list)
        elif isinstance(node, ast.ClassDef):
            inside += [*node.decorator_list, *node.bases]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.append(node)
        yield from (id(child) for one in inside for child in ast.walk(one))


def _of(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """The faults that can be put into one node."""
    match node:
        case ast.Compare() | ast.BinOp() | ast.AugAssign() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            yield from _of_an_operation(node)
        case ast.Constant(value=bool() as value):
            yield f"{value} turned", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int() as value):
            yield f"{value} made one more", lambda n: setattr(n, "value", n.value + 1)
            yield f"{value} made one less", lambda n: setattr(n, "value", n.value - 1)
        case ast.IfExp():
            yield "branches swapped", lambda n: n.__dict__.update(body=n.orelse, orelse=n.body)
        case ast.If() | ast.While():
            yield "condition never", lambda n: setattr(n, "test", ast.Constant(value=False))


def _of_an_operation(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARE:
            yield f"{type(op).__name__} turned", lambda n: setattr(n, "ops", [_COMPARE[type(n.ops[0])]()])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _BINARY:
            yield f"{type(op).__name__} turned", lambda n: setattr(n, "op", _BINARY[type(n.op)]())
        case ast.BoolOp(op=op):
            yield f"{type(op).__name__} turned", lambda n: setattr(n, "op", _BOOLEAN[type(n.op)]())
        case ast.UnaryOp():
            yield "not dropped", lambda n: n.__dict__.update(op=ast.UAdd(), operand=_as_bool(n.operand))


def _as_bool(node: ast.expr) -> ast.expr:
    return ast.Call(func=ast.Name(id="bool", ctx=ast.Load()), args=[node], keywords=[])


def is_noticed(mutant: Mutant) -> bool:
    """Whether the tests fail, or do not end, with the fault."""
    with tempfile.TemporaryDirectory() as folder:
        over = Path(folder) / "over.py"
        over.write_text(
            _LOADER.format(module=mutant.file[:-3].replace("/", "."), source=mutant.source), encoding="utf-8"
        )
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "over", *TESTS]
        environment = {"PYTHONPATH": f"{folder}:{ROOT}", "FUZZ_CASES": "60", "PATH": "/usr/bin:/bin"}
        try:
            ran = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, timeout=TIMEOUT_S, check=False
            )
        except subprocess.TimeoutExpired:
            return True
        return ran.returncode != 0


# A plugin of pytest that puts the mutated module in place before any test imports it.
_LOADER: Final = """import importlib.util, sys
source = {source!r}
module = importlib.util.module_from_spec(importlib.util.spec_from_loader({module!r}, loader=None))
module.__file__ = {module!r}
import escalation
sys.modules[{module!r}] = module
setattr(escalation, {module!r}.rpartition(".")[2], module)
exec(compile(source, {module!r}, "exec"), module.__dict__)
"""


def main(files: tuple[str, ...]) -> int:
    """Print what was not noticed, and the score."""
    every = [mutant for file in files for mutant in mutants(file)]
    with ThreadPoolExecutor(WORKERS) as pool:
        noticed = list(pool.map(is_noticed, every))
    for mutant, was in zip(every, noticed, strict=True):
        if not was:
            sys.stdout.write(f"{mutant.file}:{mutant.line}: not noticed: {mutant.told}\n")
    score = 100 * sum(noticed) / len(every)
    sys.stdout.write(f"{sum(noticed)} of {len(every)} faults noticed: {score:.1f} %\n")
    return 0 if score >= 80 else 1


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or FILES))
