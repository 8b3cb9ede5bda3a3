"""One sample of default size, written once and only read."""

from pathlib import Path

import pytest

from ingest.sample import SampleSummary, write_sample
from ingest.sample.labels import Labels, read_labels


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    """The default sample: 2,000 claims, seed 7."""
    return write_sample(tmp_path_factory.mktemp("sample") / "portfolio")


@pytest.fixture(scope="session")
def directory(sample: SampleSummary) -> Path:
    """The directory with its sheets."""
    return sample.directory


@pytest.fixture(scope="session")
def labels(sample: SampleSummary) -> Labels:
    """What was planted in it."""
    return read_labels(sample.labels)
