"""A power cut at any moment: what was said to be done is there, nothing is corrupt."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.db import checks, shopfile
from shopdesk.domain.errors import ShopError
from tests.durability.day import contents

CUTS = int(os.environ.get("SHOPDESK_POWER_CUTS", "2000"))
HALVES = (0,) if "SHOPDESK_POWER_CUTS" in os.environ else (0, 1)  # two workers share what every run of the tests does


def judge(record, left, folder: Path) -> str:
    """Say what is wrong with what a cut has left, as the program finds it at its next start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in left.files.items():
        (folder / name).write_bytes(data)
    try:
        opened = shopfile.open_file(folder / "shop.db")
    except ShopError as error:
        return error.code
    try:
        if checks.integrity(opened):
            return "corrupt"
        return "" if contents(opened) in record.may_hold(left.done) else "lost"
    except Exception as error:
        return type(error).__name__
    finally:
        opened.close()


def judge_all(record, count: int, folder: Path, seed: int = 0) -> tuple[dict[int, str], int]:
    """Return what is wrong, cut by cut, and how many different states were left; the same is not judged twice."""
    from tests.durability.power import cut_power

    known: dict[bytes, str] = {}
    wrong: dict[int, str] = {}
    for number, left in cut_power(record, count, seed):
        if left.mark not in known:
            known[left.mark] = judge(record, left, folder)
        if told := known[left.mark]:
            wrong[number] = told
    return wrong, len(known)


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder whose files cost no disk: what is left of a cut need not be kept."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        yield Path(place) / "cut"


@pytest.mark.timeout(max(120, CUTS))
@pytest.mark.parametrize("half", HALVES)
def test_a_power_cut_loses_and_spoils_nothing(half, tmp_path, in_memory, measured):
    pytest.importorskip("apsw")
    from tests.durability.power import live_through

    record = live_through(tmp_path / "day")
    assert any(step[:2] == ("force", "shop.db") for step in record.steps)  # the log has flowed into the file
    wrong, states = judge_all(record, CUTS // len(HALVES), in_memory, seed=half)
    assert wrong == {}
    measured("power cut: unsynced writes dropped, torn, reordered", f"{CUTS:,} points, {states:,} different states",
             "0 corrupt, 0 lost")  # fmt: skip


def test_without_forcing_the_same_cuts_do_lose(tmp_path, in_memory, measured):
    """The cuts cut: where nothing is forced to the disk, they must find losses."""
    pytest.importorskip("apsw")
    from tests.durability.power import live_through

    points = max(40, CUTS // 20) if len(HALVES) == 1 else 40
    wrong, _states = judge_all(live_through(tmp_path / "day", synchronous="OFF"), points, in_memory)
    assert len(wrong) > points // 5
    measured("negative control: the same with synchronous=OFF", f"{points:,} points",
             f"{len(wrong):,} lost or corrupt, as must be")  # fmt: skip
