"""Detection on data with a known truth: python -m benchmarks.detection [PART ...]

Each part is a module benchmarks/detection_<part>.py with `main()`, which prints tables, targets
and one JSON object as its last line; a part whose data are absent says so.
"""

import argparse
from importlib import import_module
from pathlib import Path

PARTS = tuple(
    sorted(
        path.stem.removeprefix("detection_")
        for path in Path(__file__).parent.glob("detection_*.py")
        if path.stem != "detection_shown"
    )
)


def main() -> None:
    """Run the parts named, or all."""
    parser = argparse.ArgumentParser(prog="benchmarks.detection", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    wanted = parser.parse_args().parts or PARTS
    if unknown := sorted(set(wanted) - set(PARTS)):
        parser.error(f"there is no part {unknown[0]!r}; parts are {', '.join(PARTS)}")
    for name in wanted:
        import_module(f"benchmarks.detection_{name}").main()


if __name__ == "__main__":
    main()
