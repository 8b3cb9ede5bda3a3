"""Runs one fuzz target: `python -m tests.fuzz.values --runs 20000 --seed 1`."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris


def fuzz(target: Callable[[bytes], None], corpus: Iterable[Path | bytes]) -> None:
    """Feed mutations of `corpus` to `target` until --runs are done; ends the process.

    The first exception ends it with status 77 and prints the input, which is also kept in
    --artifacts (default: a temporary directory).
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=0, help="stop after these; 0: never")
    parser.add_argument("--artifacts", type=Path)
    given = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="fuzz-"))
    seeds = place / "corpus"
    seeds.mkdir()
    for number, seed in enumerate(corpus):
        if isinstance(seed, bytes):
            (seeds / str(number)).write_bytes(seed)
        else:
            shutil.copy(seed, seeds / str(number))
    options = [
        f"-runs={given.runs}",
        f"-seed={given.seed}",
        f"-max_total_time={given.seconds}",
        f"-artifact_prefix={given.artifacts or place}/",
        "-max_len=4096",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(seeds)], target)
    atheris.Fuzz()
