"""Invented identifiers that can belong to nobody, each drawn once from a shuffled range.

Phones come from ranges that regulators keep for fiction, which phone libraries accept as valid:
North America NPA-555-01XX, Australia 5550 XXXX and 7010 XXXX in four regions (ACMA), France
01 99 00 XX XX and its five siblings (ARCEP), the United Kingdom's geographic drama ranges (Ofcom).
Accounts begin with 9999 (ISO/IEC 7812: national assignment by the unassigned country 999) and have
a Luhn digit; identity numbers are passports of the user-assigned country ZZ; plates begin with 虚
or ZZ; VINs with the unassigned maker ZZZ and have a check digit (ISO 3779).
"""

from math import gcd
from random import Random

from ingest.sample.model import Account

# Prefix and number of digits after it.
_AREAS = (
    "201 202 203 204 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 "
    "234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 "
    "309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 334 336 337 339 347 351 352 360 "
    "361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432 434 "
    "435 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 "
    "520 530 540 541 551 559 561 562 563 567 570 571 573 574 580 585 586 601 602 603 605 606 607 "
    "608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662"
).split()
_RANGES: tuple[tuple[str, int], ...] = (
    *((f"+61{area}{block}", 4) for area in "2378" for block in ("5550", "7010")),
    *((f"+33{block}", 4) for block in ("19900", "26191", "35301", "46571", "53649", "63998")),
    *(
        (f"+44{area}", 3)
        for area in (
            "1134960",
            "1144960",
            "1164960",
            "1174960",
            "1184960",
            "1214960",
            "1314960",
            "1414960",
            "1514960",
            "1614960",
            "2079460",
            "1914980",
            "2896496",
            "2920180",
        )
    ),
    *((f"+1{area}55501", 2) for area in _AREAS),
)
_PHONES = sum(10**digits for _, digits in _RANGES)
_VIN_VALUES = {c: i for i, c in enumerate("0123456789")} | dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
_BANKS = ("ZZAB", "ZZCM", "ZZDR", "ZZFN", "ZZHK")


class Deck:
    """Every integer of 0..size-1 once, in a seeded order (a full-period step), without a list."""

    def __init__(self, size: int, rng: Random) -> None:
        self._size, self._next = size, rng.randrange(size)
        self._step = rng.randrange(size // 3, size // 2)
        while gcd(self._step, size) != 1:
            self._step += 1

    def draw(self) -> int:
        """The next number; numbers repeat only after all were drawn."""
        self._next = (self._next + self._step) % self._size
        return self._next


class Identifiers:
    """Draws phones, accounts, identity numbers, plates, VINs, devices and e-mails, each once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._phones, self._accounts = Deck(_PHONES, rng), Deck(10**9, rng)
        self._passports, self._plates = Deck(10**8, rng), Deck(24 * 10**5 * 24, rng)
        self._vins, self._devices = Deck(10**6 * 33, rng), Deck(16**7, rng)
        self._emails = 0

    def phone(self) -> str:
        """A phone number, E.164, from a range kept for fiction."""
        number = self._phones.draw()
        for prefix, digits in _RANGES:
            if number < 10**digits:
                return f"{prefix}{number:0{digits}d}"
            number -= 10**digits
        raise AssertionError("Deck draws below the sum of all ranges.")

    def account(self) -> Account:
        """A 19-digit account with Luhn digit and an invented bank code."""
        drawn = self._accounts.draw()
        body = f"999900000{drawn:09d}"
        digits = [int(c) for c in reversed(body)]
        total = sum(d if i % 2 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(digits))
        return Account(f"{body}{-total % 10}", _BANKS[drawn % len(_BANKS)])

    def passport(self) -> str:
        """A passport-like number of the user-assigned country ZZ."""
        return f"ZZ{self._passports.draw():08d}"

    def plate(self, script: str) -> str:
        """A plate that no authority issues."""
        rest, number = divmod(self._plates.draw(), 10**5)
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        if script == "zh":
            return f"虚{letters[rest // 24]}{number:05d}"
        return f"ZZ{number % 100:02d} {letters[rest // 24]}{letters[rest % 24]}{letters[number // 4167]}"

    def vin(self) -> str:
        """A VIN with check digit (ISO 3779, 49 CFR 565) of the unassigned maker ZZZ."""
        letter, serial = divmod(self._vins.draw(), 10**6)
        raw = f"ZZZ{_VIN_LETTERS[letter]}RA4C0{self._rng.choice('HJKLMNPRS')}X{serial:06d}"
        total = sum(_VIN_VALUES[c] * w for c, w in zip(raw, _VIN_WEIGHTS, strict=True))
        return f"{raw[:8]}{'X' if total % 11 == 10 else total % 11}{raw[9:]}"

    def device(self) -> str:
        """A device fingerprint."""
        return f"dev-{self._devices.draw():07x}"

    def email(self, latin: str) -> str:
        """An e-mail address in a domain kept for examples."""
        self._emails += 1
        local = "".join(c for c in latin.lower() if c.isascii() and c.isalpha()) or "post"
        return f"{local}{self._emails}@example.{('com', 'org', 'net')[self._emails % 3]}"

    def registration(self) -> str:
        """A company number that no register issues."""
        return f"ZZ-{self._passports.draw():08d}"
