"""What every test may ask for: the shared data where it is, shops made in a moment, the command line."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

from shopdesk import words

# A change is judged by the same examples every time; at the desk each run looks for new ones.
BUSY = [HealthCheck.too_slow]  # says something of the machine, not of what is drawn
settings.register_profile("desk", deadline=None, suppress_health_check=BUSY)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=BUSY)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

REPOSITORY = Path(__file__).resolve().parent.parent
PATIENCE_MS = 20_000
NOW = datetime(2026, 11, 13, 2, 24, tzinfo=UTC)  # Friday 10:24 in Shanghai, two days after Double Eleven


@pytest.fixture
def shared_data() -> Path:
    """Real exports and pictures; a test that needs them is skipped where they are not."""
    path = Path(os.environ.get("SHOPDESK_DATA", REPOSITORY.parent / "shared" / "data"))
    if not path.is_dir():
        pytest.skip(f"no shared data at {path}")
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let every test start in English and knowing no printer, whatever the last one or the machine does."""
    monkeypatch.setenv("SHOPDESK_CONFIG", str(tmp_path_factory.getbasetemp() / f"config-{uuid4().hex}"))
    monkeypatch.setenv("SHOPDESK_LANG", "en")
    monkeypatch.delenv("SHOPDESK_SHOP", raising=False)
    words.spoken.use("en")


@pytest.fixture
def qtbot(qtbot):
    """Drives the window; a machine that is busy with others is given its time, what never comes fails all the same."""
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture
def shop(tmp_path: Path):
    """An empty shop, on a Friday in November."""
    from shopdesk.services.shop import create_shop

    made = create_shop(tmp_path / "shop", name="青禾杂货", now=lambda: NOW)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop, made once for all tests of a worker; it is copied, never worked in."""
    from shopdesk.services.sample import create_sample_shop

    words.spoken.use("zh_CN")
    folder = tmp_path_factory.mktemp("sample") / "shop"
    create_sample_shop(folder, now=lambda: NOW, supplied=False).close()
    return folder


@pytest.fixture
def sample_shop(sample_template: Path, tmp_path: Path):
    """A copy of the sample shop."""
    from shopdesk.services.shop import open_shop

    shutil.copytree(sample_template, tmp_path / "sample")
    opened = open_shop(tmp_path / "sample", now=lambda: NOW)
    yield opened
    opened.close()


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def shopdesk(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the command line in this process, on a shop of the test's own; the answer is JSON."""
    from shopdesk.cli import run

    monkeypatch.setenv("SHOPDESK_SHOP", str(tmp_path / "cli-shop"))

    def call(*arguments: object, json: bool = True) -> Answer:
        capsys.readouterr()
        status = run([*(["--json"] if json else []), *map(str, arguments)])
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return call


Command = Callable[..., Answer]


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The sample shops that `init --sample` makes, one for each language; they are copied, never worked in."""
    from shopdesk.cli import run

    made: dict[str, Path] = {}

    def make(language: str) -> Path:
        if language not in made:
            folder = tmp_path_factory.mktemp(f"init-{language}") / "shop"
            assert run(["--shop", str(folder), "--lang", language, "--json", "init", "--sample"]) == 0
            made[language] = folder
        return made[language]

    return make


@pytest.fixture
def sampled(shopdesk: Command, sample_made: Callable[[str], Path], tmp_path: Path) -> Callable[..., Command]:
    """Put the sample shop where the command line works; what is returned is the command line."""

    def set_up(language: str = "en") -> Command:
        shutil.copytree(sample_made(language), tmp_path / "cli-shop")
        return shopdesk

    return set_up
