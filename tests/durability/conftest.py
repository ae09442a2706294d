"""What several tests need: the file of measured figures, from which docs/reliability.md is made; calls that fail."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def spoken(seconds: float) -> str:
    """Say a span of time in words."""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


@pytest.fixture
def measured() -> Callable[..., None]:
    """Note a line of the table: what was tried, how often, what was found."""

    start = time.monotonic()

    def note(what: str, tried: str, found: str) -> None:
        if target := os.environ.get("SHOPDESK_MEASURED"):
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(
                    json.dumps([what, tried, found, spoken(time.monotonic() - start)], ensure_ascii=False) + "\n"
                )

    return note


@pytest.fixture(scope="session")
def shim(tmp_path_factory) -> Path:
    """The shim that lets calls fail, compiled where there is a compiler for it."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler: elsewhere no call can be made to fail")
    made = tmp_path_factory.mktemp("shim") / "failing.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", made, Path(__file__).with_name("failing.c"), "-ldl"], check=True
    )
    return made
