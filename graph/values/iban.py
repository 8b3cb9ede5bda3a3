"""Which of many account numbers are right IBANs (ISO 13616), as python-stdnum would say."""

import re
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum import numdb
from stdnum.util import get_cc_module

from graph.values.columns import like, signs_of

_LONGEST = 34
_SIGNS = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}
_COUNTRIES = [
    f"{first}{second}" for first in map(chr, range(65, 91)) for second in map(chr, range(65, 91))
]


@cache
def _structures() -> str:
    """A pattern of the IBANs of all countries but those with a check digit of their own."""
    registry, found = numdb.get("iban"), []
    for country in _COUNTRIES:
        structure = registry.info(country)[0][1].get("bban")
        if structure and get_cc_module(country.lower(), "iban") is None:
            parts = re.sub(
                r"(\d+)!([nac])", lambda part: f"{_SIGNS[part[2]]}{{{part[1]}}}", structure
            )
            found.append(f"{country}[0-9]{{2}}{parts}")
    return "|".join(found)


def plain_iban(numbers: pa.Array, among: pa.Array) -> pa.Array:
    """Which capitals and digits have their country's structure and a remainder of 1 by 97.

    Only where `among` is true. Of countries that check their own number, too, none is.
    """
    good = pc.and_(among, like(numbers, _structures()))
    which = np.flatnonzero(good.to_numpy(zero_copy_only=False))
    signs = signs_of(numbers.take(pa.array(which)), _LONGEST).astype(np.int64)
    moved = np.concatenate([signs[:, 4:], signs[:, :4]], axis=1)  # ISO 7064: the head comes last
    rest = np.zeros(len(which), np.int64)
    for sign in moved.T:
        digit, letter = rest * 10 + sign - ord("0"), rest * 100 + sign - ord("A") + 10
        rest = np.where(sign == 0, rest, np.where(sign < ord("A"), digit, letter)) % 97
    right = np.zeros(len(numbers), np.bool_)
    right[which] = rest == 1
    return pa.array(right)
