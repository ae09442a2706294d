"""The N-th call to the system fails: every verb is done, or refused with a name, and nothing is half done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CALLS = int(os.environ.get("SHOPDESK_FAILING_CALLS", "30"))


@pytest.mark.timeout(max(120, CALLS * 3))
def test_a_call_that_fails_leaves_nothing_half_done(shim, tmp_path, measured):
    environment = os.environ | {"LD_PRELOAD": str(shim), "PYTHONPATH": str(HERE.parents[1])}
    told = subprocess.run(
        [sys.executable, "-m", "tests.durability.failing_calls", str(CALLS), "11", str(tmp_path)],
        cwd=HERE.parents[1], env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
    counted = json.loads(told.stdout)
    assert counted["bad"] == []
    named = {code: number for code, number in counted["answers"].items() if code != "done"}
    assert named
    measured("the N-th write, fsync, open, rename, unlink, ftruncate fails (EIO, ENOSPC, EACCES)",
             f"{counted['points']:,} of {counted['of']:,} points over 9 verbs",
             f"{counted['answers'].get('done', 0):,} done all the same, {sum(named.values()):,} refused with a name, "
             "0 half done")  # fmt: skip
