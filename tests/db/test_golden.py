"""Shop files as older programs have really left them: each becomes the present form with every row intact."""

import lzma
from pathlib import Path

import pytest

from shopdesk.db import audit_log, checks, migrations, shopfile
from shopdesk.services.shop import open_shop
from shopdesk.services.stock import audit_stock

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.db.xz"))
OWN = ("sqlite_", "_sqlite")


def rows(connection) -> dict[str, tuple[list[str], set[tuple]]]:
    """Return every table's columns and rows."""
    told = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if not table.startswith(OWN) and "_index" not in table:
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            told[table] = (columns, set(connection.execute(f'SELECT * FROM "{table}"').fetchall()))
    return told


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name.split(".")[0])
def test_a_file_of_an_older_program_keeps_every_row(golden, tmp_path):
    file = tmp_path / "shop.db"
    file.write_bytes(lzma.decompress(golden.read_bytes()))
    connection = shopfile.connect(file)
    before = rows(connection)
    connection.close()
    shop = open_shop(tmp_path)
    assert migrations.pending(shop.connection) == []
    assert checks.integrity(shop.connection) == [] and checks.broken_references(shop.connection) == []
    assert audit_stock(shop).ok and audit_log.broken_links(shop.connection) == []
    lost = {}
    for table, (columns, held) in before.items():
        now, kept = rows(shop.connection).get(table, ([], set()))
        places = [(columns.index(name), now.index(name)) for name in columns if name in now]
        old = {tuple(row[a] for a, _b in places) for row in held}
        new = {tuple(row[b] for _a, b in places) for row in kept}
        if missing := old - new:
            lost[table] = sorted(missing, key=repr)[:3]
    shop.close()
    assert lost == {}
