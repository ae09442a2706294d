import pytest
from sqlcipher3 import dbapi2 as sqlite

from shopdesk.db.faults import as_shop_error
from shopdesk.domain.errors import ShopError


class Told(Exception):
    def __init__(self, name):
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY", "shop-busy"),
        ("SQLITE_BUSY_SNAPSHOT", "shop-busy"),
        ("SQLITE_LOCKED", "shop-busy"),
        ("SQLITE_FULL", "disk-full"),
        ("SQLITE_READONLY_DIRECTORY", "shop-not-writable"),
        ("SQLITE_CANTOPEN_ISDIR", "shop-not-writable"),
        ("SQLITE_IOERR_WRITE", "disk-error"),
        ("SQLITE_CORRUPT_VTAB", "shop-damaged"),
        ("SQLITE_NOTADB", "shop-damaged"),
    ],
)
def test_what_the_disk_says_has_a_code_of_ours(name, code):
    error = as_shop_error(Told(name))
    assert (error.code, error.params) == (code, {"detail": name})


@pytest.mark.parametrize("error", [Told("SQLITE_CONSTRAINT_TRIGGER"), Told("SQLITE_ERROR"), Told(None), ValueError()])
def test_everything_else_is_a_bug(error):
    assert as_shop_error(error) is None


def test_a_refusal_stays_what_it_is():
    error = ShopError("order-short", order="SD-000001")
    assert as_shop_error(error) is error


@pytest.mark.parametrize(
    ("words", "code"), [("disk I/O error", "disk-error"), ("database or disk is full", "disk-full")]
)
def test_a_copy_that_breaks_off_is_named_by_its_words(words, code):
    """What sqlite3_backup refuses carries no name of its error."""
    error = as_shop_error(sqlite.OperationalError(words))
    assert error.code == code
    assert as_shop_error(sqlite.OperationalError("no such table: orders")) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database or disk is full", "disk-full"),
        ("attempt to write a readonly database", "shop-not-writable"),
        ("database is locked", "shop-busy"),
    ],
)
def test_a_copy_that_breaks_off_has_a_code_too(words, code):
    assert as_shop_error(sqlite.OperationalError(words)).code == code
