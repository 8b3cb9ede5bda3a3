"""Turns content into a draft's content: masked throughout, free texts withheld."""

from dataclasses import replace

from cases import AuditEntry, Case
from evidence.content import Content
from evidence.errors import BundleError
from evidence.files import BundleFile
from evidence.mask import Mask
from evidence.records import mask_records
from graph.language import failure, say

_BINARY = ("application/pdf",)


def mask_content(content: Content, lang: str) -> tuple[Content, Mask]:
    """The content with nothing personal left, and the mask that did it."""
    mask = Mask(content.entities, content.links, content.ring)
    withheld = say("evidence.withheld", lang)
    masked = replace(
        content,
        case=_mask_case(content.case, mask, withheld),
        entities=tuple(mask.entity(view) for view in content.entities),
        links=tuple(mask.link(link) for link in content.links),
        records=mask_records(content.records, mask),
        custody=tuple(_mask_entry(entry, mask, withheld) for entry in content.custody),
        view=mask.deep(content.view),
    )
    return masked, mask


def check_draft(files: list[BundleFile], mask: Mask) -> None:
    """BundleError when a text file of a draft still holds a personal value; names the file only.

    The view is left to its own masking: its page holds scripts in which any short name may occur.
    """
    for file in files:
        if file.media_type in _BINARY or file.path.endswith("view.html"):
            continue
        if mask.leaks(file.content.decode("utf-8", errors="replace")):
            raise failure(BundleError, "evidence.error.unmasked", path=file.path)


def _mask_case(case: Case, mask: Mask, withheld: str) -> Case:
    values = mask.tree(case.model_dump(mode="json"))
    values["title"] = case.title if case.title == case.subject else withheld
    for note in values["notes"]:
        note["text"] = withheld
    for decided in (*values["decisions"], *values["verdicts"]):
        decided["basis"] = withheld
    return Case.model_validate(values)


def _mask_entry(entry: AuditEntry, mask: Mask, withheld: str) -> AuditEntry:
    values = mask.tree(entry.model_dump(mode="json"))
    if "what" in values["details"]:
        values["details"]["what"] = withheld
    return AuditEntry.model_validate(values)
