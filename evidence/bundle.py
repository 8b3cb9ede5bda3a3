"""Makes a bundle: reads the content, masks a draft, writes the bag, logs it, gives it its name."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from string import Template

from cases import Case, Cases
from cases.audit import utc
from evidence.bag import TAG_MANIFEST, publish, stage_bag, tag_files
from evidence.content import Content, read_content
from evidence.draft import check_draft, mask_content
from evidence.errors import BundleError
from evidence.files import BundleFile, csv_bytes, json_bytes
from evidence.graph_files import graph_files
from evidence.records import record_files
from evidence.report import Issue, banners, compose, typeset
from graph.language import LANGUAGES, failure, say
from graph.provenance import Provenance
from graph.store import Store
from visual import render

_TAG_FILES = 7  # bagit.txt, bag-info.txt, two manifests, two readmes, VERIFY.sh
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class BundleReport:
    """A bundle that was written."""

    path: Path
    draft: bool
    files: int  # all files in the folder
    size: int  # bytes
    fingerprint: str  # SHA-256 of the tag manifest: tell it to the recipient by another way


def write_bundle(
    store: Store,
    provenance: Provenance,
    case: Case | str,
    directory: Path,
    *,
    lang: str,
    now: datetime,
    actor: str,
) -> BundleReport:
    """Write the next bundle of a case as a new folder in `directory`, e.g. CASE-0001_E001.

    Without a recorded referral or request it is a draft, named …_DRAFT and masked throughout. The
    export is in the audit trail before the folder has its name; nothing half-done is ever seen.
    """
    cases = Cases(store, actor, lambda: now)
    found = cases.get(case if isinstance(case, str) else case.number)
    export = 1 + sum(entry.act == "exported" for entry in cases.audit(limit=None, case=found))
    draft = found.referral is None
    name = f"{found.number}_E{export:03d}" + ("_DRAFT" if draft else "")
    issue = Issue(name, utc(now), actor, _version(), lang, draft)
    target = directory / name
    if target.exists() or target.is_symlink():
        raise failure(BundleError, "evidence.error.there_of_other", target=target)
    content = read_content(store, provenance, cases, found, lang, draft=draft)
    payload, content = payload_files(content, issue, now)
    tags = tag_files(payload, _info(content, issue, now), _extras(content, payload, issue))
    fingerprint = hashlib.sha256(tags[TAG_MANIFEST]).hexdigest()
    details = {
        "bundle": name,
        "draft": "yes" if draft else "no",
        "export": str(export),
        "fingerprint": fingerprint,
    }

    def log() -> None:
        cases.log_export(found, details)

    _write(target, payload, tags, now, log)
    size = sum(len(file.content) for file in payload) + sum(map(len, tags.values()))
    return BundleReport(target, draft, len(payload) + len(tags), size, fingerprint)


def payload_files(
    content: Content, issue: Issue, now: datetime
) -> tuple[list[BundleFile], Content]:
    """Every file below data/, and the content as it was put in them (masked in a draft)."""
    mask = None
    if issue.draft:
        content, mask = mask_content(content, issue.lang)
    files = [
        *graph_files(content.entities, content.links),
        *record_files(content.records, masked=issue.draft),
        *_work_files(content, issue),
    ]
    page = render(content.view, issue.lang).encode()
    files.append(BundleFile("data/graph/view.html", "text/html", "evidence.file.view", page))
    if mask is not None:
        check_draft(files, mask)
    pdf = typeset(compose(content, files, issue), now)
    files.append(
        BundleFile("data/report/report.pdf", "application/pdf", "evidence.file.report", pdf)
    )
    files.sort(key=lambda file: file.path)
    return [*files, _inventory(files, issue)], content


def _work_files(content: Content, issue: Issue) -> list[BundleFile]:
    case = content.case.model_dump(mode="json", exclude={"snapshot"})
    case |= {"draft": issue.draft, "invented": content.invented}
    masked = {"masked": True} if issue.draft else {}
    lines = [
        json.dumps(entry.model_dump(mode="json") | masked, sort_keys=True, ensure_ascii=False)
        for entry in content.custody
    ]
    files = [
        BundleFile("data/case.json", "application/json", "evidence.file.case", json_bytes(case)),
        BundleFile(
            "data/custody/log.jsonl",
            "application/jsonl",
            "evidence.file.custody",
            "".join(f"{line}\n" for line in lines).encode(),
        ),
    ]
    if content.case.snapshot is not None:
        ring = content.case.snapshot.model_dump(mode="json")
        files.append(
            BundleFile(
                "data/methods/ring.json", "application/json", "evidence.file.ring", json_bytes(ring)
            )
        )
    return files


def _inventory(files: Sequence[BundleFile], issue: Issue) -> BundleFile:
    rows = [
        (file.path, file.sha256, len(file.content), file.media_type, say(file.what, issue.lang))
        for file in files
    ]
    header = ("path", "sha256", "size", "media_type", "what")
    return BundleFile(
        "data/inventory.csv", "text/csv", "evidence.file.inventory", csv_bytes(header, rows)
    )


def _info(content: Content, issue: Issue, now: datetime) -> list[tuple[str, str]]:
    referral = content.case.referral
    info = [
        ("Source-Organization", "Special investigation unit"),
        ("External-Identifier", issue.name),
        ("External-Description", say("evidence.title", "en") + f", case {content.case.number}"),
        ("Bagging-Date", now.astimezone(UTC).date().isoformat()),
        ("Bag-Software-Agent", f"Ringleader {issue.version}"),
    ]
    if referral is not None:
        info += [("Recipient", referral.recipient), ("Reference", referral.reference)]
    status = "evidence.draft_short" if issue.draft else "evidence.final_short"
    info.append(("Disclosure", "; ".join(say(status, lang) for lang in LANGUAGES)))
    if content.invented:
        said = "; ".join(say("evidence.invented", lang) for lang in LANGUAGES)
        info.append(("Data", said))
    return info


def _extras(content: Content, payload: Sequence[BundleFile], issue: Issue) -> dict[str, bytes]:
    """VERIFY.sh and the two readmes, which always come in both languages."""
    extras = {"VERIFY.sh": (_TEMPLATES / "verify.sh.txt").read_bytes()}
    for lang in LANGUAGES:
        marks = banners(content, Issue(**{**vars(issue), "lang": lang}))
        suffix = "_masked" if issue.draft else ""
        name = f"README.{lang}.txt"
        contents = "\n".join(f"  {file.path}: {say(file.what, lang)}" for file in payload)
        text = Template((_TEMPLATES / name).read_text(encoding="utf-8")).substitute(
            banner="\n".join(f"*** {mark} ***" for mark in marks),
            name=issue.name,
            case=content.case.number,
            at=issue.at,
            actor=issue.actor,
            software=f"Ringleader {issue.version}",
            contents=contents,
            files=len(payload) + _TAG_FILES,
            records=say(f"evidence.readme.records{suffix}", lang),
            custody=say(f"evidence.readme.custody{suffix}", lang),
        )
        extras[name] = (text.strip() + "\n").encode()
    return extras


def _write(
    target: Path,
    payload: Sequence[BundleFile],
    tags: dict[str, bytes],
    now: datetime,
    log: Callable[[], None],
) -> None:
    """Stage beside the target, log, rename; the staged folder goes whatever happens."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            staged = staging / target.name
            staged.mkdir()
            stage_bag(staged, payload, tags, now)
            log()
            publish(staged, target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise failure(
            BundleError, "evidence.error.unwritten", directory=target.parent, reason=error.strerror
        ) from error


def _version() -> str:
    try:
        return version("ringleader")
    except PackageNotFoundError:  # run from a folder without being installed
        return "0"
