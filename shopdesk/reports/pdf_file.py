"""A PDF file written as its pages come: reportlab's objects, each in the file as soon as it is done."""

import zlib
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFArrayCompact,
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFDocument,
    PDFImageXObject,
    PDFIndirectObject,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFTrailer,
)

_HEAD = b"%PDF-1.5\n%\xe4\xb8\xad\xe6\x96\x87\n"
_COMPRESSION = 5  # beyond it zlib spends twice the time for one part in a hundred


class PdfFile:
    """Numbers the objects, writes them, and keeps nothing of a page but its place in the file.

    No times and no machine are named inside: the same contents give the same bytes.
    """

    def __init__(self, file: BinaryIO, title: str, language: str) -> None:
        self._file = file
        self._objects = PDFDocument(invariant=1, compression=0)
        self._pages: list[PDFObjectReference] = []
        self._place = 0
        self._write(_HEAD)
        self._info = self.add(PDFDictionary({"Title": PDFString(title), "Producer": PDFString("ShopDesk")}))
        self._language = language
        self._tree = self._objects.Reference(PDFDictionary(), "PageTree")
        self._resources = self._objects.Reference(PDFDictionary(), "PageResources")

    @property
    def page_count(self) -> int:
        """Say how many pages have been written."""
        return len(self._pages)

    def add(self, thing: PDFObject) -> PDFObjectReference:
        """Write an object that is complete and return the reference to it."""
        reference = self._objects.Reference(thing)
        self._write_object(reference.name)
        return reference

    def add_stream(self, entries: dict[str, object], content: bytes) -> PDFObjectReference:
        """Write a compressed stream with these dictionary entries."""
        dictionary = PDFDictionary({**entries, "Filter": PDFName("FlateDecode")})
        return self.add(PDFStream(dictionary, zlib.compress(content, _COMPRESSION)))

    def add_form(self, width: float, height: float, content: bytes) -> PDFObjectReference:
        """Write drawing that many pages share, `width` by `height` points, drawn in the pages' own faces."""
        entries = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": PDFArrayCompact([0, 0, width, height]),
            "Resources": self._resources,
        }
        return self.add_stream(entries, content)

    def add_image(self, image: PDFImageXObject) -> PDFObjectReference:
        """Write a picture, its transparency with it."""
        if mask := getattr(image, "_smask", None):
            image.smask = self.add(mask)
        return self.add(image)

    def add_page(self, width: float, height: float, content: bytes) -> None:
        """Write one page of `width` by `height` points."""
        entries = {
            "Type": PDFName("Page"),
            "Parent": self._tree,
            "MediaBox": PDFArrayCompact([0, 0, round(width, 3), round(height, 3)]),
            "Resources": self._resources,
            "Contents": self.add_stream({}, content),
        }
        self._pages.append(self.add(PDFDictionary(entries)))

    def close(self, fonts: dict[str, PDFDictionary], drawings: dict[str, PDFObjectReference]) -> None:
        """Write what all pages share, the page tree and the table of contents of the file."""
        self._finish(BasicFonts, {name: self.add(font) for name, font in fonts.items()})
        shared = {"Font": PDFObjectReference(BasicFonts), "XObject": PDFDictionary(drawings)}
        self._finish("PageResources", shared)
        kids = PDFArrayCompact(self._pages)
        self._finish("PageTree", {"Type": PDFName("Pages"), "Kids": kids, "Count": len(self._pages)})
        root = self.add(
            PDFDictionary(
                {"Type": PDFName("Catalog"), "Pages": self._tree, "Lang": PDFString(self._language.replace("_", "-"))}
            )
        )
        self._write_end(root)

    def _finish(self, name: str, entries: dict[str, object]) -> None:
        self._objects.idToObject[name].dict.update(entries)
        self._write_object(name)

    def _write_object(self, name: str) -> None:
        thing = self._objects.idToObject[name]
        self._objects.idToOffset[name] = self._place
        self._write(PDFIndirectObject(name, thing).format(self._objects))
        self._objects.idToObject[name] = None

    def _write_end(self, root: PDFObjectReference) -> None:
        numbers = self._objects.numberToId
        table = PDFCrossReferenceTable()
        table.addsection(0, [numbers[number] for number in sorted(numbers)])
        start = self._place
        self._write(table.format(self._objects))
        trailer = PDFTrailer(startxref=start, Size=len(numbers) + 1, Root=root, Info=self._info)
        self._write(trailer.format(self._objects))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._place += len(data)
