"""Sets a report in type: PDF/A-2b by typst, the same bytes for the same report and time."""

import json
import re
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import noto_cjk_sans_otc
import typst

from evidence.errors import BundleError
from evidence.report.blocks import Report
from evidence.texts import map_texts
from graph.language import failure

_TEMPLATE = Path(__file__).parent / "report.typ"
_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_MOST_REPAIRS = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control and direction characters: they draw nothing and can make a text look like another."""


def code_points(text: str) -> str:
    """Each character as '[U+9FA6]': what is printed where the font has no glyph."""
    return "".join(f"[U+{ord(character):04X}]" for character in text)


@cache
def _compiler() -> typst.Compiler:
    fonts = [str(Path(str(noto_cjk_sans_otc.FONT_PATH)).parent)]
    return typst.Compiler(str(_TEMPLATE), font_paths=fonts, ignore_system_fonts=True)


def typeset(report: Report, now: datetime) -> bytes:
    """The report as PDF/A-2b, stamped `now`; a character without a glyph becomes its code point."""
    data = map_texts(report.as_data(), lambda text: _CONTROL.sub(_code_point, text))
    for _ in range(_MOST_REPAIRS):
        try:
            return _compile(data, now)
        except typst.TypstError as error:
            runs = set(_MISSING.findall(f"{error.message}\n{error.diagnostic}"))
            if not runs:
                raise failure(
                    BundleError, "evidence.error.typeset", reason=error.message
                ) from error
            bad = {character for run in runs for character in _unescape(run)}
            pattern = re.compile("|".join(re.escape(character) for character in sorted(bad)))
            data = map_texts(data, partial(pattern.sub, _code_point))
    raise failure(BundleError, "evidence.error.characters")


def _compile(data: object, now: datetime) -> bytes:
    pdf = _compiler().compile(
        sys_inputs={"report": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        format="pdf",
        pdf_standards="a-2b",
        timestamp=now.astimezone(UTC),
    )
    if not isinstance(pdf, bytes):
        raise failure(BundleError, "evidence.error.no_document")
    return pdf


def _code_point(match: re.Match[str]) -> str:
    return code_points(match[0])


def _unescape(run: str) -> str:
    """A text as typst quotes it in an error (a Rust string literal), read back."""
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), run)
    return text.replace('\\"', '"').replace("\\\\", "\\")
