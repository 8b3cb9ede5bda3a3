"""What a bundle holds, that a draft holds nothing personal, and that both repeat to the byte."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import bagit
import networkx as nx
import pytest

from evidence import BundleError, BundleReport, verify_bundle
from graph.errors import NotFoundError
from graph.rings import save_run
from graph.store import Store
from tests.conftest import wipe
from tests.evidence.conftest import NOW, Desk, set_up
from tests.rings_example import (
    ACCOUNT,
    OUTSIDER,
    PEOPLE,
    PHONE,
    example_ring,
    example_run,
    person,
    phone,
)

Contents = Callable[[Path], dict[str, bytes]]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_referred_case_gives_a_bag_with_everything(
    desk: Desk, bundle: BundleReport, contents: Contents
) -> None:
    files = contents(bundle.path)
    assert bundle.path == desk.out / "CASE-0001_E001"
    assert (bundle.draft, bundle.files) == (False, len(files))
    assert {name for name in files if "/records/" not in name} == {
        "README.en.txt",
        "README.zh.txt",
        "VERIFY.sh",
        "bag-info.txt",
        "bagit.txt",
        "data/case.json",
        "data/custody/log.jsonl",
        "data/graph/edges.csv",
        "data/graph/graph.graphml",
        "data/graph/graph.json",
        "data/graph/nodes.csv",
        "data/graph/view.html",
        "data/inventory.csv",
        "data/methods/ring.json",
        "data/report/report.pdf",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    }
    assert files["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")
    assert bagit.Bag(str(bundle.path)).is_valid()
    assert verify_bundle(bundle.path, expected=bundle.fingerprint) == []
    assert b"pdfaid:part>2<" in files["data/report/report.pdf"]
    assert b"Reference: PSB-2026-0117" in files["bag-info.txt"]
    assert "虚构数据".encode() in files["bag-info.txt"]


def test_the_inventory_lists_every_payload_file(bundle: BundleReport, contents: Contents) -> None:
    files = contents(bundle.path)
    listed = {row["path"]: row for row in rows(files["data/inventory.csv"])}
    payload = {name for name in files if name.startswith("data/")} - {"data/inventory.csv"}
    assert set(listed) == payload
    for name in payload:
        assert listed[name]["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert int(listed[name]["size"]) == len(files[name])
        assert listed[name]["media_type"]
        assert listed[name]["what"]


def test_source_rows_are_byte_exact_and_found_by_the_index(
    bundle: BundleReport, contents: Contents
) -> None:
    files = contents(bundle.path)
    index = rows(files["data/records/rows.csv"])
    texts = {}
    for row in index:
        start, size = int(row["start"]), int(row["size"])
        content = files[f"data/records/{row['record_file']}"][start : start + size]
        assert hashlib.sha256(content).hexdigest() == row["row_sha256"]
        texts[row["file"], int(row["row"])] = content.decode()
    assert texts["people.csv", 2] == f"P1,王秀英,1961-04-02,{PHONE}"
    assert texts["claims.csv", 1].startswith("claim_id,")  # the header, so that rows can be read
    assert len(texts) == 10  # two headers, four people, four claims


def test_other_customers_of_a_shared_phone_are_held_back(
    bundle: BundleReport, contents: Contents
) -> None:
    for name, content in contents(bundle.path).items():
        assert OUTSIDER.encode() not in content, name


def test_every_payment_on_the_rings_claims_is_there_also_to_accounts_no_reason_names(
    desk: Desk, contents: Contents
) -> None:
    bare = example_ring().model_copy(
        update={"id": "R-BARE", "identifiers": (), "reasons": (), "suppressed": ()}
    )
    save_run(desk.store, example_run(bare), NOW)
    case = desk.cases.open("R-BARE").number
    desk.cases.refer(case, "Court", "C 17", "All payments")
    written = Desk(desk.store, desk.provenance, desk.cases, case, desk.out).bundle()
    links = json.loads(contents(written.path)["data/graph/graph.json"])["edges"]
    assert sum(link["type"] == "PAID_TO" for link in links) == 4


def test_the_graph_opens_elsewhere(bundle: BundleReport) -> None:
    graph = nx.read_graphml(bundle.path / "data/graph/graph.graphml")
    assert graph.nodes[phone]["number"] == PHONE
    assert graph.number_of_nodes() == 11
    nodes = rows((bundle.path / "data/graph/nodes.csv").read_bytes())
    assert len(nodes) == 11
    assert {n["number"] for n in nodes if n["label"] == "Phone"} == {f"'{PHONE}"}  # no formula


def test_custody_has_the_acts_so_far_and_the_export_is_logged_after(
    desk: Desk, bundle: BundleReport
) -> None:
    log = (bundle.path / "data/custody/log.jsonl").read_text().splitlines()
    assert [json.loads(line)["act"] for line in log] == ["opened", "noted", "decided", "referred"]
    last = desk.cases.audit()[-1]
    assert last.act == "exported"
    assert last.details["fingerprint"] == bundle.fingerprint
    assert last.details["bundle"] == "CASE-0001_E001"
    assert desk.cases.verify() == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_draft_holds_nothing_personal(desk: Desk, lang: str, contents: Contents) -> None:
    desk.cases.verdict(desk.case, person("P1"), "cleared", "Her brother 王伟 confirmed it")
    draft = desk.bundle(lang)
    assert draft.draft
    assert draft.path.name == "CASE-0001_E001_DRAFT"
    files = contents(draft.path)
    secrets = [ACCOUNT, PHONE, PHONE[3:], "Called", "王伟", OUTSIDER]
    secrets += [text for _, name, born in PEOPLE for text in (name, born)]
    ids = [person(number) for number, *_ in PEOPLE] + [phone]
    for name, content in files.items():
        for secret in (*secrets, *ids):
            assert secret.encode() not in content, name
            assert json.dumps(secret)[1:-1].encode() not in content, name
    assert "NOT FOR DISCLOSURE" in files["bag-info.txt"].decode()
    assert "不得对外提供" in files["README.zh.txt"].decode()
    assert desk.cases.audit()[-1].details["draft"] == "yes"
    assert verify_bundle(draft.path) == []


def test_the_same_case_at_the_same_time_gives_the_same_bytes(
    store: Store, tmp_path: Path, contents: Contents
) -> None:
    """Twice from an empty store: on each engine, draft and bundle, file by file."""
    written = []
    for at in ("first", "second"):
        wipe(store)
        desk = set_up(store, tmp_path / at)
        draft = desk.bundle("zh")
        desk.refer()
        final = desk.bundle("en")
        written.append((contents(draft.path), contents(final.path), final.fingerprint))
    assert written[0] == written[1]


def test_both_engines_give_the_same_bundle(
    both_stores: tuple[Store, Store], tmp_path: Path, contents: Contents
) -> None:
    first, second = (
        contents(set_up(store, tmp_path / store.engine.name).bundle().path) for store in both_stores
    )
    assert first == second


def test_bundles_are_numbered_and_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    assert desk.bundle().path.name == "CASE-0001_E001_DRAFT"
    assert desk.bundle(out=tmp_path / "elsewhere").path.name == "CASE-0001_E002_DRAFT"
    (desk.out / "CASE-0001_E003_DRAFT").mkdir()
    with pytest.raises(BundleError, match="exists already"):
        desk.bundle()
    shutil.rmtree(desk.out / "CASE-0001_E003_DRAFT")
    assert desk.bundle().path.name == "CASE-0001_E003_DRAFT"
    assert len([e for e in desk.cases.audit() if e.act == "exported"]) == 3


def test_a_bundle_that_fails_leaves_nothing(desk: Desk) -> None:
    kept = Path(desk.provenance.place.path("files"))
    kept.rename(kept.with_name("moved"))
    with pytest.raises(NotFoundError, match="not kept"):
        desk.bundle()
    assert not desk.out.exists()
    assert [e.act for e in desk.cases.audit()] == ["opened", "noted"]
    desk.out.write_text("in the way")
    kept.with_name("moved").rename(kept)
    with pytest.raises(BundleError, match="can't be written"):
        desk.bundle()
    assert [e.act for e in desk.cases.audit()] == ["opened", "noted"]


def test_a_case_on_a_person_gives_what_is_around_the_person(desk: Desk, contents: Contents) -> None:
    case = desk.cases.open(person("P2")).number
    desk.cases.refer(case, "Court", "C 17", "All on Mr Okello")
    written = Desk(desk.store, desk.provenance, desk.cases, case, desk.out).bundle()
    files = contents(written.path)
    assert "data/methods/ring.json" not in files
    graph = json.loads(files["data/graph/graph.json"])
    assert sorted(node["label"] for node in graph["nodes"]) == ["Claim", "Person", "Phone"]
    assert OUTSIDER.encode() not in b"".join(files.values())
