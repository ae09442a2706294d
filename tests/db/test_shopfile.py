import os
import sqlite3
import struct
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db import migrations, shopfile
from shopdesk.db.shopfile import APPLICATION_ID, create, open_file, writing
from shopdesk.domain.errors import ShopError

BESIDE = ("-wal", "-shm", "-journal", ".part")


def refused(act, *arguments) -> ShopError:
    with pytest.raises(ShopError) as caught:
        act(*arguments)
    return caught.value


def beside(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir() if path != file)


@pytest.fixture
def closed(file: Path) -> Path:
    create(file).close()
    return file


def patch(file: Path, at: int, value: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(value)


def test_a_new_shop_file_is_written_as_the_house_writes(file):
    connection = create(file)

    def pragma(name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert [pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")] == [
        "wal",
        2,
        1,
        15_000,
    ]
    assert (pragma("application_id"), pragma("user_version")) == (APPLICATION_ID, migrations.newest())
    plain = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    assert {name for name, strict in plain if not strict} <= {"sqlite_schema", "sqlite_sequence", "_sqlite_migrations"}
    connection.close()
    assert beside(file) == []


def test_a_shop_file_is_plain_sqlite_for_other_programs(closed):
    other = sqlite3.connect(closed)
    assert other.execute("SELECT count(*) FROM orders").fetchone() == (0,)
    other.close()


def test_a_closed_shop_opens_again(closed):
    with_rows = open_file(closed)
    with_rows.execute("INSERT INTO settings VALUES ('shop.name', '\"青禾\"')")
    with_rows.close()
    again = open_file(closed)
    assert again.execute("SELECT value FROM settings").fetchall() == [('"青禾"',)]
    again.close()


def test_a_shop_is_never_made_over_another_file(file):
    file.write_text("mine")
    assert refused(create, file).code == "shop-exists"
    assert file.read_text() == "mine"


def test_a_shop_that_fails_to_be_made_is_not_there(file, monkeypatch):
    def stumble(connection):
        connection.execute("CREATE TABLE half (id INTEGER)")
        raise sqlite.OperationalError("out of luck")

    monkeypatch.setattr(migrations, "apply", stumble)
    with pytest.raises(sqlite.OperationalError):
        create(file)
    monkeypatch.undo()
    assert not file.exists()
    assert beside(file) == []
    create(file).close()
    assert beside(file) == []


def test_what_a_broken_off_attempt_left_does_not_disturb(file):
    file.with_name("shop.db.part").write_bytes(b"half")
    file.with_name("shop.db.part-wal").write_bytes(b"half")
    create(file).close()
    connection = open_file(file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert beside(file) == []


def test_the_log_of_a_lost_shop_does_not_flow_into_a_new_one(file, tmp_path):
    lost = create(file)
    lost.execute("INSERT INTO settings VALUES ('shop.name', '\"lost\"')")
    log = file.with_name("shop.db-wal").read_bytes()
    lost.close()
    file.unlink()
    file.with_name("shop.db-wal").write_bytes(log)
    assert refused(create, file).code == "shop-exists"
    assert file.with_name("shop.db-wal").read_bytes() == log
    assert not file.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    error = refused(create, tmp_path / "nowhere" / "shop.db")
    assert (error.code, error.params["path"]) == ("shop-not-writable", str(tmp_path / "nowhere" / "shop.db"))


def foreign(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE theirs (id)")
    other.close()


def ours_without_tables(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    other.execute("CREATE TABLE theirs (id)")
    other.close()


def newer_version(file: Path) -> None:
    create(file).close()
    patch(file, 60, struct.pack(">I", migrations.newest() + 1))


def newer_step(file: Path) -> None:
    connection = create(file)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('shopdesk', 'm0999_x', '')"
    )
    connection.close()


def cut(file: Path) -> None:
    create(file).close()
    os.truncate(file, file.stat().st_size // 2)


def cut_in_the_first_page(file: Path) -> None:
    create(file).close()
    os.truncate(file, 3000)


def garbled_schema(file: Path) -> None:
    create(file).close()
    patch(file, 100, b"\xff" * 3000)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda file: None, "shop-missing"),
        (lambda file: file.write_bytes(b""), "shop-empty"),
        (lambda file: file.write_bytes(b"\0" * 8192), "shop-empty"),
        (lambda file: file.write_text("sku,quantity\nBOX,5\n"), "shop-foreign"),
        (lambda file: file.write_bytes(b"SQLite format 3\0"), "shop-foreign"),
        (lambda file: file.write_bytes(b"SQLite format 3\0" + b"\0" * 5000), "shop-foreign"),
        (lambda file: file.mkdir(), "shop-not-readable"),
        (foreign, "shop-foreign"),
        (ours_without_tables, "shop-foreign"),
        (newer_version, "shop-newer"),
        (newer_step, "shop-newer"),
        (cut, "shop-damaged"),
        (cut_in_the_first_page, "shop-damaged"),
        (garbled_schema, "shop-damaged"),
    ],
)
def test_what_is_no_sound_shop_of_ours_is_refused_untouched(file, make, code):
    make(file)
    before = file.read_bytes() if file.is_file() else None
    times = file.stat().st_mtime_ns if file.exists() else None
    error = refused(open_file, file)
    assert (error.code, error.params["path"]) == (code, str(file))
    assert (file.read_bytes() if file.is_file() else None) == before
    assert (file.stat().st_mtime_ns if file.exists() else None) == times
    assert beside(file) == []


def test_a_path_with_signs_that_mean_something_in_an_address(tmp_path):
    question = "" if os.name == "nt" else "?"  # Windows takes no question mark in a name
    folder = tmp_path / f"a{question}mode=rw&b#c %41 店"
    folder.mkdir()
    create(folder / "shop.db").close()
    open_file(folder / "shop.db").close()
    assert [path.name for path in folder.iterdir()] == ["shop.db"]


def test_work_that_a_crash_left_in_the_log_is_kept(closed, tmp_path):
    first = open_file(closed)
    first.execute("INSERT INTO settings VALUES ('shop.name', '1')")
    copy = tmp_path / "crashed"
    copy.mkdir()
    for name in ("shop.db", "shop.db-wal"):
        (copy / name).write_bytes(closed.with_name(name).read_bytes())
    first.close()
    crashed = open_file(copy / "shop.db")
    assert crashed.execute("SELECT count(*) FROM settings").fetchone() == (1,)
    crashed.close()


def test_a_newer_shop_that_crashed_is_refused_with_its_log_untouched(closed, tmp_path):
    newer = open_file(closed)
    newer.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('shopdesk', 'm0999_x', '')")
    copy = tmp_path / "crashed"
    copy.mkdir()
    for name in ("shop.db", "shop.db-wal"):
        (copy / name).write_bytes(closed.with_name(name).read_bytes())
    newer.close()
    before = {name: (copy / name).read_bytes() for name in ("shop.db", "shop.db-wal")}
    assert refused(open_file, copy / "shop.db").code == "shop-newer"
    assert {name: (copy / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 50, 9), (3, 7)])
def test_a_sqlite_that_can_lose_work_is_refused(version):
    error = refused(shopfile.check_driver, version)
    assert error.code == "sqlite-too-old"
    assert error.params == {"found": ".".join(map(str, version)), "needed": "3.51.3"}


def test_the_sqlite_at_hand_is_new_enough():
    shopfile.check_driver()
    shopfile.check_driver((3, 51, 3))
    assert tuple(map(int, shopfile.sqlite_version().split("."))) >= (3, 51, 3)


def names(connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM settings ORDER BY name")]


def put(connection, name: str) -> None:
    connection.execute("INSERT INTO settings VALUES (?, '1')", (name,))


def test_a_transaction_is_kept_whole(connection):
    with writing(connection):
        put(connection, "a")
        put(connection, "b")
    assert names(connection) == ["a", "b"]
    assert not connection.in_transaction


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, ShopError("order-short")])
def test_or_not_at_all(connection, error):
    with pytest.raises(error if isinstance(error, type) else ShopError), writing(connection):
        put(connection, "a")
        raise error
    assert names(connection) == []
    assert not connection.in_transaction


def test_inside_another_it_is_a_savepoint(connection):
    with writing(connection):
        put(connection, "a")
        with pytest.raises(ValueError), writing(connection):
            put(connection, "b")
            with writing(connection):
                put(connection, "c")
            raise ValueError
        with writing(connection):
            put(connection, "d")
    assert names(connection) == ["a", "d"]


def test_what_an_inner_one_kept_falls_with_the_outer_one(connection):
    with pytest.raises(ValueError), writing(connection):
        with writing(connection):
            put(connection, "a")
        raise ValueError
    assert names(connection) == []


def test_a_second_writer_waits_for_the_first(connection, file):
    second, reader = open_file(file), open_file(file)
    begun, seen = threading.Event(), []

    def write() -> None:
        begun.set()
        with writing(second):
            seen.extend(names(second))
            put(second, "second")

    with writing(connection):
        waiting = threading.Thread(target=write)
        waiting.start()
        begun.wait()
        put(connection, "first")
        assert names(reader) == [], "readers are never held up"
    waiting.join()
    reader.close()
    second.close()
    assert seen == ["first"], "it read what the first had written, before it wrote"
    assert names(connection) == ["first", "second"]


def test_a_shop_that_stays_busy_is_told(connection, file):
    second = open_file(file)
    second.execute("PRAGMA busy_timeout = 20")
    with writing(connection):
        put(connection, "first")
        with pytest.raises(ShopError) as caught, writing(second):
            put(second, "second")
    assert caught.value.code == "shop-busy"
    with writing(second):
        put(second, "third")
    second.close()
    assert names(connection) == ["first", "third"]


def test_a_full_disk_is_told_and_nothing_is_half_done(connection):
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ShopError) as caught, writing(connection):
        put(connection, "a")
        connection.execute("INSERT INTO settings VALUES ('b', ?)", ("x" * 100_000,))
    assert caught.value.code == "disk-full"
    assert not connection.in_transaction
    assert names(connection) == []


def test_a_bug_in_a_statement_stays_a_bug(connection):
    with pytest.raises(sqlite.OperationalError), writing(connection):
        connection.execute("SELECT nonsense")
    assert not connection.in_transaction


def test_a_file_that_could_not_be_made_ready_is_left_alone_again(tmp_path, monkeypatch):
    path = tmp_path / "shop.db"
    shopfile.create(path).close()
    monkeypatch.setattr(shopfile, "PRAGMAS", (*shopfile.PRAGMAS, "user_version = 1 2"))
    with pytest.raises(sqlite.OperationalError) as held:  # as long as the fault is held, so is what it went through
        shopfile.connect(path)
    with closing(sqlite.connect(str(path))) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",), held
