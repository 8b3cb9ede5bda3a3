"""Faults: kill -9, full disks, lost connections and damaged files, and what is left after them."""

import pytest

pytest.register_assert_rewrite("tests.faults.checks", "tests.faults.commands", "tests.faults.world")
