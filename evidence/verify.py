"""Checks a bundle on disk: hashes, file lists, links, inventory and custody; says what is wrong."""

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cases.model import AuditEntry, chain_hash
from evidence.bag import DECLARATION, TAG_MANIFEST
from graph.errors import InputError
from graph.language import failure, say

_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)\n")
_PAYLOAD = "manifest-sha256.txt"


def fingerprint(bundle: Path) -> str:
    """SHA-256 of the tag manifest: one number that stands for the whole bundle."""
    return _sha256(bundle / TAG_MANIFEST)


def verify_bundle(bundle: Path, lang: str = "en", expected: str | None = None) -> list[str]:
    """What is wrong with the bundle, one sentence each; empty when it is sound.

    `expected` is the fingerprint the sender gave by another way. InputError when there is no
    bundle at `bundle`.
    """
    if not (bundle / "bagit.txt").is_file():
        raise failure(InputError, "evidence.error.no_bundle", bundle=bundle)
    return [say(message, lang, **values) for message, values in _problems(bundle, expected)]


_Problem = tuple[str, Mapping[str, object]]


def _problems(bundle: Path, expected: str | None) -> Iterator[_Problem]:
    present, odd = _walk(bundle)
    for path in odd:
        yield "evidence.verify.odd", {"path": path}
    if "bagit.txt" not in odd and (bundle / "bagit.txt").read_bytes() != DECLARATION:
        yield "evidence.verify.declaration", {}
    listed: dict[str, str] = {}
    for name in (TAG_MANIFEST, _PAYLOAD):
        if name not in present:
            yield "evidence.verify.no_manifest", {"path": name}
            return
        hashes, broken = _read_manifest((bundle / name).read_bytes())
        for number in broken:
            yield "evidence.verify.malformed", {"path": name, "line": number}
        for path in sorted(set(hashes) & set(listed)):
            yield "evidence.verify.twice", {"path": path}
        listed |= hashes
    for path in sorted(set(listed) - present):
        yield "evidence.verify.missing", {"path": path}
    for path in sorted(present - set(listed) - {TAG_MANIFEST}):
        yield "evidence.verify.unlisted", {"path": path}
    for path in sorted(set(listed) & present):
        if _sha256(bundle / path) != listed[path]:
            yield "evidence.verify.changed", {"path": path}
    if expected is not None and fingerprint(bundle) != expected.strip().lower():
        yield "evidence.verify.fingerprint", {"expected": expected.strip()}
    yield from _inventory_problems(bundle, present, listed)
    yield from _custody_problems(bundle, present)


def _walk(bundle: Path) -> tuple[set[str], list[str]]:
    """Plain files below the bundle, and whatever else is there (links, devices, empty folders)."""
    files, odd = set(), []
    for folder, names, plain in os.walk(bundle, followlinks=False):
        here = Path(folder)
        if not names and not plain:
            odd.append(here.relative_to(bundle).as_posix())
        for name in (*names, *plain):
            path = here / name
            relative = path.relative_to(bundle).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                odd.append(relative)
            elif path.is_file():
                files.add(relative)
    return files, sorted(odd)


def _read_manifest(content: bytes) -> tuple[dict[str, str], list[int]]:
    hashes: dict[str, str] = {}
    broken = []
    for number, line in enumerate(content.decode(errors="replace").splitlines(keepends=True), 1):
        match = _LINE.fullmatch(line)
        if match is None or ".." in match[2].split("/") or match[2] in hashes:
            broken.append(number)
        else:
            hashes[match[2]] = match[1]
    return hashes, broken


def _inventory_problems(
    bundle: Path, present: set[str], listed: Mapping[str, str]
) -> Iterator[_Problem]:
    path = "data/inventory.csv"
    if path not in present:
        yield "evidence.verify.missing", {"path": path}
        return
    text = (bundle / path).read_text(encoding="utf-8-sig", errors="replace")
    rows = {row["path"]: row["sha256"] for row in csv.DictReader(io.StringIO(text))}
    payload = {name for name in listed if name.startswith("data/")} - {path}
    for name in sorted(payload ^ set(rows)):
        yield "evidence.verify.inventory", {"path": name}
    for name in sorted(payload & set(rows)):
        if rows[name] != listed[name]:
            yield "evidence.verify.inventory", {"path": name}


def _custody_problems(bundle: Path, present: set[str]) -> Iterator[_Problem]:
    path = "data/custody/log.jsonl"
    if path not in present:
        return
    for number, line in enumerate((bundle / path).read_text(encoding="utf-8").splitlines(), 1):
        try:
            value = json.loads(line)
            if value.get("masked"):
                continue
            entry = AuditEntry.model_validate(value)
        except (ValueError, AttributeError):
            yield "evidence.verify.malformed", {"path": path, "line": number}
            continue
        if chain_hash(entry.previous, entry.content) != entry.hash:
            yield "evidence.verify.custody", {"seq": entry.seq}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
