"""Brings many small segments of a table together, so that daily deliveries stay quick to read."""

from collections.abc import Callable, Sequence

from graph.provenance.manifest import Segment
from graph.provenance.place import quoted
from ingest.working import Working

MOST = 12
"""Segments that a table may have; more are brought together."""


def compact(working: Working, segments: Sequence[Segment], stem: str) -> list[Segment]:
    """The segments, those read by the newest mapping as one when there are too many.

    The table `rows_after` says which segment holds each row, and is changed with them. Nothing that
    a row says is lost, also of rows that count no more: they explain facts that are gone.
    """
    mapping = segments[-1].mapping if segments else ""
    chosen = [at for at, segment in enumerate(segments) if segment.mapping == mapping]
    if len(segments) <= MOST or len(chosen) < 2:
        return list(segments)
    first = chosen[0]
    merged = _merged(working, [(at, segments[at]) for at in chosen], stem)
    kept = [segment for at, segment in enumerate(segments) if at not in chosen[1:]]
    kept[first] = merged
    places = dict.fromkeys(chosen, first)
    others = [at for at in range(len(segments)) if at not in chosen[1:]]
    places |= {at: new for new, at in enumerate(others)}
    cases = " ".join(f"WHEN {at} THEN {new}" for at, new in sorted(places.items()))
    working.run(
        "CREATE OR REPLACE TABLE rows_after AS "  # noqa: S608
        f"SELECT * REPLACE (CASE segment {cases} END AS segment) FROM rows_after"
    )
    return kept


def _merged(working: Working, chosen: Sequence[tuple[int, Segment]], stem: str) -> Segment:
    rows = {at: working.different("rows_after", f"segment = {at}") for at, _ in chosen}
    held = "SELECT digest FROM rows_after WHERE segment = {}"

    def lines(path_of: Callable[[Segment], str | None]) -> str:
        """What the rows of the chosen segments say in one of their files."""
        parts = [
            f"SELECT f.* FROM read_parquet({quoted(working.place.uri(path))}) f"  # noqa: S608
            + ("" if rows[at] == segment.rows else f" SEMI JOIN ({held.format(at)}) USING (digest)")
            for at, segment in chosen
            if (path := path_of(segment))
        ]
        return " UNION ALL BY NAME ".join(parts)

    stem = f"{stem}.whole"
    labels = sorted({label for _, segment in chosen for label in segment.nodes})
    ends = sorted({name for _, segment in chosen for name in segment.links})
    return Segment(
        mentions=working.write_facts(
            f"{stem}.mentions",
            lines(lambda s: s.mentions),
            lambda q: f"FROM ({q}) ORDER BY fact_id",
        ),
        nodes={
            label: working.write(f"{stem}.node.{label}", lines(lambda s, n=label: s.nodes.get(n)))  # type: ignore[misc]
            for label in labels
        },
        links={
            name: working.write(
                f"{stem}.link.{name.replace(' ', '.')}",
                lines(lambda s, n=name: s.links.get(n)),  # type: ignore[misc]
            )
            for name in ends
        },
        lost=working.write(f"{stem}.lost", lines(lambda s: s.lost)),
        known=working.write(f"{stem}.known", lines(lambda s: s.known)),
        rows=sum(rows.values()),  # each is in one segment
        live=0,
        mapping=chosen[-1][1].mapping,
    )
