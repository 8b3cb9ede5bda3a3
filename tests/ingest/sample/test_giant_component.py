"""Nearly everybody hangs together: a sample that falls into pieces would be no test."""

from pathlib import Path

import networkx as nx

from graph.values.model import BadValue
from graph.values.registry import value_type
from tests.ingest.sample.sheets_of import read


def _phone(text: str) -> str | None:
    try:
        return str(value_type("phone").clean(text, region="CN"))
    except BadValue:
        return None


def shared_identifiers(directory: Path) -> "nx.Graph[tuple[str, ...]]":
    """People and the identifiers they hold: on file, paid to, reported from, car they own."""
    graph: nx.Graph[tuple[str, ...]] = nx.Graph()
    graph.add_nodes_from(("person", row["person_id"]) for row in read(directory, "people"))
    for row in read(directory, "contacts"):
        value = _phone(row["value"]) if row["kind"] == "phone" else row["value"].replace(" ", "")
        if row["owner_kind"] == "person" and value:
            key = (row["kind"], value.casefold(), row["city"], row["postcode"])
            graph.add_edge(("person", row["owner_id"]), key)
    for row in read(directory, "vehicles"):
        if row["owner_kind"] == "person":
            graph.add_edge(("person", row["owner_id"]), ("vehicle", row["vehicle_id"]))
    claimant = {row["claim_number"]: row["claimant_id"] for row in read(directory, "claims")}
    for row in read(directory, "payments"):
        account = ("account", row["account"].casefold(), "", "")
        graph.add_edge(("person", claimant[row["claim_number"]]), account)
    for row in read(directory, "claims"):
        if phone := _phone(row["reported_from"]):
            graph.add_edge(("person", row["claimant_id"]), ("phone", phone, "", ""))
    return graph


def test_four_fifths_of_the_people_are_in_one_component(directory: Path) -> None:
    graph = shared_identifiers(directory)
    people = sum(node[0] == "person" for node in graph)
    giant = max(nx.connected_components(graph), key=len)
    assert sum(node[0] == "person" for node in giant) >= 0.8 * people
