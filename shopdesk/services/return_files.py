"""Photos of what came back, kept as files in the shop's folder: looked at before they are kept, each once."""

import hashlib
from pathlib import Path

from shopdesk.db import return_writes, returns
from shopdesk.domain.errors import ShopError
from shopdesk.domain.returns import Case
from shopdesk.services.identity import new_id
from shopdesk.services.returns import case_of
from shopdesk.services.shop import Shop
from shopdesk.whole_files import written_whole

FOLDER = "documents/after-sales"
_SUFFIXES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "BMP": "bmp", "TIFF": "tif", "AVIF": "avif", "WEBP": "webp"}


def add_photo(shop: Shop, code: str, file: Path, *, sku: str = "") -> Case:
    """Keep a photo with a case, of one of its lines where a SKU is named; the same photo twice is kept once.

    Raises ShopError with "return-unknown", "return-line-unknown", "photo-unreadable" or "folder-not-writable".
    """
    case = case_of(shop, code)
    if sku and all(line.sku != sku for line in case.lines):
        raise ShopError("return-line-unknown", number=case.number, sku=sku)
    place, digest = keep_picture(shop, file, case.number)
    with shop.writing():
        known = returns.files_of(shop.connection, case=case.row)
        if all(told[4] != digest for told in known):
            return_writes.add_file(
                shop.connection, uuid=new_id(), case=case.row, ticket=None, place=place, name=file.name[:200],
                digest=digest, sku=sku, at=shop.now(), actor=shop.actor,
            )  # fmt: skip
    return returns.load_case(shop.connection, case.row)


def remove_photo(shop: Shop, uuid: str) -> None:
    """Leave a photo out of its case; its file stays in the shop's folder."""
    with shop.writing():
        return_writes.set_file_removed(shop.connection, uuid, shop.now())


def bring_photo_back(shop: Shop, uuid: str) -> None:
    """Let a photo that was left out stand in its case again."""
    with shop.writing():
        return_writes.set_file_removed(shop.connection, uuid, None)


def keep_picture(shop: Shop, file: Path, number: str) -> tuple[str, str]:
    """Copy a picture below the shop's folder, named by its content; return its place there and its digest.

    Raises ShopError("photo-unreadable") for what is no picture, ShopError("folder-not-writable").
    """
    # Loaded late: Pillow is needed only where a photo is kept.
    from shopdesk.imaging.picture_file import read_picture
    from shopdesk.imaging.unreadable import Unreadable

    try:
        data = file.read_bytes() if file.is_file() and file.stat().st_size <= 100_000_000 else b""
        suffix = _SUFFIXES[read_picture(data).format] if data else ""
    except (OSError, Unreadable, KeyError) as error:
        reason = error.reason if isinstance(error, Unreadable) else "not-a-picture"
        raise ShopError("photo-unreadable", file=file.name, reason=reason) from error
    if not suffix:
        raise ShopError("photo-unreadable", file=file.name, reason="missing")
    return put_file(shop, data, number, suffix)


def put_file(shop: Shop, data: bytes, number: str, suffix: str) -> tuple[str, str]:
    """Write a file below the shop's folder, whole or not at all, and return its place there and its digest."""
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    place = f"{FOLDER}/{number}/{digest}.{suffix}"
    target = shop.folder / place
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            with written_whole(target) as part:
                part.write_bytes(data)
    except OSError as error:
        raise ShopError("folder-not-writable", path=str(target.parent), detail=error.strerror or "") from error
    return place, digest
