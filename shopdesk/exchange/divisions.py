"""The table of China's divisions that travels with the program, read when the first address asks for it."""

from functools import cache

from shopdesk.domain.divisions import Divisions
from shopdesk.resources import resources


@cache
def load_divisions() -> Divisions:
    """Return the divisions of resources/tables; read once, in well under a tenth of a second."""
    rows = [(row[0], row[1]) for row in _rows("divisions.csv")]
    former = [(row[0], row[1], row[2], row[3]) for row in _rows("divisions_former.csv")]
    return Divisions(rows, former)


def _rows(name: str) -> list[list[str]]:
    lines = (resources() / "tables" / name).read_text("utf-8").splitlines()
    return [line.split(",") for line in lines if not line.startswith("#")][1:]
