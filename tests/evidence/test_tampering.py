"""What a recipient notices: with our own check, and with VERIFY.sh, which needs no software."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence import BundleReport, fingerprint, verify_bundle
from evidence.bag import manifest
from graph.errors import InputError


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def shell(bundle: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(bundle / "VERIFY.sh"), *arguments], capture_output=True, text=True, check=False
    )


def _add(path: str) -> Callable[[Path], object]:
    return lambda bundle: (bundle / path).write_text("more")


def _link(bundle: Path) -> None:
    target = bundle / "data/graph/nodes.csv"
    outside = bundle.parent / "nodes.csv"
    target.rename(outside)
    target.symlink_to(outside)


def _rewrite(bundle: Path, name: str, change: Callable[[str], str]) -> None:
    path = bundle / name
    path.write_text(change(path.read_text()))


TAMPERING: dict[str, Callable[[Path], object]] = {
    "a bit of a record": lambda b: flip(b / "data/records/rows.csv"),
    "a bit of the report": lambda b: flip(b / "data/report/report.pdf"),
    "a bit of bag-info": lambda b: flip(b / "bag-info.txt"),
    "a bit of the manifest": lambda b: flip(b / "manifest-sha256.txt"),
    "a bit of the tag manifest": lambda b: flip(b / "tagmanifest-sha256.txt"),
    "a file added to the payload": _add("data/graph/more.csv"),
    "a file added at the top": _add("more.txt"),
    "a hidden file added": _add("data/.hidden"),
    "a file deleted": lambda b: (b / "data/case.json").unlink(),
    "a tag file deleted": lambda b: (b / "README.zh.txt").unlink(),
    "the manifest deleted": lambda b: (b / "manifest-sha256.txt").unlink(),
    "the tag manifest deleted": lambda b: (b / "tagmanifest-sha256.txt").unlink(),
    "a file replaced by a link": _link,
    "a link added": lambda b: (b / "data/more").symlink_to("/etc/hostname"),
    "an empty folder added": lambda b: (b / "data/more").mkdir(),
    "a line struck from the manifest": lambda b: _rewrite(
        b, "manifest-sha256.txt", lambda text: "".join(text.splitlines(keepends=True)[1:])
    ),
    "a comment in the tag manifest": lambda b: _rewrite(
        b, "tagmanifest-sha256.txt", lambda text: text + "# fine\n"
    ),
}


def test_an_untouched_bundle_is_sound(bundle: BundleReport) -> None:
    assert verify_bundle(bundle.path) == []
    checked = shell(bundle.path, bundle.fingerprint)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert f"Fingerprint: {bundle.fingerprint}" in checked.stdout
    assert "SOUND" in checked.stdout


def test_every_tampering_is_noticed_by_both_checks(bundle: BundleReport, tmp_path: Path) -> None:
    for name, tamper in TAMPERING.items():
        copy = tmp_path / name.replace(" ", "_")
        shutil.copytree(bundle.path, copy, symlinks=True)
        tamper(copy)
        assert verify_bundle(copy), name
        checked = shell(copy)
        assert checked.returncode == 1, (name, checked.stdout)
        assert "NOT SOUND" in checked.stdout, name


def test_a_bundle_rehashed_throughout_has_another_fingerprint(bundle: BundleReport) -> None:
    """Whoever changes a file can change the lists too: only the fingerprint tells."""
    path = bundle.path / "data/case.json"
    path.write_text(path.read_text().replace("ann", "bob"))
    _rehash(bundle.path)
    assert verify_bundle(bundle.path) == []
    assert shell(bundle.path).returncode == 0
    (problem,) = verify_bundle(bundle.path, expected=bundle.fingerprint)
    assert problem.startswith("The fingerprint isn't the one given")
    assert shell(bundle.path, bundle.fingerprint).returncode == 1


def test_an_edited_custody_entry_shows_even_when_rehashed(bundle: BundleReport) -> None:
    path = bundle.path / "data/custody/log.jsonl"
    path.write_text(path.read_text().replace('"ann"', '"bob"', 1))
    _rehash(bundle.path)
    (problem,) = verify_bundle(bundle.path, "zh")
    assert "第 1 条" in problem


def test_what_is_no_bundle_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no bundle"):
        verify_bundle(tmp_path)


def _rehash(bundle: Path) -> None:
    inventory = bundle / "data/inventory.csv"
    lines = []
    for line in inventory.read_bytes().decode().split("\r\n"):
        path, *rest = line.split(",", 3)
        if path.startswith("data/"):
            content = bundle / path
            rest[0] = _sha256(content)
            rest[1] = str(content.stat().st_size)
        lines.append(",".join((path, *rest)))
    inventory.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        listed = [line.split("  ")[1] for line in (bundle / name).read_text().splitlines()]
        (bundle / name).write_bytes(manifest({path: _sha256(bundle / path) for path in listed}))
    assert fingerprint(bundle) == _sha256(bundle / "tagmanifest-sha256.txt")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
