"""Columns that are cleaned at once come out as their value type cleans them one by one."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban
from stdnum.cn import ric

from graph.values import VALUE_TYPES, BadValue, value_type
from graph.values.addresses.folding import fold, fold_code, fold_code_column, fold_column
from graph.values.columns import plainly
from graph.values.model import tidy
from graph.values.placeholders import WORDS
from graph.values.types.vin import check_digit

IBANS = ("GB", "DE", "FR", "NO", "ES", "BE", "CH", "US", "XX")
WRITTEN = {
    "account": (
        r"[0-9]{4,20}|[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{14}|DE[0-9]{20}|[1-9][0-9]{15,18}"
        r"|[A-Z0-9]{2,9}/[0-9 ]{4,12}|[A-Za-z0-9 .-]{4,36}|1{36}|[A-Z]{3,6}"
    ),
    "address": (
        r"[0-9]{1,4}[A-Ca-c]? ([A-Z][a-z]{2,7}['`]?[a-z]? ){1,2}(St\.|Street|Rd)"
        r"(,? #?[0-9]+[ -/]?[a-z]?)?"
        r"|[0-9a-d '`./~,#-]{1,16}|(apt[0-9]{1,2}[a-c]? ?){1,4}|([0-9] [a-z] ){1,4}z"
        r"|(1[-/.~ ]){1,6}2|[京海浦东路1-9号室A-C ]{2,10}"
    ),
    "date": (
        r"(19|20|18|00|99)[0-9]{2}([-/.])?[01][0-9]([-/.])?[0-3][0-9]([T ][0-9]{1,2}:"
        r"[0-9]{2}[:0-9Zz ]{0,6})?"
        r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{8}|1900-01-01|2020年[0-9]{1,2}月[0-9]{1,2}日"
        r"|(19|20)[0-9]{2}-0[1-9]-[0-2][0-9]|[0-3]?[0-9]/[0-1]?[0-9]/(19|20)[0-9]{2}( 1[0-9]:30)?"
    ),
    "email": (
        r"[A-Za-z0-9.+_%-]{1,9}@([a-zA-Z0-9-]{1,6}\.){1,3}[a-z]{2,4}|(none|x|test)(\+[a-z]+)?@a\.com"
        r"|[a-z]{1,3}@xn--[a-z0-9-]{1,6}\.com|\+[a-z]{1,3}@b\.org|mailto:[a-z]{2}@c\.org"
    ),
    "identifier": (
        r"[A-Za-z]{0,3}[-/ ]?[0-9]{0,12}|0{1,12}|1{1,12}|[0-9]?123456789|n/?a|[!-~ ]{1,12}"
    ),
    "identity": (
        r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{9}|(000|666|9[0-9]{2})-?[0-9]{2}-?[0-9]{4}|0?78-05-1120"
        r"|(078|457|219)-?(05|55|09)-?(1120|5462|9999)|[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14}"
        r"|[A-Za-z]{1,2}[0-9]{4,8}|[1-9][0-9]{5}(19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9X]"
    ),
    "integer": r"[+-]?[0-9]{1,20}(\.0+)?",
    "vin": r"[1-5LWZ][A-HJ-NPR-Z0-9]{7}[0-9X][A-HJ-NPR-Z0-9]{8}|1{17}|[0-9]{17}|1M8GDM9AXKP042788",
    "money": r"[0-9]{1,13}(\.[0-9]{0,3})?|[0-9]{1,4}(,[0-9]{3}){0,4}\.[0-9]{2}|[0-9.,-]{1,8}",
    "name": r"[A-Z][a-z]{1,6} [A-Z][a-z.'-]{1,6}|[张王李明·]{1,4}|[A-Za-z]{190,210}|[0-9 .-]{1,5}",
    "phone": (
        r"(\+?1[ .-]?)?\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}"
        r"|(\+?86[ -]?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}|(\+1 ?)?2345678900"
        r"|(\+86)?1380013800[0-9]|(\+1)?[2-9][0-9](0{8}|5{8})|\+?12345678901|[0-9 ()+-]{5,16}"
    ),
    "plate": (
        r"[京沪粤][A-Z][ ·-]?[A-Z0-9]{4,6}[警D]?|[A-Za-z]{1,3}[ .-]?[0-9]{1,5}|京[A-Z]0{5}"
        r"|new|NO ?PLATE|沪AD[0-9A-Z][0-9]{4}|[京沪]A[A-Z]{5,6}|[0-9]{2,9}|[A-Z0-9]{1,13}"
    ),
    "registration": (
        r"[0-9A-HJ-NPQRTUWXY]{18}|[A-Z]{2,3}[ /.-][0-9]{3,8}|[A-Za-z0-9 -]{1,62}|1{8,9}"
    ),
    "text": r"[ -~]{1,12}|[张王李，。a-c ]{1,9}|[é-öﬁ²]{1,5}|a{998,1003}",
}
HINTS: dict[str, list[dict[str, str]]] = {
    "account": [
        {"bank": bank, "country": country}
        for bank in ("", "ICBC 01", "111000025", "é1", "中行/2")
        for country in ("", "US", "us", "NO", "ES", "NZ", "DE")
    ],
    "address": [
        {"country": country, "city": city, "region": region, "postcode": postcode}
        for country in ("", "US", " cn ", "GB")
        for city, region, postcode in (
            *(("", "", ""), ("St. Louis", "", "00123-4"), ("上海", "", "200000")),
            *(("Ba-Den", "N. W.", ""), ("a  b", "é", "SW1A 1AA"), ("", "-", "0")),
        )
    ],
    "date": [
        {"format": form}
        for form in (
            *("DD/MM/YYYY", "MM/DD/YYYY HH:mm", "YYYYMMDD", "MMDDYYYY", "DD/DD", "YYYY年MM月DD日"),
            *("DD.MM.YYYY", "YYYY-DD-MM", "[YYYY] MM (DD)", "YYYY|MM|DD", ""),
        )
    ],
    "identity": [{"country": country} for country in ("US", "us", "CN", "", "ſ")],
    "money": [{"currency": c} for c in ("USD", "usd ", "JPY", "KWD", "", "?")],
    "phone": [{"region": region} for region in ("US", "CN", "GB", "")],
}
NASTY = st.text(alphabet="０Ａ é\u0301ß\u200b\u00a0\t\n'/-.+X1", min_size=1, max_size=2)


def right_numbers(kind: str) -> st.SearchStrategy[str]:
    """Texts whose check digit is right, which chance alone rarely writes."""
    signs = st.text(alphabet="0123456789", min_size=22, max_size=22)
    if kind == "account":
        bban = st.tuples(st.sampled_from(IBANS), st.sampled_from(("", "TEST", "A1")), signs)
        size = {"GB": 18, "DE": 18, "FR": 23, "NO": 11, "ES": 20, "BE": 12, "CH": 17}
        whole = bban.map(lambda b: (b[0], (b[1] + b[2])[: size.get(b[0], 14)]))
        return whole.map(lambda b: f"{b[0]}{iban.calc_check_digits(f'{b[0]}00{b[1]}')}{b[1]}")
    if kind == "identity":
        days = st.dates().map(lambda day: day.strftime("%Y%m%d").zfill(8))
        body = st.tuples(signs, days).map(lambda part: f"3{part[0][:5]}{part[1]}{part[0][5:8]}")
        return body.map(lambda number: number + ric.calc_check_digit(number + "0"))
    if kind == "vin":
        body = st.from_regex("[1-5L][A-HJ-NPR-Z0-9]{16}", fullmatch=True)
        return body.map(lambda vin: vin[:8] + check_digit(vin) + vin[9:])
    return st.nothing()


def texts_of(kind: str) -> st.SearchStrategy[str]:
    """What people write for a value type, well and badly."""
    good = st.one_of(
        right_numbers(kind), st.from_regex(WRITTEN.get(kind, ".{1,9}"), fullmatch=True)
    )
    cut = st.tuples(good, NASTY, st.integers(0, 12)).map(
        lambda part: part[0][: part[2]] + part[1] + part[0][part[2] :]
    )
    words = st.sampled_from(sorted(WORDS)).map(str.upper)
    written = st.one_of(good, good, cut, st.text(min_size=1, max_size=12), words)
    return written.map(str.strip).filter(bool)


def one_by_one(kind: str, text: str, hints: dict[str, str]) -> tuple[object, str] | None:
    """Value and key as the type gives them; None where it refuses."""
    given_hints = {name: hint for name, hint in hints.items() if hint}
    try:
        value = value_type(kind).clean(text, **given_hints)
    except BadValue:
        return None
    return value, value_type(kind).key(value, **given_hints)


@pytest.mark.parametrize("kind", VALUE_TYPES)
def test_what_is_plainly_good_is_what_the_type_says(kind: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(
        texts=st.lists(texts_of(kind), min_size=1, max_size=8),
        hints=st.sampled_from([{}, *HINTS.get(kind, [])]),
        keyed=st.booleans(),
    )
    def check(texts: list[str], hints: dict[str, str], keyed: bool) -> None:
        columns = {name: pa.array([hint] * len(texts)) for name, hint in hints.items()}
        found = plainly(value_type(kind), pa.array(texts), columns, keyed)
        if found is not None:
            for at, text in enumerate(texts):
                if found.good[at].as_py():
                    said = one_by_one(kind, text, hints)
                    assert said is not None, text
                    assert found.values[at].as_py() == said[0], text
                    assert found.keys[at].as_py() == said[1] or not keyed, text

    check()


@pytest.mark.parametrize(
    ("kind", "text", "hints"),
    [
        ("account", "GB82 WEST 1234 5698 7654 32", {}),
        ("account", "5550123456", {"bank": "ABC"}),
        ("address", "12 Harbour Street, Flat 3/4", {"city": "Springfield"}),
        ("date", "2020-02-29 10:30", {}),
        ("date", "2/29/2020", {"format": "MM/DD/YYYY"}),
        ("email", "Jane.Doe+x@mail.example", {}),
        ("identifier", "CL-0001234", {}),
        ("identifier", "70031", {}),
        ("identity", "11010519491231002X", {}),
        ("identity", "123-45-6780", {}),
        ("identity", "123456780", {"country": "US"}),
        ("identity", "E12345678", {}),
        ("integer", "12", {}),
        ("money", "1,234.50", {"currency": "USD"}),
        ("phone", "(212) 555-0143", {"region": "US"}),
        ("phone", "+1 212 555 0143", {"region": "CN"}),
        ("phone", "139 4050 6071", {"region": "CN"}),
        ("plate", "京A·12345", {}),
        ("plate", "ABC 1234", {}),
        ("registration", "NY-1234", {}),
        ("text", "追尾，无人受伤", {}),
        ("vin", "1M8GDM9AXKP042788", {}),
    ],
)
def test_common_ways_of_writing_are_plain(kind: str, text: str, hints: dict[str, str]) -> None:
    columns = {name: pa.array([hint]) for name, hint in hints.items()}
    found = plainly(value_type(kind), pa.array([text]), columns)
    assert found is not None
    assert found.good.to_pylist() == [True]


def test_names_are_plain_where_no_key_is_asked_for() -> None:
    names = pa.array(["Jane Doe", "张小明", "José"])
    assert plainly(value_type("name"), names, {}) is None
    found = plainly(value_type("name"), names, {}, keyed=False)
    assert found is not None
    assert found.good.to_pylist() == [True, True, False]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.from_regex("[!-~]+( [!-~]+)*", fullmatch=True) | texts_of("address")))
def test_columns_fold_as_lines_do(texts: list[str]) -> None:
    lines = [text for text in texts if text.isascii() and tidy(text) == text]
    column = pa.array(lines, pa.string())
    assert fold_column(column).to_pylist() == [fold(line) for line in lines]
    assert fold_code_column(column).to_pylist() == [fold_code(line) for line in lines]
