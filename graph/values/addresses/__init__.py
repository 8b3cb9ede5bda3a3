"""Keys of addresses: Chinese, of the United States, and of everywhere else (decision 0017)."""

from graph.values.addresses import china, us
from graph.values.addresses.folding import fold, fold_code, is_han


def _country(country: str, line: str) -> str:
    return country.strip().upper() or ("CN" if is_han(line) else "")


def names_no_house(line: str, country: str) -> bool:
    """True for '上海市浦东新区' and the like: a whole district is nobody's address."""
    return _country(country, line) == "CN" and not china.divide(line)[1]


def address_key(line: str, *, city: str, region: str, postcode: str, country: str) -> str:
    """What makes two address lines one place; the same text always gives the same key.

    `country` is an ISO 3166 code or ''. Without one, Chinese characters mean China; the rules of
    the United States are used only where `country` says so.
    """
    if (country := _country(country, line)) == "US":
        return us.key(line, city, region, postcode)
    if country == "CN":
        return china.key(line, city, region, postcode)
    place = fold_code(postcode) or (f"~{fold(region)}" if region.strip() else "")
    return f"{fold(line)}|{fold(city)}|{place}"
