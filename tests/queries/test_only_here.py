"""Cypher stands in queries/ and nowhere else: code asks the loader for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("api", "cases", "evidence", "graph", "ingest", "visual")
_CYPHER = re.compile(
    r"\b(MATCH|MERGE|CREATE)\s+(\w+\s*=\s*\w*\s*)?\(|\bUNWIND\s.+\sAS\s|\bCALL\s+[\w.]+\(|"
    r"\bDETACH DELETE\b|\bRETURN\s+[\w.]+\s+AS\s"
)


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """All string literals of a module but its docstrings, f-strings joined."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    notes = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (v.value if isinstance(v, ast.Constant) else "x" for v in node.values)
            yield node.lineno, "".join(str(part) for part in parts)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
        ):
            yield node.lineno, node.value


def is_cypher(text: str) -> bool:
    return bool(_CYPHER.search(text))


def test_what_counts_as_cypher() -> None:
    assert is_cypher("MATCH (n:Person {id: $id}) RETURN n.id AS id")
    assert is_cypher("UNWIND $rows AS row\nMERGE (n:x {id: row.id})")
    assert is_cypher("CALL db.index.fulltext.queryNodes('a', $text) YIELD node")
    assert not is_cypher("Match the name (as written) and return it.")
    assert not is_cypher("// title: A query; RETURN is missing")


def test_no_cypher_outside_queries() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in _texts(path)
        if is_cypher(text)
    ]
    assert not found, f"move this Cypher into queries/: {', '.join(found)}"


def test_query_files_stand_only_in_queries() -> None:
    strays = [
        str(path.relative_to(ROOT)) for room in ROOMS for path in (ROOT / room).rglob("*.cypher")
    ]
    assert not strays
