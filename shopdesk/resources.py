"""Where the program's own files lie: fonts, tables, translations, the sample shop."""

import sys
from pathlib import Path


def resources() -> Path:
    """Return the resources folder, in a checkout or inside the frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).absolute().parent.parent / "resources"


def manual() -> Path:
    """Return the manual's folder: one folder of chapters for each language, and their pictures."""
    frozen = getattr(sys, "_MEIPASS", None)
    return (Path(frozen) if frozen else Path(__file__).absolute().parent.parent / "docs") / "manual"
