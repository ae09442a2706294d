"""Evidence of tickets: pictures and videos kept by their content in the shop's folder, taken out and brought back."""

from dataclasses import dataclass
from pathlib import Path

from shopdesk.db import return_writes, returns
from shopdesk.domain.errors import ShopError
from shopdesk.domain.tickets import Ticket
from shopdesk.domain.videos import HEAD, video_suffix
from shopdesk.services.identity import new_id
from shopdesk.services.return_files import keep_picture, put_file
from shopdesk.services.shop import Shop
from shopdesk.services.tickets import find_ticket

LARGEST = 200_000_000  # bytes of a video


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file of a ticket: its place below the shop's folder, what it was called, whether it is still there."""

    uuid: str
    place: str
    name: str
    is_video: bool
    is_there: bool


def add_evidence(shop: Shop, text: str, file: Path) -> str:
    """Keep a picture or video with a ticket, each once; return its uuid, "" for what was kept already.

    Raises ShopError with "ticket-unknown", "evidence-unreadable", "evidence-too-large" or "folder-not-writable".
    """
    ticket = find_ticket(shop, text)
    place, digest = _keep(shop, file, ticket.number)
    with shop.writing():
        if any(told[4] == digest for told in returns.files_of(shop.connection, ticket=ticket.row)):
            return ""
        uuid = new_id()
        return_writes.add_file(
            shop.connection, uuid=uuid, case=None, ticket=ticket.row, place=place, name=file.name[:200],
            digest=digest, sku="", at=shop.now(), actor=shop.actor,
        )  # fmt: skip
    return uuid


def take_evidence_out(shop: Shop, uuids: list[str]) -> None:
    """Take evidence off its ticket; the files stay on the disk."""
    with shop.writing():
        for uuid in uuids:
            return_writes.set_file_removed(shop.connection, uuid, shop.now())


def bring_evidence_back(shop: Shop, uuids: list[str]) -> None:
    """Bring evidence back that was taken off."""
    with shop.writing():
        for uuid in uuids:
            return_writes.set_file_removed(shop.connection, uuid, None)


def evidence_of(shop: Shop, ticket: Ticket) -> list[EvidenceFile]:
    """Return the evidence of a ticket, oldest first."""
    return [
        EvidenceFile(uuid, place, name, bool(video_suffix(_head(shop.folder / place))), (shop.folder / place).is_file())
        for uuid, place, name, *_more in returns.files_of(shop.connection, ticket=ticket.row)
    ]


def _keep(shop: Shop, file: Path, number: str) -> tuple[str, str]:
    suffix = video_suffix(_head(file))
    if suffix:
        try:
            if file.stat().st_size > LARGEST:
                raise ShopError("evidence-too-large", file=file.name, most=LARGEST // 1_000_000)
            data = file.read_bytes()
        except OSError as error:
            raise ShopError("evidence-unreadable", file=file.name) from error
        return put_file(shop, data, number, suffix)
    try:
        return keep_picture(shop, file, number)
    except ShopError as error:
        if error.code != "photo-unreadable":
            raise
        raise ShopError("evidence-unreadable", file=file.name) from error


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(HEAD)
    except OSError:
        return b""
