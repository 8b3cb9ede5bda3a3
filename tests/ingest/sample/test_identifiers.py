"""Invented identifiers are accepted by the value types, and belong to nobody."""

from datetime import date
from random import Random

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.cn import ric

from graph.values.registry import value_type
from graph.values.types.vin import check_digit
from ingest.sample.identifiers import Deck, Identifiers

SEEDS = st.integers(0, 2**32)
SCRIPTS = st.sampled_from(("zh", "latin"))


@given(size=st.integers(10, 3000), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_a_deck_deals_every_number_once(size: int, seed: int) -> None:
    deck = Deck(size, Random(seed))
    assert sorted(deck.draw() for _ in range(size)) == list(range(size))


@given(seed=SEEDS, script=SCRIPTS)
def test_phones_load_as_they_are(seed: int, script: str) -> None:
    number = Identifiers(Random(seed)).phone(script)
    assert value_type("phone").clean(number) == number


@given(seed=SEEDS)
def test_latin_phones_are_from_ranges_for_fiction(seed: int) -> None:
    number = Identifiers(Random(seed)).phone("latin")
    assert phonenumbers.is_valid_number(phonenumbers.parse(number))
    assert number[:3] in ("+61", "+33", "+44")


@given(seed=SEEDS)
def test_chinese_phones_are_no_assigned_mobiles(seed: int) -> None:
    number = phonenumbers.parse(Identifiers(Random(seed)).phone("zh"))
    assert phonenumbers.is_possible_number(number)
    assert not phonenumbers.is_valid_number(number)


def test_phones_for_fiction_run_out_into_the_large_range() -> None:
    ids = Identifiers(Random(1))
    numbers = [ids.phone("latin") for _ in range(160_000)]
    assert len(set(numbers)) == len(numbers)
    assert numbers[-1].startswith("+8612")


@given(seed=SEEDS, script=SCRIPTS)
def test_accounts_have_check_digits_and_no_real_bank(seed: int, script: str) -> None:
    account = Identifiers(Random(seed)).account(script)
    cleaned = value_type("account").clean(account.number, bank=account.bank)
    assert cleaned == account.number
    assert account.bank.startswith("ZZ")
    if script == "zh":
        assert luhn.is_valid(account.number)
        assert account.number.startswith("9999")
    else:
        assert iban.is_valid(account.number)
        assert account.number[4:6] == "ZZ"


@given(seed=SEEDS, born=st.dates(date(1900, 1, 1), date(2025, 12, 31)))
def test_chinese_identity_numbers_have_check_digit_but_no_region(seed: int, born: date) -> None:
    number = Identifiers(Random(seed)).identity("zh", born)
    assert value_type("identity").clean(number) == number
    assert ric.get_birth_date(number) == born
    assert not ric.is_valid(number)  # region 9999xx is none


@given(seed=SEEDS, script=SCRIPTS)
def test_plates_and_vins(seed: int, script: str) -> None:
    ids = Identifiers(Random(seed))
    plate, vin = ids.plate(script), ids.vin()
    assert value_type("plate").clean(plate)
    assert plate.startswith(("虚", "ZZ"))
    assert value_type("vin").clean(vin) == vin
    assert check_digit(vin) == vin[8]


@given(seed=SEEDS, name=st.text(max_size=20))
def test_emails_are_in_domains_for_examples(seed: int, name: str) -> None:
    address = Identifiers(Random(seed)).email(name)
    assert value_type("email").clean(address) == address
    assert address.split("@")[1] in ("example.com", "example.org", "example.net")


@pytest.mark.parametrize("script", ["zh", "latin"])
def test_many_identifiers_differ(script: str) -> None:
    ids = Identifiers(Random(3))
    for draw in (
        lambda: ids.phone(script),
        lambda: ids.account(script).number,
        lambda: ids.plate(script),
        ids.vin,
        ids.device,
        lambda: ids.house(2),
    ):
        drawn = [draw() for _ in range(5000)]
        assert len(set(drawn)) == len(drawn)
