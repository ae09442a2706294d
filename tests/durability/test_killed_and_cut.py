"""What was said to be done is there after a kill and after a power cut; nothing is half done, nothing done twice."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shopdesk.db import checks, shopfile
from shopdesk.domain.errors import ShopError
from tests.durability.day import contents

REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("SHOPDESK_KILLS", "6"))
CUTS = int(os.environ.get("SHOPDESK_POWER_CUTS", "150"))


@pytest.mark.skipif(sys.platform == "win32", reason="a process is forked")
@pytest.mark.timeout(max(120, KILLS * 5))
def test_a_killed_process_loses_tears_and_doubles_nothing(tmp_path, measured):
    told = subprocess.run(
        [sys.executable, "-m", "tests.durability.killer", str(KILLS), "7", str(tmp_path)],
        cwd=REPOSITORY, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
    counted = json.loads(told.stdout)
    assert counted["points"] == KILLS and counted["verbs"] > 40
    assert (counted["lost"], counted["torn"], counted["doubled"]) == (0, 0, 0), counted
    assert counted["between"] > 0
    measured(
        "kill −9 at random moments", f"{KILLS:,} points over {counted['verbs']} verbs", "0 lost, 0 torn, 0 doubled"
    )


def judge(record, seed: int, folder: Path) -> str:
    """Cut the power once; say what is wrong with what is left."""
    try:
        return _judge(record, seed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _judge(record, seed: int, folder: Path) -> str:
    from tests.durability.power import cut_power

    folder.mkdir()
    done = cut_power(record, random.Random(seed), folder)
    try:
        opened = shopfile.open_file(folder / "shop.db")
    except ShopError as error:
        return error.code
    try:
        if checks.integrity(opened):
            return "corrupt"
        return "" if contents(opened) in record.outcomes[done : done + 2] else "lost"
    except Exception as error:
        return type(error).__name__
    finally:
        opened.close()


@pytest.mark.timeout(max(120, CUTS))
def test_a_power_cut_loses_and_spoils_nothing(tmp_path, measured):
    pytest.importorskip("apsw")
    from tests.durability.power import live_through

    record = live_through(tmp_path / "day")
    assert any(step[:2] == ("force", "shop.db") for step in record.steps)  # the log has flowed into the file
    wrong = {seed: told for seed in range(CUTS) if (told := judge(record, seed, tmp_path / f"cut-{seed}"))}
    assert wrong == {}
    measured("power cut: unsynced writes dropped, torn, reordered", f"{CUTS:,} points", "0 corrupt, 0 lost")


def test_without_forcing_the_same_cuts_do_lose(tmp_path, measured):
    """The cuts cut: where nothing is forced to the disk, they must find losses."""
    pytest.importorskip("apsw")
    from tests.durability.power import live_through

    record = live_through(tmp_path / "day", synchronous="OFF")
    wrong = [told for seed in range(25) if (told := judge(record, seed, tmp_path / f"cut-{seed}"))]
    assert len(wrong) > 5
    measured(
        "negative control: the same with synchronous=OFF", "25 points", f"{len(wrong)} lost or corrupt, as must be"
    )
