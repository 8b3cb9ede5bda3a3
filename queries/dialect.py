"""The dialect both engines share, checked on the parse tree of Neo4j's published Cypher 5 grammar.

Each rule stands for an answer that ArcadeDB gives wrong without an error, or for a query that would
walk where it must not (docs/decisions/0003). QueryError names file, line, and what to write.
"""

from collections.abc import Callable, Iterator
from typing import Any

from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener

from queries.grammar.Cypher5Lexer import Cypher5Lexer
from queries.grammar.Cypher5Parser import Cypher5Parser as Grammar
from queries.header import QueryError, read_header
from queries.slots import sample

AGGREGATES = frozenset(
    {"avg", "collect", "count", "max", "min", "percentilecont", "percentiledisc"}
    | {"stdev", "stdevp", "sum"}
)
Node = Any  # a context of the generated parser, which has no types


class _Refuse(ErrorListener):  # type: ignore[misc]
    """Turns the first syntax error into a QueryError."""

    def __init__(self, where: str) -> None:
        self.where = where

    def syntaxError(self, *report: Node) -> None:  # noqa: N802 (the runtime's name)
        _, _, line, _, message, _ = report
        raise QueryError(f"{self.where}:{line}: this is not Cypher 5: {message}.")


def parse(where: str, source: str) -> Node:
    """Parse tree of a query file; template slots count as names."""
    refuse = _Refuse(where)
    lexer = Cypher5Lexer(InputStream(sample(source, read_header(source, where)[0])))
    parser = Grammar(CommonTokenStream(lexer))
    for recognizer in (lexer, parser):
        recognizer.removeErrorListeners()
        recognizer.addErrorListener(refuse)
    return parser.statements()


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in getattr(node, "children", None) or ():
        yield from _walk(child)


def _has(node: Node, *kinds: type) -> bool:
    return any(isinstance(found, kinds) for found in _walk(node))


def _above(node: Node, kind: type) -> Node | None:
    while node is not None and not isinstance(node, kind):
        node = node.parentCtx
    return node


def _is_aggregate(node: Node) -> bool:
    if isinstance(node, Grammar.CountStarContext):
        return True
    return (
        isinstance(node, Grammar.FunctionInvocationContext)
        and node.functionName().getText().lower() in AGGREGATES
    )


def _aggregate(node: Node) -> str | None:
    if not _is_aggregate(node):
        return None
    item = _above(node, Grammar.ReturnItemContext)
    if item is not None and item.expression().getText() == node.getText():
        return None
    return (
        f"the aggregate {node.getText()} must stand alone in its WITH or RETURN item "
        "('WITH max(x) AS m'); compute with it in the next clause"
    )


def _typed(relationship: Node) -> bool:
    label = relationship.labelExpression()
    loose = (Grammar.AnyLabelContext, Grammar.DynamicLabelContext)
    return label is not None and not _has(label, *loose) and "!" not in label.getText()


def _variable_length(node: Node) -> str | None:
    if isinstance(node, Grammar.PathLengthContext):
        if not _typed(node.parentCtx):
            return "a variable-length pattern must list its link types, as in [:HOLDS|UNDER*..3]"
        if not node.single and not node.to:
            return "a variable-length pattern needs an upper bound, as in *..8"
    if isinstance(node, Grammar.QuantifierContext):
        holder = node.parentCtx
        if isinstance(holder, Grammar.PatternElementContext):
            relationships = [
                before
                for before, after in zip(holder.children, holder.children[1:], strict=False)
                if after is node
            ]
        else:
            kind = Grammar.RelationshipPatternContext
            relationships = [found for found in _walk(holder) if isinstance(found, kind)]
        if not all(_typed(found) for found in relationships):
            return "a repeated pattern must list its link types, as in -[:HOLDS]->{1,3}"
        if node.getText() in "+*" or node.getText().endswith(",}"):
            return "a repeated pattern needs an upper bound, as in {1,3}"
    return None


def _shortest_path(node: Node) -> str | None:
    if isinstance(node, Grammar.SelectorContext):
        return f"write allShortestPaths((a)-[:A|B*..8]-(b)) instead of {node.start.text} …"
    if not isinstance(node, Grammar.ShortestPathPatternContext):
        return None
    if node.SHORTEST_PATH():
        return "shortestPath picks one path by chance; write allShortestPaths and sort by ids"
    kind = Grammar.RelationshipPatternContext
    if not all(_typed(found) for found in _walk(node) if isinstance(found, kind)):
        return "allShortestPaths must list its link types, as in [:HOLDS|UNDER*..8]"
    match = _above(node, Grammar.MatchClauseContext)
    if match is not None and match.whereClause() is not None:
        return (
            "allShortestPaths takes no WHERE in its own MATCH (ArcadeDB filters after the search "
            "and loses paths); bind both ends in an earlier MATCH"
        )
    return None


def _dynamic(node: Node) -> str | None:
    kinds = (
        Grammar.DynamicExpressionContext,
        Grammar.DynamicAnyAllExpressionContext,
        Grammar.DynamicPropertyExpressionContext,
    )
    if isinstance(node, kinds):
        return "names of labels, types and properties can't be computed; use queries/templates/"
    return None


def _foreign(node: Node) -> str | None:
    kinds = (
        Grammar.CommandContext,
        Grammar.UseClauseContext,
        Grammar.LoadCSVClauseContext,
        Grammar.InsertClauseContext,
        Grammar.FinishClauseContext,
    )
    if isinstance(node, kinds):
        return f"{node.start.text.upper()} is not shared by the engines; queries/schema/ holds DDL"
    return None


RULES: tuple[Callable[[Node], str | None], ...] = (
    _aggregate,
    _variable_length,
    _shortest_path,
    _dynamic,
    _foreign,
)
"""Each rule looks at one node of the tree and says what is wrong with it, or nothing."""


def _item_name(item: Node, where: str) -> str:
    name = item.variable().getText() if item.AS() else item.expression().getText()
    if not item.AS() and not name.isidentifier():
        raise QueryError(f"{where}:{item.start.line}: name the item {name} with AS.")
    return str(name).strip("`")


def _returns(query: Node, where: str) -> tuple[str, ...]:
    """Names of what a query (one branch of a UNION) returns."""
    last = query.clause()[-1]
    if (body := last.returnClause()) is not None:
        items = body.returnBody().returnItems()
        if items.TIMES():
            raise QueryError(f"{where}:{body.start.line}: RETURN * hides names; list the items.")
        return tuple(_item_name(item, where) for item in items.returnItem())
    if (call := last.callClause()) is not None:
        items = call.procedureResultItem()
        return tuple((i.variable() or i.symbolicNameString()).getText() for i in items)
    return ()


def check_text(
    where: str, source: str, parameters: tuple[str, ...], returns: tuple[str, ...]
) -> None:
    """QueryError unless the text is one statement of the shared dialect that fits its header."""
    tree = parse(where, source)
    if len(tree.statement()) != 1:
        raise QueryError(f"{where}:{tree.statement()[1].start.line}: one file, one statement.")
    used: dict[str, int] = {}
    for node in _walk(tree):
        for rule in RULES:
            if wrong := rule(node):
                raise QueryError(f"{where}:{node.start.line}: {wrong}.")
        if isinstance(node, Grammar.ParameterContext):
            used.setdefault(node.parameterName().getText(), node.start.line)
    for name, line in used.items():
        if name not in parameters:
            raise QueryError(f"{where}:{line}: ${name} isn't in the header's parameters; add it.")
    if unused := [name for name in parameters if name not in used]:
        raise QueryError(f"{where}:1: the header's parameter {unused[0]} isn't used; remove it.")
    for branch in tree.statement()[0].regularQuery().singleQuery():
        found = _returns(branch, where)
        if found != returns:
            raise QueryError(
                f"{where}:{branch.stop.line}: the query returns ({', '.join(found)}), its header "
                f"says ({', '.join(returns)}); make them equal."
            )
