"""A document being printed: opens the file, hands out pages, shares faces, drawings and pictures among them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from reportlab.pdfbase.pdfdoc import PDFObjectReference

from shopdesk.domain.errors import ShopError
from shopdesk.reports.page import Page
from shopdesk.reports.pdf_file import PdfFile
from shopdesk.reports.pictures import fitted, load_picture
from shopdesk.reports.typesetter import Typesetter
from shopdesk.reports.wrapping import POINT
from shopdesk.whole_files import patiently


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is in the file: its name on pages and its size in pixels."""

    name: str
    width: int
    height: int


class Document:
    """Pages are written as they are finished; sizes in millimetres."""

    def __init__(self, file: BinaryIO, title: str, language: str) -> None:
        self.setter = Typesetter()
        self._pdf = PdfFile(file, title, language)
        self._drawings: dict[str, PDFObjectReference] = {}
        self._pictures: dict[str, Picture | None] = {}

    @property
    def page_count(self) -> int:
        """Say how many pages are finished."""
        return self._pdf.page_count

    def page(self, width: float, height: float) -> Page:
        """Return an empty page."""
        return Page(self.setter, width, height)

    def finish(self, page: Page) -> None:
        """Write the page; nothing can be added to it afterwards."""
        self._pdf.add_page(page.width / POINT, page.height / POINT, page.content())

    def share(self, name: str, width: float, height: float, draw: Callable[[Page], None]) -> None:
        """Make drawing that pages call by name; made once for each name."""
        if name not in self._drawings:
            page = self.page(width, height)
            draw(page)
            self._drawings[name] = self._pdf.add_form(width / POINT, height / POINT, page.content())

    def show_picture(
        self, page: Page, path: str, x: float, y: float, width: float, height: float, align: float = 0.5
    ) -> float:
        """Draw a picture in its frame, centred or as `align` says; return its width, 0 where it is broken."""
        picture = self._picture(path)
        if picture is None:
            return 0.0
        wide, high = fitted(picture.width, picture.height, width, height)
        page.picture(picture.name, x + (width - wide) * align, y + (height - high) / 2, wide, high)
        return wide

    def close(self) -> None:
        """Write what the pages share and the end of the file."""
        self._pdf.close(self.setter.fonts(self._pdf), self._drawings)

    def _picture(self, path: str) -> Picture | None:
        if path not in self._pictures:
            image = load_picture(path) if path else None
            self._pictures[path] = image and Picture(f"P{len(self._pictures)}", image.width, image.height)
            if picture := self._pictures[path]:
                self._drawings[picture.name] = self._pdf.add_image(image)
        return self._pictures[path]


@contextmanager
def open_document(target: Path | BinaryIO, title: str, language: str) -> Iterator[Document]:
    """Open a document; a path holds the whole document afterwards, or what it held before.

    Raises `nothing-to-print` where no page was made, `target-is-folder` for a folder or a device, and
    `document-not-written` where the file cannot be made, such as one that a viewer keeps open.
    """
    if not isinstance(target, Path):
        with _closed(Document(target, title, language)) as document:
            yield document
        return
    if not target.name or (target.exists() and not target.is_file()):
        raise ShopError("target-is-folder", file=str(target))
    unfinished = target.with_name(f"{target.name}.{uuid4().hex[:8]}.part")
    try:
        with unfinished.open("xb") as file, _closed(Document(file, title, language)) as document:
            yield document
        patiently(unfinished.replace, target)
    except OSError as failure:
        raise ShopError("document-not-written", file=str(target), reason=failure.strerror or "") from failure
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _closed(document: Document) -> Iterator[Document]:
    yield document
    if not document.page_count:
        raise ShopError("nothing-to-print")
    document.close()
