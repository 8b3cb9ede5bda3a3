"""An invented ring, hand-made, for the tests and pictures of this room."""

from datetime import date, timedelta
from random import Random

from visual.model import Card, Fact, Figure, NodeRole, Said, View, ViewEdge, ViewNode

_NAMES = [
    ("Viktor Lasko", "罗志强"), ("Irina Lasko", "罗艳"), ("Dana Whitlow", "卫丹"),
    ("Paul Greaves", "葛鹏"), ("Karim Osei", "欧凯"), ("Selma Yildiz", "叶思敏"),
    ("Tomas Brandl", "白涛"), ("Owen Marsh", "马文"), ("Leah Park", "朴丽"),
    ("Amy Tran", "陈爱米"), ("Colin Reyes", "雷克林"), ("Grant Whittle", "惠刚"),
    ("Noor Haddad", "哈努尔"), ("Simon Beale", "毕思明"),
]  # fmt: skip

_PAID = (
    "Claims of 8 unrelated people were paid into one account, GB00 TEST 6810, of Viktor Lasko.",
    "8 名互无亲属关系者的赔款都付入同一账户 GB00 TEST 6810，户主罗志强。",
)
_PAID_MASKED = (
    "Claims of 8 unrelated people were paid into one account, G•••, of V•••.",
    "8 名互无亲属关系者的赔款都付入同一账户 G•••，户主罗•••。",
)
_PHONES = (
    "Seven policyholders outside one household share two phones.",
    "不属同一家庭的 7 名投保人共用 2 个电话。",
)
_GARAGE = (
    "Six of the claims were repaired by one garage within 11 months.",
    "其中 6 件赔案 11 个月内都在同一修理厂维修。",
)
_BIG_GARAGE = (
    "The garage repairs one in nine cars of the district; alone it means little.",
    "该修理厂承接本区九分之一的车辆，单凭此点说明不了什么。",
)
_RELATIVES = (
    "Viktor and Irina Lasko are declared relatives: their sharing isn't counted.",
    "罗志强与罗艳为申报的亲属，两人共用的信息不计入。",
)


def _dots(text: str) -> str:
    return text[:1] + "•••"


class _Maker:
    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.nodes: dict[str, ViewNode] = {}
        self.edges: list[ViewEdge] = []

    def say(self, en: str, zh: str) -> str:
        return zh if self.lang == "zh" else en

    def node(
        self, label: str, number: str, caption: str, role: NodeRole, day: str | None = None
    ) -> str:
        identifier = f"{label.lower()}-{number}"
        said = Said.plain(caption) if label == "Claim" else Said(caption, _dots(caption))
        fact = Fact(self.say("Number", "编号"), said)
        self.nodes[identifier] = ViewNode(
            identifier, label, said, role, (fact,), (f"{label.lower()}s.csv:{number}",), day
        )
        return identifier

    def link(self, source: str, target: str, en: str, zh: str, key: bool = False) -> None:
        name = f"link-{len(self.edges):04d}"
        self.edges.append(ViewEdge(name, source, target, self.say(en, zh), key))


def _ring(make: _Maker, dice: Random) -> None:
    names = [make.say(*n) for n in _NAMES]
    people = [
        make.node("Person", f"{i:03d}", n, "member" if i < 8 else "context")
        for i, n in enumerate(names)
    ]
    agent = make.node("Agent", "1", make.say("D. Hollis (agent)", "何利（代理人）"), "flagged")
    other = make.node("Agent", "2", make.say("R. Cole (agent)", "柯瑞（代理人）"), "context")
    garage = make.node("Provider", "1", make.say("Northway Garage", "北路修理厂"), "flagged")
    phones = [make.node("Phone", str(i), f"07700 900{i}32", "flagged") for i in range(2)]
    phones += [make.node("Phone", str(i), f"07700 900{i}18", "context") for i in range(2, 8)]
    account = make.node("Account", "0", "GB00 TEST 6810", "flagged")
    accounts = [
        make.node("Account", str(i), f"GB00 TEST {4000 + i}", "context") for i in range(1, 7)
    ]
    cars = [
        make.node("Vehicle", str(i), f"TE{41 + i} FPD", "flagged" if i < 2 else "context")
        for i in range(7)
    ]
    for i, person in enumerate(people):
        shared = i < 7
        make.link(person, phones[i % 2 if shared else 1 + i % 7], "has phone", "使用电话", shared)
    start = date(2025, 3, 4)
    for i in range(22):
        ring = i < 12
        day = (start + timedelta(days=dice.randrange(340))).isoformat()
        claim = make.node(
            "Claim",
            f"{23000 + i * 17}",
            f"CLM-{23000 + i * 17}",
            "flagged" if ring else "context",
            day,
        )
        person = people[i % 8 if ring else 8 + i % 6]
        make.link(person, claim, "involved in", "涉案", False)
        make.link(
            claim,
            account if ring and i % 5 else accounts[i % 6],
            "paid to",
            "赔款支付",
            ring and i % 5 > 0,
        )
        make.link(
            claim,
            cars[i % 2 if ring and i % 3 else 2 + i % 5],
            "involves",
            "涉及车辆",
            ring and i % 3 > 0,
        )
        if ring and i % 2:
            make.link(claim, garage, "serviced by", "服务商", True)
        if i % 4 == 0:
            make.link(agent if ring else other, claim, "handled by", "经办人", ring)
    make.link(people[0], account, "owns account", "持有账户", True)
    make.link(agent, phones[0], "has phone", "使用电话", True)
    make.link(people[0], people[1], "related to", "亲属关系")


def ring_like(lang: str = "en") -> View:
    """About 60 entities: one ring of eight around an account, a garage and two phones."""
    make = _Maker(lang)
    _ring(make, Random(7))
    lines = tuple(
        Said.plain(
            f"CLM-{23000 + i * 17} · 2025-0{1 + i % 8}-12 · GBP 8,400.00 · claims.csv:{i + 2}"
        )
        for i in range(1, 7)
    )
    paid = tuple(e for e in make.edges if e.target == "account-0")
    open_text, masked_text = make.say(*_PAID), make.say(*_PAID_MASKED)
    cards = (
        Card(
            "reason",
            Said(open_text, masked_text),
            lines,
            ("account-0", *(e.source for e in paid)),
            tuple(e.id for e in paid),
            0.31,
        ),
        Card("reason", Said.plain(make.say(*_PHONES)), lines[:3], ("phone-0", "phone-1"), (), 0.22),
        Card("reason", Said.plain(make.say(*_GARAGE)), lines[:2], ("provider-1",), (), 0.12),
        Card("against", Said.plain(make.say(*_BIG_GARAGE))),
        Card("against", Said.plain(make.say(*_RELATIVES))),
    )
    return View(
        id="R-7K2MQ4",
        title=Said.plain(make.say("Ring R-7K2MQ4", "团伙 R-7K2MQ4")),
        lang=lang,
        nodes=tuple(make.nodes.values()),
        edges=tuple(make.edges),
        cards=cards,
        figures=(
            Figure(make.say("score", "得分"), "0.65"),
            Figure(make.say("people", "人数"), "8"),
            Figure(make.say("claimed", "索赔额"), "GBP 130,921.00"),
            Figure(make.say("still payable", "尚可止付"), "GBP 18,400.00"),
        ),
        notes=(
            make.say(
                "Left out: call-centre phone with 311 holders.", "已略去：311 人共用的客服电话。"
            ),
        ),
        invented=True,
    )


def big(count: int, hubs: int = 12) -> View:
    """`count` claims and people around a few accounts."""
    dice = Random(3)
    nodes = [
        ViewNode(f"account-{i}", "Account", Said.plain(f"GB00 TEST {i}"), "flagged")
        for i in range(hubs)
    ]
    edges = []
    for i in range(count - hubs):
        label = "Person" if i % 2 else "Claim"
        node = ViewNode(
            f"{label.lower()}-{i:05d}",
            label,
            Said.plain(f"{label} {i}"),
            date=f"2025-0{1 + i % 9}-01",
        )
        nodes.append(node)
        edges.append(
            ViewEdge(f"link-{i:05d}", node.id, f"account-{dice.randrange(hubs)}", "paid to")
        )
        if i > 40 and i % 3 == 0:
            other = nodes[hubs + dice.randrange(i)].id
            edges.append(ViewEdge(f"link-x{i:05d}", node.id, other, "involved in"))
    return View("R-BIG", Said.plain("Big"), "en", tuple(nodes), tuple(edges))
