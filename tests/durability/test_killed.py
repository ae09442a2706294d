"""A process killed at any moment: what was said to be done is there, nothing is half done, nothing done twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("SHOPDESK_KILLS", "6"))


@pytest.mark.timeout(max(300, KILLS * 5))
def test_a_killed_process_loses_tears_and_doubles_nothing(tmp_path, measured):
    told = subprocess.run(
        [sys.executable, "-m", "tests.durability.killer", str(KILLS), "7", str(tmp_path)],
        cwd=REPOSITORY, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
    counted = json.loads(told.stdout)
    assert counted["points"] == KILLS and counted["verbs"] > 290
    assert (counted["lost"], counted["torn"], counted["doubled"]) == (0, 0, 0), counted
    assert counted["between"] > 0
    measured(
        "kill −9 at random moments", f"{KILLS:,} points over {counted['verbs']} verbs", "0 lost, 0 torn, 0 doubled"
    )
