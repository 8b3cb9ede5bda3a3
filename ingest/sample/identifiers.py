"""Invented identifiers that can belong to nobody, each drawn once from a shuffled range.

- Phones: Chinese ones begin with +86 12, which no mainland mobile does; others come from ranges
  that regulators keep for fiction: Australia 5550 XXXX and 7010 XXXX (ACMA), France 01 99 00 XX XX
  and its four siblings (ARCEP), the United Kingdom's geographic drama numbers (Ofcom).
- Accounts: 19 digits beginning with 9999 (ISO/IEC 7812: given out by the country 999, which is
  none) with Luhn digit, or IBANs (ISO 13616) of banks ZZ.., of which there are none.
- Identity numbers: Chinese ones (GB 11643) of the region 9999xx, which is none; else passports of
  ZZ, which ISO 3166 leaves to users.
- Plates begin with 虚 or ZZ; VINs (ISO 3779) with the maker ZZZ and have the check digit.
"""

from datetime import date
from math import gcd
from random import Random

from ingest.sample.model import Account, Address
from ingest.sample.places import HOUSES, TOWNS, house

_UK = (
    "1134960,1144960,1164960,1174960,1184960,1214960,1314960,1414960,1514960,1614960,2079460,"
    "1914980,2896496,2920180"
)
_FICTION = (
    *((f"+61{area}{block}", 10**4) for area in "2378" for block in ("5550", "7010")),
    *((f"+33{block}", 10**4) for block in ("19900", "26191", "35301", "46571", "53649")),
    *((f"+44{area}", 10**3) for area in _UK.split(",")),
)
_VIN_VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_BANKS = ("ZZAB", "ZZCM", "ZZDR", "ZZFN", "ZZHK")
_RIC_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Deck:
    """Every integer of 0..size-1 once, in a seeded order (a full-period step), without a list."""

    def __init__(self, size: int, rng: Random) -> None:
        self.size, self._next = size, rng.randrange(size)
        self._step = rng.randrange(size // 3, size // 2)
        while gcd(self._step, size) != 1:
            self._step += 1

    def draw(self) -> int:
        """The next number; numbers repeat only after all were drawn."""
        self._next = (self._next + self._step) % self.size
        return self._next


def luhn_digit(body: str) -> int:
    """Check digit of a card number (ISO/IEC 7812-1 annex B) without it."""
    digits = [int(sign) for sign in reversed(body)]
    total = sum(d if i % 2 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(digits))
    return -total % 10


def iban(country: str, bban: str) -> str:
    """An IBAN with its check digits (ISO 13616, ISO 7064 mod 97-10)."""
    number = "".join(str(int(sign, 36)) for sign in f"{bban}{country}00")
    return f"{country}{98 - int(number) % 97:02d}{bban}"


def _fictional(number: int) -> str:
    """Number `number` of all phones kept for fiction, E.164."""
    for prefix, size in _FICTION:
        if number < size:
            return f"{prefix}{str(size + number)[1:]}"
        number -= size
    raise ValueError("There are fewer phones for fiction than this number.")


class Identifiers:
    """Draws phones, accounts, addresses, documents, plates, VINs, devices, e-mails, each once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._mobiles = Deck(10**8, rng)
        self._fiction = Deck(sum(size for _, size in _FICTION), rng)
        self._cards, self._ibans = Deck(10**9, rng), Deck(10**8, rng)
        self._passports, self._residents = Deck(10**8, rng), Deck(10**5, rng)
        self._plates, self._vins = Deck(len(_LETTERS) ** 2 * 10**4, rng), Deck(10**7, rng)
        self._devices, self._emails = Deck(16**8, rng), 0
        self._foreign, self._houses = 0, [Deck(HOUSES, rng) for _ in TOWNS]

    def phone(self, script: str = "zh") -> str:
        """A phone number, E.164."""
        # Ranges for fiction are small: a portfolio of millions falls back to +86 12.
        if script == "zh" or self._foreign >= self._fiction.size:
            number = self._mobiles.draw()
            return f"+8612{3 + number % 7}{number:08d}"
        self._foreign += 1
        return _fictional(self._fiction.draw())

    def account(self, script: str = "zh") -> Account:
        """An account number and its bank's invented code."""
        if script == "zh":
            drawn = self._cards.draw()
            body = f"999900000{drawn:09d}"
            return Account(f"{body}{luhn_digit(body)}", _BANKS[drawn % len(_BANKS)])
        drawn = self._ibans.draw()
        bank = _BANKS[drawn % len(_BANKS)]
        return Account(iban("GB", f"{bank}000000{drawn:08d}"), bank)

    def identity(self, script: str, born: date) -> str:
        """An identity card number (Chinese) or a passport number."""
        if script != "zh":
            return f"ZZ{self._passports.draw():08d}"
        region, serial = divmod(self._residents.draw(), 1000)
        body = f"9999{region:02d}{born:%Y%m%d}{serial:03d}"
        total = sum(int(sign) * w for sign, w in zip(body, _RIC_WEIGHTS, strict=True))
        return body + "10X98765432"[total % 11]

    def house(self, town: int) -> Address:
        """A house in this town (index into TOWNS)."""
        return house(TOWNS[town], self._houses[town].draw())

    def plate(self, script: str) -> str:
        """A plate that no authority issues."""
        rest, number = divmod(self._plates.draw(), 10**4)
        first, second = _LETTERS[rest // len(_LETTERS)], _LETTERS[rest % len(_LETTERS)]
        if script == "zh":
            return f"虚{first}{second}{number:04d}"
        return f"ZZ{number // 100:02d} {first}{second}{_LETTERS[number % 23]}{number % 100:02d}"

    def vin(self) -> str:
        """A VIN with check digit (49 CFR 565)."""
        letter, serial = divmod(self._vins.draw(), 10**6)
        raw = f"ZZZ{_LETTERS[letter]}RA4C0{self._rng.choice('HJKLMNPRS')}X{serial:06d}"
        total = sum(_VIN_VALUES[sign] * w for sign, w in zip(raw, _VIN_WEIGHTS, strict=True))
        return f"{raw[:8]}{'X' if total % 11 == 10 else total % 11}{raw[9:]}"

    def device(self) -> str:
        """A device fingerprint."""
        return f"dev-{self._devices.draw():08x}"

    def email(self, name: str) -> str:
        """An e-mail address in a domain kept for examples, from a name in Latin letters."""
        self._emails += 1
        local = "".join(sign for sign in name.lower() if "a" <= sign <= "z") or "post"
        return f"{local}{self._emails}@example.{('com', 'org', 'net')[self._emails % 3]}"

    def registration(self) -> str:
        """A company number that no register issues."""
        return f"ZZ-{self._passports.draw():08d}"
