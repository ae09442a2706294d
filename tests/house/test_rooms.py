"""The house keeps its rooms: imports go down, SQL stays in db, files and functions stay readable."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "shopdesk"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONGEST_CLASS = 250
FORBIDDEN_NAMES = {"utils", "misc", "common", "helpers", "base", "manager"}
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT INTO|UPDATE\b.+\bSET|DELETE FROM|CREATE TABLE|PRAGMA )\b", re.DOTALL)

WRONG_IMPORTS = {
    "domain/money.py": "from shopdesk.db import stock",
    "domain/orders.py": "import sqlite_utils",
    "db/stock.py": "from shopdesk.reports import labels",
    "reports/labels.py": "from shopdesk.services import orders",
    "imaging/check.py": "from shopdesk.exchange import tables",
    "exchange/tables.py": "import PIL.Image",
    "printing/zpl.py": "from shopdesk.reports import labels",
    "services/orders.py": "from shopdesk.cli import door",
    "services/stock.py": "import reportlab.pdfgen",
    "cli/orders.py": "from shopdesk.db import orders as rows",
    "cli/stock.py": "import PySide6.QtCore",
    "services/shop.py": "import PySide6.QtCore",
    "ui/page.py": "from shopdesk.db import orders as rows",
    "ui/tables/table_model.py": "from shopdesk.reports import labels",
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "SYSTEMROOT": "C:\\Windows", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def copy_of_the_house(folder: Path) -> Path:
    shutil.copytree(PACKAGE, folder / "shopdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


def test_imports_only_go_down():
    result = lint_imports(REPOSITORY)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("place", WRONG_IMPORTS)
def test_a_wrong_import_is_caught(place: str, tmp_path: Path):
    house = copy_of_the_house(tmp_path)
    planted = house / "shopdesk" / place
    planted.write_text(planted.read_text("utf-8") + f"\n{WRONG_IMPORTS[place]}  # planted\n", "utf-8")
    result = lint_imports(house)
    assert result.returncode != 0 and "BROKEN" in result.stdout, result.stdout


def test_sql_stays_in_its_room():
    strangers = []
    for source in SOURCES:
        if source.is_relative_to(PACKAGE / "db"):
            continue
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
                strangers.append(f"{source.relative_to(REPOSITORY)}:{node.lineno}")
    assert strangers == []


def test_no_room_for_odds_and_ends():
    assert [str(source) for source in SOURCES if source.stem in FORBIDDEN_NAMES] == []


def test_files_functions_and_classes_stay_readable():
    grown = []
    for source in SOURCES:
        text = source.read_text("utf-8")
        if text.count("\n") > LONGEST_FILE:
            grown.append(f"{source.relative_to(REPOSITORY)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            length = (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1
            is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            if (is_function and length > LONGEST_FUNCTION) or (
                isinstance(node, ast.ClassDef) and length > LONGEST_CLASS
            ):
                grown.append(f"{source.relative_to(REPOSITORY)}:{node.lineno} {node.name}: {length} lines")
    assert grown == []


def test_every_module_says_what_it_knows():
    silent = [str(source) for source in SOURCES if not ast.get_docstring(ast.parse(source.read_text("utf-8")))]
    assert silent == []
