"""Each value type by example: what it keeps, what it refuses and why."""

import datetime

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import BadValue, Scalar, value_type

GOOD: list[tuple[str, str, dict[str, str], Scalar]] = [
    ("text", "  two \t words\u200b ", {}, "two words"),
    ("name", "张　伟", {}, "张 伟"),
    ("name", "Jane  Doe", {}, "Jane Doe"),
    ("phone", "0086 139 0000 1234", {"region": "CN"}, "+8613900001234"),
    ("phone", "１３９００００１２３４", {"region": "CN"}, "+8613900001234"),
    ("phone", "(212) 555-0123 ext. 7", {"region": "US"}, "+12125550123"),
    ("phone", "+44 7700 900123", {}, "+447700900123"),
    ("email", " Jane.Doe@Example.COM ", {}, "jane.doe@example.com"),
    ("account", "GB82 WEST 1234 5698 7654 32", {}, "GB82WEST12345698765432"),
    ("account", "6222-0000-0000-0006", {"bank": "ICBC"}, "ICBC/6222000000000006"),
    ("account", "4111 1111 1111 1111", {"bank": "ICBC"}, "4111111111111111"),
    ("account", "hkun 5125", {"bank": "34 58"}, "3458/HKUN5125"),
    ("date", "2024-02-29", {}, datetime.date(2024, 2, 29)),
    ("date", "2024/2/9 13:05", {}, datetime.date(2024, 2, 9)),
    ("date", "2024年2月9日", {}, datetime.date(2024, 2, 9)),
    ("date", "01/06/2020 00:00", {"format": "DD/MM/YYYY HH:mm"}, datetime.date(2020, 6, 1)),
    ("date", "2020-06-01", {"format": "DD/MM/YYYY"}, datetime.date(2020, 6, 1)),
    ("money", "¥1,234.50", {"currency": "CNY"}, 123450),
    ("money", "1.234,5", {"currency": "EUR", "decimal": ","}, 123450),
    ("money", "1234", {"currency": "JPY"}, 1234),
    ("money", "-0.125", {"currency": "KWD"}, -125),
    ("identifier", " P00001 ", {}, "P00001"),
    ("identity", "99990119900307005x", {}, "99990119900307005X"),
    ("identity", "123-45-6780", {}, "123-45-6780"),
    ("identity", "123456780", {"country": "US"}, "123-45-6780"),
    ("identity", "e 1234 5678 9", {}, "E123456789"),
    ("address", "12  Station Road", {}, "12 Station Road"),
    ("plate", "京a·12345", {}, "京A12345"),
    ("plate", "ab12 cde", {}, "AB12CDE"),
    ("plate", "沪AD12345", {}, "沪AD12345"),
    ("plate", "沪A12345D", {}, "沪A12345D"),
    ("plate", "粤Z1234港", {}, "粤Z1234港"),
    ("plate", "京AO1I34", {}, "京A01134"),
    ("plate", "WJ京1234X", {}, "WJ京1234X"),
    ("registration", "91999999 MA0000001N", {}, "91999999MA0000001N"),
    ("registration", "zz-00001234", {}, "ZZ-00001234"),
    ("email", "jane+a@xn--mnchen-3ya.example", {}, "jane+a@münchen.example"),
    ("account", "8601 11 17947", {"country": "NO"}, "NO9386011117947"),
    ("account", "10000001", {"bank": "111000025", "country": "US"}, "111000025/10000001"),
    ("account", "/10000001", {"bank": "ICBC"}, "ICBC/10000001"),
    ("identity", "999901900307005", {"country": "CN"}, "99990119900307005X"),
    ("vin", "1m8gdm9axkp042788", {}, "1M8GDM9AXKP042788"),
    ("vin", "WVWZZZ1JZXW000001", {}, "WVWZZZ1JZXW000001"),
    ("integer", "12.0", {}, 12),
    ("boolean", "是", {}, True),
    ("boolean", "N", {}, False),
]

BAD: list[tuple[str, str, dict[str, str], str]] = [
    ("text", "\u200b \n", {}, "empty"),
    ("text", "x" * 1001, {}, "too_long"),
    ("name", "N/A", {}, "placeholder"),
    ("name", "123", {}, "not_a_name"),
    ("phone", "000-000-0000", {"region": "US"}, "placeholder"),
    ("phone", "138 0000 0000", {"region": "CN"}, "placeholder"),
    ("phone", "不详", {"region": "CN"}, "placeholder"),
    ("phone", "139 0000 1234", {}, "not_a_phone"),
    ("phone", "12", {"region": "CN"}, "not_a_phone"),
    ("phone", "call me", {}, "not_a_phone"),
    ("email", "unknown@example.com", {}, "placeholder"),
    ("email", "jane.example.com", {}, "not_an_email"),
    ("account", "11111111", {}, "placeholder"),
    ("account", "GB82 WEST 1234 5698 7654 33", {}, "check_digit"),
    ("account", "no account", {}, "not_an_account"),
    ("date", "01/06/2020", {}, "ambiguous_date"),
    ("date", "31/02/2020", {"format": "DD/MM/YYYY"}, "not_a_date"),
    ("date", "9999-12-31", {}, "placeholder"),
    ("date", "soon", {}, "not_a_date"),
    ("money", "12.345", {"currency": "CNY"}, "too_precise"),
    ("money", "1,23", {"currency": "CNY"}, "not_an_amount"),
    ("money", "12", {}, "no_currency"),
    ("money", "12", {"currency": "yuan"}, "unknown_currency"),
    ("identifier", "unknown", {}, "placeholder"),
    ("identifier", "11111111", {}, "placeholder"),
    ("identity", "999901199003070051", {}, "check_digit"),
    ("identity", "078-05-1120", {}, "not_an_identity"),
    ("identity", "999-99-9999", {}, "placeholder"),
    ("address", "无", {}, "placeholder"),
    ("address", "12", {}, "not_an_address"),
    ("plate", "无牌", {}, "placeholder"),
    ("plate", "no plate yet!", {}, "not_a_plate"),
    ("plate", "京A1234", {}, "not_a_plate"),
    ("plate", "京A00000", {}, "placeholder"),
    ("registration", "91999999MA00000010", {}, "check_digit"),
    ("registration", "pending", {}, "not_a_registration"),
    ("account", "10000001", {"bank": "111000026", "country": "US"}, "check_digit"),
    ("account", "8601 11 17948", {"country": "NO"}, "check_digit"),
    ("date", "01/06/2020", {"format": "DD/MM"}, "not_a_date"),
    ("identity", "666-12-3456", {}, "not_an_identity"),
    ("identity", "900-12-3456", {}, "not_an_identity"),
    ("address", "上海市浦东新区", {}, "not_an_address"),
    ("email", "jane@xn--.com", {}, "not_an_email"),
    ("vin", "1M8GDM9A0KP042788", {}, "check_digit"),
    ("vin", "1234", {}, "not_a_vin"),
    ("integer", "1.5", {}, "not_a_number"),
    ("boolean", "perhaps", {}, "not_a_boolean"),
]


@pytest.mark.parametrize(("name", "text", "hints", "cleaned"), GOOD)
def test_keeps(name: str, text: str, hints: dict[str, str], cleaned: Scalar) -> None:
    assert value_type(name).clean(text, **hints) == cleaned


@pytest.mark.parametrize(("name", "text", "hints", "reason"), BAD)
def test_refuses(name: str, text: str, hints: dict[str, str], reason: str) -> None:
    with pytest.raises(BadValue) as caught:
        value_type(name).clean(text, **hints)
    assert caught.value.reason == reason


def test_addresses_meet_in_their_key() -> None:
    address = value_type("address")
    one = address.key("12 Station Rd.", city="Springfield", postcode="01001")
    two = address.key("12  STATION RD", city=" springfield", postcode="1001")
    assert one == two != address.key("12 Station Rd.", city="Shelbyville", postcode="01001")


def test_names_meet_without_spaces_in_chinese_only() -> None:
    name = value_type("name")
    assert name.key("张 伟") == name.key("张伟")
    assert name.key("Jane Doe") != name.key("Janedoe")


def test_an_amount_has_the_decimals_of_its_currency() -> None:
    money = value_type("money")
    assert money.caption(123450, "en", currency="CNY") == "1,234.50"
    assert money.caption(123450, "en", currency="JPY") == "123,450"
    assert money.caption(123450, "en", currency="KWD") == "123.450"
    assert money.caption(123450, "en") == "123,450"  # minor units: nobody said of what


def test_masks_leave_a_hint() -> None:
    masks = {
        ("name", "张伟"): "张•••",
        ("name", "Jane Doe"): "J••• D•••",
        ("phone", "+8613900001234"): "+86•••34",
        ("account", "ICBC/6222000000000006"): "•••0006",
        ("identity", "123-45-6789"): "•••89",
        ("email", "jane.doe@example.com"): "j•••@•••",
        ("address", "12 Station Road"): "•••",
    }
    assert {pair: value_type(pair[0]).mask(pair[1]) for pair in masks} == masks
    assert value_type("date").mask(datetime.date(1980, 5, 6)) == "1980-••-••"


def test_phone_is_found_as_dialled_and_as_written() -> None:
    assert value_type("phone").search("+447700900123") == (
        "447700900123",
        "7700900123",
        "07700900123",
    )


@given(
    number=st.from_regex(
        r"\+(1[2-9][0-9]{9}|861[3-9][0-9]{9}|1[0-9]{6,10}|86[0-9]{8,11})", fullmatch=True
    )
)
def test_phone_is_found_by_what_its_library_says(number: str) -> None:
    parsed = phonenumbers.parse(number)
    dialled = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    inland = phonenumbers.national_significant_number(parsed)
    words = (number[1:], inland, "".join(sign for sign in dialled if sign.isdigit()))
    assert value_type("phone").search(number) == tuple(dict.fromkeys(words))


def test_identity_says_its_kind() -> None:
    assert value_type("identity").derived("123-45-6789") == {"kind": "SSN"}
    assert value_type("identity").derived("E12345678") == {}
