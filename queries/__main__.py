"""`python -m queries` checks every query file and records the verdicts in checked.json."""

import json

from queries.checks import RECORD, digest, rules
from queries.loader import ROOT, files


def record() -> str:
    """The text of checked.json for the files as they are; importing the loader checked them."""
    verdicts = {
        path.relative_to(ROOT.parent).as_posix(): digest(path.read_text(encoding="utf-8"))
        for path in files()
    }
    return json.dumps({"rules": rules(), "files": verdicts}, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    RECORD.write_text(record(), encoding="utf-8")
