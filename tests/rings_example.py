"""One invented ring by hand: as the analysis gives it, and as a loaded store with its source rows.

Four people in three households whose claims were paid into one account, and their agent's phone.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.provenance import Delivered, Provenance
from graph.provenance.manifest import read_manifest
from graph.rings.model import (
    ClaimLine,
    LossLine,
    Member,
    Money,
    Reason,
    Ring,
    RingRun,
    Sentence,
    Shown,
    Suppressed,
)
from graph.schema.ids import entity_id, link_id
from graph.store import Store
from ingest.chunk import Places
from tests.deliveries import MENTIONS, finish, staged

PEOPLE = (
    ("P1", "王秀英", "1961-04-02"),
    ("P2", "Tomas Okello", "1985-11-30"),
    ("P3", "欧阳建国", "1978-01-15"),
    ("P4", "Lena Brandt", "1990-07-21"),
)
CLAIMS = (
    ("C-1001", "P1", date(2025, 3, 4), 1_850_000),
    ("C-1002", "P2", date(2025, 3, 19), 2_200_000),
    ("C-1003", "P3", date(2025, 5, 2), 990_050),
    ("C-1004", "P4", date(2025, 6, 11), 3_120_000),
)
ACCOUNT = "6200000000004321"
PHONE = "+8619912345678"
OUTSIDER = "赵无关"  # uses the agent's phone too, but has nothing to do with the ring


def person(number: str) -> str:
    return entity_id("Person", f"sheets:{number}")


def claim(number: str) -> str:
    return entity_id("Claim", f"sheets:{number}")


account = entity_id("Account", ACCOUNT)
phone = entity_id("Phone", PHONE)
agent = entity_id("Agent", "sheets:A1")


def paid_to(number: str) -> str:
    return link_id("PAID_TO", claim(number), account, f"PAY-{number}")


def has_phone(holder: str) -> str:
    return link_id("HAS_PHONE", holder, phone)


def claim_lines(numbers: Sequence[str] | None = None) -> tuple[ClaimLine, ...]:
    return tuple(
        ClaimLine(
            id=claim(number),
            number=number,
            loss_date=day.isoformat(),
            claimed=amount,
            currency="CNY",
            sources=(f"claims.csv:{at}",),
        )
        for at, (number, _, day, amount) in enumerate(CLAIMS, 2)
        if numbers is None or number in numbers
    )


def losses() -> tuple[LossLine, ...]:
    """All paid but the last claim, which can still be stopped."""
    return tuple(
        LossLine(
            claim=claim(number),
            number=number,
            loss_date=day.isoformat(),
            person=person(holder),
            currency="CNY",
            claimed=amount,
            paid=0 if holder == "P4" else amount,
            stopped=0,
            payable=amount if holder == "P4" else 0,
        )
        for number, holder, day, amount in CLAIMS
    )


def example_ring() -> Ring:
    """The ring, said with messages of typologies alone."""
    members = tuple(
        Member(
            id=person(number),
            label="Person",
            caption=name,
            positions=(),
            stability=1.0 - 0.1 * at,
            claims=1,
            money=(
                Money(
                    currency="CNY", claimed=CLAIMS[at][3], paid=CLAIMS[at][3], stopped=0, payable=0
                ),
            ),
        )
        for at, (number, name, _) in enumerate(PEOPLE)
    )
    figures = {"claims": 4, "people": 4, "families": 3, "payments": 4}
    dates = {"first": "2025-03-30", "last": "2025-07-01"}
    one_account = Reason(
        sentence=Sentence(message="typology.shared_account", parameters=figures | dates),
        typology="shared_account",
        points=0.42,
        subjects=tuple(sorted(m.id for m in members)),
        nodes=(account,),
        links=tuple(sorted(paid_to(c[0]) for c in CLAIMS)),
        claims=claim_lines(),
        origins=1,
    )
    own_phone = Reason(
        sentence=Sentence(
            message="typology.agents_own_contact",
            parameters={"people": 3, "families": 3, "claims": 3},
        ),
        typology="agents_own_contact",
        points=0.3,
        subjects=(agent,),
        nodes=(agent, phone),
        links=tuple(sorted(has_phone(person(n)) for n in ("P1", "P2", "P3"))),
        claims=claim_lines(("C-1001", "C-1002", "C-1003")),
        origins=1,
    )
    why = own_phone.sentence
    return Ring(
        id="R-EXAMPL",
        rank=1,
        score=0.72,
        members=members,
        relatives=(),
        agents=(Shown(id=agent, label="Agent", caption="陈代理", why=why),),
        providers=(),
        identifiers=(
            Shown(id=account, label="Account", caption=ACCOUNT, why=one_account.sentence),
            Shown(id=phone, label="Phone", caption=PHONE, why=why),
        ),
        claims=claim_lines(),
        money=(Money(currency="CNY", claimed=8_160_050, paid=5_040_050, payable=3_120_000),),
        losses=losses(),
        first_loss="2025-03-04",
        last_loss="2025-06-11",
        reasons=(one_account, own_phone),
        against=(one_account.sentence,),
        suppressed=(
            Suppressed(
                id=phone,
                label="Phone",
                caption=PHONE,
                holders=5,
                action="damped",
                why=why,
            ),
        ),
        links=tuple(sorted((*one_account.links, *own_phone.links))),
        weak=False,
    )


def example_run(*rings: Ring, invented: bool = True) -> RingRun:
    """A run with these rings, or the one ring."""
    return RingRun(
        digest="d" * 64,
        stamp="s" * 64,
        engine="embedded",
        people=5,
        claims=4,
        rings=rings or (example_ring(),),
        suppressed=(),
        notes=(),
        parameters={"seed": 7},
        invented=invented,
    )


def load_example(store: Store, data: Path, directory: Path) -> Provenance:
    """Load the ring's entities and links, and keep their source rows, as an ingest would."""
    names = {number: name for number, name, _ in PEOPLE}
    store.load_nodes(
        "Person",
        {
            "id": [*(person(n) for n in names), person("P9")],
            "number": [*names, "P9"],
            "search": [*(name.lower() for name in names.values()), OUTSIDER],
            "name": [*names.values(), OUTSIDER],
            "birth_date": [*(date.fromisoformat(born) for _, _, born in PEOPLE), None],
        },
    )
    numbers = [number for number, *_ in CLAIMS]
    store.load_nodes(
        "Claim",
        {
            "id": [claim(n) for n in numbers],
            "number": numbers,
            "kind": ["collision"] * 4,
            "loss_date": [day for _, _, day, _ in CLAIMS],
            "claimed": [amount for *_, amount in CLAIMS],
            "currency": ["CNY"] * 4,
            "status": ["paid"] * 4,
            "search": [n.lower() for n in numbers],
        },
    )
    store.load_nodes("Account", {"id": [account], "number": [ACCOUNT]})
    store.load_nodes("Phone", {"id": [phone], "number": [PHONE]})
    store.load_nodes("Agent", {"id": [agent], "number": ["A1"], "name": ["陈代理"]})
    store.load_links(
        "INVOLVED_IN",
        "Person",
        "Claim",
        {
            "id": [link_id("INVOLVED_IN", person(p), claim(n), "claimant") for n, p, *_ in CLAIMS],
            "source": [person(p) for _, p, *_ in CLAIMS],
            "target": [claim(n) for n in numbers],
            "role": ["claimant"] * 4,
        },
    )
    store.load_links(
        "PAID_TO",
        "Claim",
        "Account",
        {
            "id": [paid_to(n) for n in numbers],
            "source": [claim(n) for n in numbers],
            "target": [account] * 4,
            "number": [f"PAY-{n}" for n in numbers],
            "amount": [amount for *_, amount in CLAIMS],
            "currency": ["CNY"] * 4,
            "date": [date(2025, 3 + at, 30) for at in range(4)],
            "payee_name": [names[p] for _, p, *_ in CLAIMS],
            "status": ["paid", "paid", "paid", "scheduled"],
        },
    )
    holders = [person(n) for n in ("P1", "P2", "P3", "P9")]
    for label, ids in (("Person", holders), ("Agent", [agent])):
        store.load_links(
            "HAS_PHONE",
            label,
            "Phone",
            {"id": [has_phone(i) for i in ids], "source": ids, "target": [phone] * len(ids)},
        )
    return _keep_rows(data, directory)


def _keep_rows(data: Path, directory: Path) -> Provenance:
    people = [
        "person_id,name,birth_date,phone",
        *(f"{n},{name},{born},{PHONE if n != 'P4' else ''}" for n, name, born in PEOPLE),
        f"P9,{OUTSIDER},,{PHONE}",
    ]
    claims = [
        "claim_id,claimant,loss_date,claimed,paid_to,payee",
        *(f"{n},{p},{day},{a / 100:.2f},{ACCOUNT},{p}" for n, p, day, a in CLAIMS),
    ]
    facts: dict[str, list[list[str]]] = {"people": [], "claims": []}
    for number in ("P1", "P2", "P3", "P4", "P9"):
        at = [person(number)]
        facts["people"].append(at if number == "P4" else [*at, phone, has_phone(person(number))])
    for number, holder, *_ in CLAIMS:
        part = link_id("INVOLVED_IN", person(holder), claim(number), "claimant")
        facts["claims"].append([claim(number), person(holder), account, paid_to(number), part])
    provenance = Provenance(data)
    for table, lines in (("people", people), ("claims", claims)):
        _keep_table(provenance, directory, table, lines, facts[table])
    return provenance


def _keep_table(
    provenance: Provenance,
    directory: Path,
    table: str,
    lines: Sequence[str],
    facts: Sequence[Sequence[str]],
) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{table}.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    provenance.files.keep(path, digest)
    sizes = [len(line.encode()) for line in lines]
    starts = [sum(sizes[:at]) + 2 * at for at in range(len(lines))]
    rows = list(range(2, len(lines) + 1))
    places = Places(
        np.array(rows, np.int64),
        np.array(starts[1:], np.int64),
        np.array(sizes[1:], np.int32),
        np.array(rows, np.uint64),
    )
    mentions = [
        {"fact_id": fact, "digest": row, "date": None, "described": fact == found[0]}
        for row, found in zip(rows, facts, strict=True)
        for fact in found
    ]
    place, before = provenance.place, read_manifest(provenance.place, "sheets")
    with staged(place, before, table, directory / "work") as staging:
        staging.add_rows(places, pa.nulls(len(rows), pa.uint64()))
        staging.add_mentions(pa.Table.from_pylist(mentions, MENTIONS))
        new = Delivered(file=path.name, sha256=digest, run="")
        finish(staging, place, before, table, new)
