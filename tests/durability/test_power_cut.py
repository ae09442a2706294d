"""A power cut at any moment: what was said to be done is there, nothing is corrupt."""

import os
import random
import shutil
from pathlib import Path

import pytest

from shopdesk.db import checks, shopfile
from shopdesk.domain.errors import ShopError
from tests.durability.day import contents

CUTS = int(os.environ.get("SHOPDESK_POWER_CUTS", "150"))


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
