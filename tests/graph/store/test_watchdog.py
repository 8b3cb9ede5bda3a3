"""Which running queries the watchdog ends."""

from graph.store.watchdog import marker, overdue


def test_a_query_over_its_limit_or_of_a_dead_client_is_ended() -> None:
    text = "MATCH (n) RETURN n" + marker(3, 30)
    assert not overdue(text, 29, frozenset({3}))
    assert overdue(text, 31, frozenset({3}))
    assert overdue(text, 0, frozenset({2}))


def test_a_query_without_a_marker_at_its_end_is_let_alone() -> None:
    assert not overdue("SHOW TRANSACTIONS", 1e6, frozenset())
    assert not overdue("// ringleader client=1 seconds=1\nSHOW INDEXES", 1e6, frozenset())
