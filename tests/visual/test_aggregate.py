"""Beyond the limit, like entities become groups; members stay; nothing is lost from the count."""

from tests.visual.views import big, ring_like
from visual.aggregate import within_limit
from visual.model import Said, View, ViewEdge, ViewNode


def _hub(leaves: int) -> View:
    hub = ViewNode("account", "Account", Said.plain("a"), "flagged")
    people = [ViewNode(f"p{i}", "Person", Said.plain(f"p{i}")) for i in range(leaves)]
    links = [ViewEdge(f"l{i}", f"p{i}", "account", "paid to", i == 0) for i in range(leaves)]
    return View("R-1", Said.plain("r"), "en", (hub, *people), tuple(links))


def test_a_view_that_fits_is_untouched() -> None:
    view = ring_like()
    assert within_limit(view) is view


def test_leaves_of_one_hub_become_one_group() -> None:
    view = within_limit(_hub(40), most=20)
    assert [(n.caption.text, n.count) for n in view.nodes] == [("a", 1), ("40 People", 40)]
    assert [(e.count, e.key) for e in view.edges] == [(40, True)]
    assert "40 of 41" in view.notes[-1]


def test_members_are_kept_before_all_others() -> None:
    view = big(1_400)
    people = tuple(
        ViewNode(n.id, n.label, n.caption, "member" if i < 30 else n.role)
        for i, n in enumerate(view.nodes)
    )
    smaller = within_limit(View("R", view.title, "en", people, view.edges), most=100)
    assert len(smaller.nodes) <= 100
    assert {n.id for n in people[:30]} <= {n.id for n in smaller.nodes}
    assert sum(n.count for n in smaller.nodes) == 1_400


def test_edges_end_at_nodes_of_the_view() -> None:
    smaller = within_limit(big(1_400), most=60)
    ids = {n.id for n in smaller.nodes}
    assert all(e.source in ids and e.target in ids for e in smaller.edges)
    assert len({e.id for e in smaller.edges}) == len(smaller.edges)
