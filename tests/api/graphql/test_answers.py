"""What GraphQL answers on the example ring, and what it writes into the audit trail."""

from typing import Any

from api.graphql.schema import answer
from api.services import Services
from tests.rings_example import ACCOUNT, account, agent, claim, person


def _ask(services: Services, query: str, **variables: Any) -> dict[str, Any]:
    response = answer(services, query, variables)
    assert "errors" not in response, response
    data: dict[str, Any] = response["data"]
    return data


def test_rings_come_in_pages_with_cursors(services: Services) -> None:
    query = """query($after: String) { rings(first: 1, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { cursor node { id number rank score people
            money { currency claimed paid payable } firstLoss lastLoss
            reasons { typology points sentence { message text(lang: ZH) }
                claims { number sources } }
            against { text } members { caption stability } } } } }"""
    page = _ask(services, query)["rings"]
    ring = page["edges"][0]["node"]
    assert page["pageInfo"]["hasNextPage"] is False
    assert (ring["number"], ring["people"]) == ("R-EXAMPL", 4)
    assert ring["money"][0]["claimed"] == 8_160_050
    assert ring["reasons"][0]["claims"][0] == {"number": "C-1001", "sources": ["claims.csv:2"]}
    assert "四" in ring["reasons"][0]["sentence"]["text"] or ring["reasons"][0]["sentence"]["text"]
    assert _ask(services, query, after=page["pageInfo"]["endCursor"])["rings"]["edges"] == []


def test_a_ring_is_found_again_by_its_relay_id(services: Services) -> None:
    node = _ask(services, '{ ring(number: "R-EXAMPL") { id } }')["ring"]["id"]
    found = _ask(services, "query($id: ID!) { node(id: $id) { ... on Ring { number } } }", id=node)
    assert found["node"]["number"] == "R-EXAMPL"


def test_an_entity_has_titled_properties_and_rows_and_can_be_masked(services: Services) -> None:
    query = """query($of: String!, $masked: Boolean!) { entity(reference: $of, masked: $masked) {
        id label type(lang: ZH) caption masked sources { file row }
        properties { name title(lang: EN) value raw personal } } }"""
    plain = _ask(services, query, of=person("P1"), masked=False)["entity"]
    assert (plain["label"], plain["type"], plain["caption"]) == ("Person", "个人", "王秀英")
    assert {"file": "people.csv", "row": 2} in plain["sources"]
    born = next(p for p in plain["properties"] if p["name"] == "birth_date")
    assert (born["value"], born["personal"]) == ("1961-04-02", True)
    masked = _ask(services, query, of=person("P1"), masked=True)["entity"]
    assert masked["masked"] is True
    assert "王秀英" not in str(masked)
    assert "1961-04-02" not in str(masked)


def test_neighbours_say_how_many_are_not_shown(services: Services) -> None:
    query = """query($id: ID!) { neighbours(id: $id, limit: 1) { total notShown { type count }
        items { link { type title(lang: EN) sources { file row } properties { name value } }
            other { label caption } } } }"""
    found = _ask(services, query, id=account)["neighbours"]
    assert found["total"] == 4
    assert found["notShown"] == [{"type": "PAID_TO", "count": 3}]
    assert found["items"][0]["other"]["label"] == "Claim"
    assert found["items"][0]["link"]["sources"][0]["file"] == "claims.csv"


def test_search_and_path_go_from_a_tip_to_a_connection(services: Services) -> None:
    hits = _ask(
        services, "query($t: String!) { search(text: $t) { matched entity { id } } }", t=ACCOUNT
    )
    assert hits["search"][0]["entity"]["id"] == account
    query = """query($a: String!, $b: String!) { path(a: $a, b: $b) {
        entities { id } links { type } } }"""
    path = _ask(services, query, a=person("P1"), b=person("P4"))["path"]
    assert path["entities"][0]["id"] == person("P1")
    assert [link["type"] for link in path["links"]] == [
        *("INVOLVED_IN", "PAID_TO", "PAID_TO", "INVOLVED_IN")
    ]


def test_a_case_is_opened_noted_decided_and_listed(services: Services) -> None:
    opened = _ask(services, 'mutation { openCase(subject: "R-EXAMPL") { number state } }')
    number = opened["openCase"]["number"]
    assert opened["openCase"] == {"number": "CASE-0001", "state": "NEW"}
    noted = _ask(
        services,
        'mutation($c: String!) { addNote(case: $c, text: "called") { notes { author text } } }',
        c=number,
    )
    assert noted["addNote"]["notes"] == [{"author": "li.wei", "text": "called"}]
    _ask(
        services,
        """mutation($c: String!, $on: String!) {
            decide(case: $c, state: INVESTIGATING, basis: "tip") { state }
            assign(case: $c, to: "ann") { assignee }
            verdict(case: $c, entity: $on, verdict: CLEARED, basis: "bills") { number } }""",
        c=number,
        on=claim("C-1001"),
    )
    listed = _ask(
        services,
        """{ cases(state: INVESTIGATING) { edges { node { number assignee
            verdicts { verdict caption } ring { number } } } } }""",
    )
    case = listed["cases"]["edges"][0]["node"]
    assert case["assignee"] == "ann"
    assert case["verdicts"] == [{"verdict": "CLEARED", "caption": "C-1001"}]
    assert case["ring"]["number"] == "R-EXAMPL"


def test_a_dismissed_ring_leaves_the_queue_until_asked_for(services: Services) -> None:
    _ask(services, 'mutation { dismissRing(number: "R-EXAMPL", reason: "a firm") { ring } }')
    count = "{ rings%s { edges { node { number } } } }"
    assert _ask(services, count % "")["rings"]["edges"] == []
    assert len(_ask(services, count % "(dismissed: true)")["rings"]["edges"]) == 1


def test_reads_of_personal_data_are_in_the_audit_trail(services: Services) -> None:
    _ask(services, "query($of: String!) { entity(reference: $of) { caption } }", of=agent)
    last = services.cases.audit(1)[0]
    assert (last.act, last.actor, last.subjects) == ("read", "li.wei", (agent,))
