"""Writes a BagIt 1.0 folder (RFC 8493) and has the Library of Congress's bagit check it.

The bag is written here because bagit's own writer changes the process's working directory, which a
server with threads can't allow, and stops at version 0.97 (docs/decisions/0040).
"""

import hashlib
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import bagit

from evidence.errors import BundleError
from evidence.files import BundleFile
from graph.language import failure

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAG_MANIFEST = "tagmanifest-sha256.txt"


def manifest(hashes: Mapping[str, str]) -> bytes:
    """A manifest as sha256sum reads it: hash, two blanks, path; sorted by path."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()


def bag_info(pairs: Sequence[tuple[str, str]]) -> bytes:
    """bag-info.txt in the given order; line breaks within a value become blanks."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in pairs).encode()


def tag_files(
    payload: Sequence[BundleFile], info: Sequence[tuple[str, str]], extra: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Every tag file by name: declaration, info with Payload-Oxum, manifests and `extra`."""
    oxum = f"{sum(len(file.content) for file in payload)}.{len(payload)}"
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": bag_info([*info, ("Payload-Oxum", oxum)]),
        "manifest-sha256.txt": manifest({file.path: file.sha256 for file in payload}),
        **extra,
    }
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in tags.items()}
    return {**tags, TAG_MANIFEST: manifest(hashes)}


def stage_bag(
    folder: Path, payload: Sequence[BundleFile], tags: Mapping[str, bytes], now: datetime
) -> None:
    """Write and check a bag in the new folder `folder`; every file is stamped `now`."""
    files = {file.path: file.content for file in payload} | dict(tags)
    if len(files) != len(payload) + len(tags):
        raise ValueError("Two files of the bundle have one path.")
    for path, content in sorted(files.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        target.chmod(0o755 if path.endswith(".sh") else 0o644)
        os.utime(target, (now.timestamp(), now.timestamp()))
    _check(folder)


def publish(staged: Path, target: Path) -> None:
    """Give a staged bag its name in one step; BundleError when the name is taken."""
    if target.exists() or target.is_symlink():
        raise failure(BundleError, "evidence.error.there", target=target)
    staged.rename(target)
    staged_parent = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(staged_parent)
    finally:
        os.close(staged_parent)


def discard(folder: Path) -> None:
    """Remove a staged bag that won't be published."""
    shutil.rmtree(folder, ignore_errors=True)


def _check(folder: Path) -> None:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        raise failure(
            BundleError, "evidence.error.own_check", directory=folder.parent, error=str(error)
        ) from error
