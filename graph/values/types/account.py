"""Bank accounts: IBAN (ISO 13616), card number (ISO/IEC 7812), else bank code and number.

IBANs and card numbers say their bank themselves, so they are the key alone; any other number is
unique only at its bank and is written 'BANK/NUMBER'. Hint `country` checks a national number:
Spanish (CCC) and Norwegian ones become their IBAN, New Zealand's have their check digit, and in
the United States `bank` is an ABA routing number (ANSI X9.9 check digit).
"""

import re

import pyarrow as pa
import pyarrow.compute as pc
from stdnum import iban, luhn
from stdnum.es import ccc
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.no import kontonr
from stdnum.nz import bankaccount
from stdnum.us import rtn

from graph.values.columns import Hints, Plain, bare, filler, hinted, like
from graph.values.iban import plain_iban
from graph.values.model import BadValue, Scalar, ValueType, compact, hide
from graph.values.placeholders import is_word, refuse_placeholder

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_CARD = re.compile(r"[1-9]\d{15,18}")
_NUMBER = re.compile(r"[A-Z0-9]{4,34}")
_BANK_LONGEST = 60
_TO_IBAN = {"ES": ccc, "NO": kontonr}
_PLAIN = r"[A-Za-z0-9]+(?:[ .-][A-Za-z0-9]+){0,20}"
_CHECKED = pa.array(["ES", "NO", "NZ"])  # countries whose numbers `_national` checks


def _bank(written: str) -> str:
    return compact(written)[:_BANK_LONGEST]


class AccountType(ValueType):
    """A bank account; hint `bank` is the bank or routing code beside the number.

    Hint `country` (ISO 3166) checks national numbers.
    """

    name = "account"
    hints = ("bank", "country")
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """IBAN, card number, or 'BANK/NUMBER' in capitals without spaces."""
        if is_word(text):
            raise BadValue("placeholder")
        bank, _, number = text.rpartition("/")
        bank = _bank(bank) or _bank(hints.get("bank", ""))
        refuse_placeholder(number, 5)
        number = compact(number)
        if not _NUMBER.fullmatch(number) or not any(c.isdigit() for c in number):
            raise BadValue("not_an_account")
        if self._is_iban(number, bank) or (_CARD.fullmatch(number) and luhn.is_valid(number)):
            return number
        return self._national(bank, number, hints.get("country", "").upper())

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """IBANs that are right, and numbers of ASCII signs that no country's rule checks."""
        bank = hinted(hints, "bank", len(texts), _bank, pa.string())
        country = hinted(hints, "country", len(texts), str.upper, pa.string())
        alone, number = pc.equal(bank, ""), bare(texts)
        written = pc.and_(like(texts, _PLAIN), like(number, "[A-Z0-9]{4,34}"))
        written = pc.and_not(pc.and_(written, like(number, ".*[0-9].*")), filler(number, 5))
        checked = pc.or_(pc.is_in(country, _CHECKED), pc.and_not(pc.equal(country, "US"), alone))
        card = pc.and_not(like(number, "[1-9][0-9]{15,18}"), alone)
        shaped = like(number, _IBAN.pattern.replace(r"\d", "[0-9]"))
        national = pc.and_not(pc.and_not(pc.invert(shaped), checked), card)
        right = plain_iban(number, pc.and_(written, shaped))
        other = pc.binary_join_element_wise(bank, number, "/")
        values = pc.if_else(pc.or_(right, alone), number, other)
        return Plain(pc.and_(written, pc.or_(right, national)), values, values)

    @staticmethod
    def _national(bank: str, number: str, country: str) -> str:
        """The number as its country writes it; BadValue when its check digit is wrong."""
        try:
            if country in _TO_IBAN:
                plain = _TO_IBAN[country].validate(number)
                return str(iban.validate(_TO_IBAN[country].to_iban(plain)))
            if country == "NZ":
                whole = bankaccount.is_valid(number) or not bank
                return str(bankaccount.validate(number if whole else f"{bank}{number}"))
            if country == "US" and bank:
                rtn.validate(bank)
        except InvalidChecksum:
            raise BadValue("check_digit") from None
        except ValidationError:
            raise BadValue("not_an_account") from None
        return f"{bank}/{number}" if bank else number

    @staticmethod
    def _is_iban(number: str, bank: str) -> bool:
        if not _IBAN.fullmatch(number):
            return False
        try:
            iban.validate(number)
        except InvalidChecksum:
            if bank:  # a national number that happens to look like an IBAN
                return False
            raise BadValue("check_digit") from None
        except ValidationError:
            return False
        return True

    def mask(self, value: Scalar) -> str:
        """The last four characters."""
        return hide(self.text(value).rpartition("/")[2], last=4)

    def search(self, value: Scalar) -> tuple[str, ...]:
        """The number alone: people rarely type the bank code."""
        return (self.text(value).rpartition("/")[2],)


TYPE = AccountType()
