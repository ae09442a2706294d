"""The drive is full, or pulled and plugged in again, in the midst of work in the window: said, and gone on with."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("SHOPDESK_TAKEN_AWAY", "1"))
EXPECTED = {"full": "disk-full", "pulled": "disk-error"}
WHAT = {
    "full": "disk full in the midst of an import, a bulk edit, a batch of papers, a packing scan, a sale, a backup",
    "pulled": "drive pulled in the midst of the same, and plugged in again, its window open",
}


@pytest.mark.timeout(120 + ROUNDS * 120)
@pytest.mark.parametrize("way", WHAT)
def test_work_goes_on_whole_once_the_drive_is_back(way, shim, tmp_path, measured):
    answers: Counter[str] = Counter()
    points = 0
    for seed in range(ROUNDS):
        place = tmp_path / str(seed)
        place.mkdir()
        own = {"SHOPDESK_CONFIG": str(place / "config"), "HOME": str(place), "PYTHONPATH": str(REPOSITORY)}
        told = subprocess.run(
            [sys.executable, "-m", "tests.durability.taken_away", way, str(place / "shop"), str(seed)], cwd=REPOSITORY,
            env=os.environ | own | {"LD_PRELOAD": str(shim)}, capture_output=True, text=True, timeout=200, check=False,
        )  # fmt: skip
        assert told.returncode == 0, f"seed {seed}: {told.stderr[-4000:]}"
        found = json.loads(told.stdout.splitlines()[-1])
        assert not found["bad"], f"seed {seed}: " + "\n".join(found["bad"])
        assert set(found["said"]) >= {EXPECTED[way], *({"shop-gone"} if way == "pulled" else ())}, f"seed {seed}"
        answers.update(found["answers"])
        points += found["points"]
    refused = sum(number for code, number in answers.items() if code != "done")
    assert refused
    measured(
        WHAT[way], f"{points} points, {refused} refusals", "each said in words, 0 half done, 0 lost; all done again"
    )
