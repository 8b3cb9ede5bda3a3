"""Chinese addresses: province, city and county by their code (GB/T 2260), and the rest of the line.

The table of divisions is the one of cpca (adcodes.csv). Its matcher is not used: it takes a name
anywhere in the line ('上海路5号' in another city) and guesses a county that several cities have.
Here a name counts only at the head of the line, where it can be but one place.
"""

import csv
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from graph.errors import RegistryError
from graph.values.addresses.folding import fold, fold_code

_SHORT = re.compile(r"(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$")
_NO_NAMES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_WAY = re.compile("[东南西北中]?[一二三四五六七八九十]?[路街道巷弄]|大道|大街|胡同")
_FILLING = re.compile(r"^(中华人民共和国|中国|市辖区|[\s,，、.。;；:：/|-])+")
_STEPS = 6  # country, province, city and county, some of them said twice

_DIGITS = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_UNIT = r"(?:号|栋|幢|座|单元|室|层|楼|组|弄|户)"
_SPOKEN = re.compile(rf"([零〇一二三四五六七八九十百]+)(?={_UNIT})")
_BUILDING = re.compile(r"(?<=\d)\s*(?:#\s*楼|号楼|#\s*栋|号栋|幢)")
_ROOM = re.compile(r"(?<=[栋座元层楼弄号-])(\d+)(?:室|房|户)?$")


@cache
def _divisions() -> tuple[dict[str, tuple[str, ...]], frozenset[str], int]:
    """Codes by name, the names that are shortened ('上海'), and the longest name's length."""
    spec = find_spec("cpca")  # cpca itself is not imported: it would build its matcher
    if spec is None or not spec.submodule_search_locations:
        raise RegistryError("The library cpca is missing; install Ringleader's dependencies.")
    path = Path(spec.submodule_search_locations[0]) / "resources" / "adcodes.csv"
    names: dict[str, set[str]] = {}
    shortened = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, code = row["name"], _significant(row["adcode"][:6])
            if name in _NO_NAMES:
                continue
            names.setdefault(name, set()).add(code)
            short = _SHORT.sub("", name)
            if (len(code) < 6 or name.endswith("市")) and short != name and len(short) > 1:
                names.setdefault(short, set()).add(code)
                shortened.add(short)
    every = {name: tuple(sorted(codes)) for name, codes in names.items()}
    return every, frozenset(shortened), max(map(len, every))


def _significant(code: str) -> str:
    """'31' of 310000, '3205' of 320500, '310115'."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _named(text: str, within: str) -> list[tuple[str, str]]:
    """(name, code) of each division named at the head of `text` that lies on one line with
    `within`: inside it, or around it."""
    names, _, longest = _divisions()
    found = []
    for length in range(min(longest, len(text)), 1, -1):
        codes = [
            code
            for code in names.get(text[:length], ())
            if code.startswith(within) or within.startswith(code)
        ]
        if len(codes) == 1:
            found.append((text[:length], codes[0]))
    return found


def divide(text: str, within: str = "") -> tuple[str, str]:
    """The code of the smallest division named at the head of `text`, and what follows it.

    `within` is a code that is known already. A short name ('上海') counts only where it is known
    to be meant: inside `within`, or before the full name of a division inside it.
    """
    rest = text
    for _ in range(_STEPS):
        rest = _FILLING.sub("", rest)
        for name, code in _named(rest, within):
            after = _FILLING.sub("", rest[len(name) :])
            if _WAY.match(after):
                continue
            if name in _divisions()[1] and not (
                (within and within.startswith(code)) or _goes_on(after, code)
            ):
                continue
            within, rest = max(within, code, key=len), after
            break
        else:
            break
    return within, rest


def _goes_on(text: str, within: str) -> bool:
    """True when `text` begins with the full name of a division inside `within`, or is over."""
    _, shortened, _ = _divisions()
    return not text or any(
        name not in shortened and len(code) > len(within) for name, code in _named(text, within)
    )


def _number(match: re.Match[str]) -> str:
    """'三' 3, '十二' 12, '二十' 20, '一百零三' 103, '三〇二' 302; others stay as written."""
    signs = match[1]
    if not set(signs) & set("十百"):
        return "".join(_DIGITS[sign] for sign in signs)
    parts = re.fullmatch(r"(?:(.)百零?)?(?:(.)?(十))?(.)?", signs)
    if not parts or any(p and p in "十百零〇" for p in (parts[1], parts[2], parts[4])):
        return signs
    hundreds, tens, ten, ones = parts.groups()
    total = 100 * int(_DIGITS[hundreds]) if hundreds else 0
    total += 10 * int(_DIGITS[tens] if tens else 1) if ten else 0
    return str(total + (int(_DIGITS[ones]) if ones else 0))


def rest_of(line: str) -> str:
    """The line behind its divisions, folded: '三幢二单元302室' and '3号楼2单元302' alike."""
    spoken = _SPOKEN.sub(_number, line)
    return _ROOM.sub(r"\1", fold(_BUILDING.sub("栋", spoken)))


def key(line: str, city: str, region: str, postcode: str) -> str:
    """'cn310115|line|city|postcode': the city only where the table doesn't know it."""
    within, province = _hint(region.strip(), "", 2)
    within, town = _hint(city.strip(), within, 4)
    unknown = fold(f"{province} {town}")
    # In a city that the table doesn't know, a name in the line could be that of anything.
    code, rest = (within, line) if unknown else divide(line, within)
    place = rest_of(rest) or rest_of(line)
    return f"cn{code}|{place}|{unknown}|{fold_code(postcode)}"


def _hint(text: str, within: str, size: int) -> tuple[str, str]:
    """The code that a region (`size` 2) or city (4) beside the line names; the text when none.

    '吉林' in the column of provinces is the province, in that of cities the city.
    """
    codes = [c for c in _divisions()[0].get(text, ()) if len(c) == size and c.startswith(within)]
    if len(codes) == 1:
        return codes[0], ""
    code, rest = divide(text, within) if text else (within, "")
    return (within, text) if rest else (code, "")
