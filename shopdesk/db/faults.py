"""What SQLite's errors mean for the person: a code of ours for each of them."""

from shopdesk.domain.errors import ShopError

_CODES = {
    "SQLITE_BUSY": "shop-busy",
    "SQLITE_LOCKED": "shop-busy",
    "SQLITE_FULL": "disk-full",
    "SQLITE_READONLY": "shop-not-writable",
    "SQLITE_PERM": "shop-not-writable",
    "SQLITE_CANTOPEN": "shop-not-writable",
    "SQLITE_IOERR": "disk-error",
    "SQLITE_CORRUPT": "shop-damaged",
    "SQLITE_NOTADB": "shop-damaged",
}
# A copy that breaks off (sqlite3_backup) tells no name of its error, only these words of SQLite's.
_NAMELESS = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
}


def as_shop_error(error: BaseException) -> ShopError | None:
    """Return the refusal that a database error stands for; None where it is a bug of ours."""
    if isinstance(error, ShopError):
        return error
    name = getattr(error, "sqlite_errorname", None) or (
        _NAMELESS.get(str(error)) if type(error).__name__ in ("OperationalError", "DatabaseError") else None
    )
    if not isinstance(name, str):
        return None
    family = "_".join(name.split("_")[:2])
    code = _CODES.get(family)
    return ShopError(code, detail=name) if code else None
