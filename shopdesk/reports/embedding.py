"""Faces embedded in one document: only the glyphs in use, with the text they stand for (Type0, Identity-H)."""

import hashlib
from collections.abc import Iterator

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFString

from shopdesk.reports.faces import Face
from shopdesk.reports.pdf_file import PdfFile

# A CIDFontType2 needs these tables alone (ISO 32000-1, 9.9); the drawing program brings its own hinting.
_DROPPED = (
    "BASE",
    "DSIG",
    "GDEF",
    "GPOS",
    "GSUB",
    "OS/2",
    "STAT",
    "VORG",
    "cmap",
    "gasp",
    "name",
    "post",
    "vhea",
    "vmtx",
)
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{ranges}endcmap CMapName currentdict /CMap defineresource pop end end
"""


class EmbeddedFace:
    """One face in one document; codes count from 1 in the order of first use, one for each glyph and its text."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[tuple[int, str], int] = {}
        self._widths: list[int] = [face.advance(0)]

    @property
    def in_use(self) -> bool:
        """Tell whether any glyph of the face is shown."""
        return bool(self._codes)

    def code(self, glyph: int, text: str) -> int:
        """Return the code under which a page shows this glyph, so that `text` is read back from it."""
        code = self._codes.get((glyph, text))
        if code is None:
            code = self._codes[glyph, text] = len(self._widths)
            self._widths.append(self.face.advance(glyph))
        return code

    def write(self, pdf: PdfFile) -> PDFDictionary:
        """Put the subset into the document and return the font's dictionary."""
        name = f"{self._tag()}+{self.face.name}"
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArrayCompact([pdf.add(self._descendant(name, pdf))]),
                "ToUnicode": pdf.add_stream({}, _CMAP.format(ranges="".join(self._ranges())).encode("ascii")),
            }
        )

    def _descendant(self, name: str, pdf: PdfFile) -> PDFDictionary:
        data, renumbered = self._subset()
        glyphs = [0, *(renumbered[glyph] for glyph, _ in self._codes)]
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(name),
                "CIDSystemInfo": PDFDictionary(system),
                "FontDescriptor": pdf.add(self._descriptor(name, pdf, data)),
                "W": PDFArrayCompact([0, PDFArrayCompact(self._widths)]),
                "CIDToGIDMap": pdf.add_stream({}, b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)),
            }
        )

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _ in self._codes})
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update({int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED})
        plan = hb.SubsetPlan(self.face.font.face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items())

    def _tag(self) -> str:
        """Six capitals that tell this subset from others (ISO 32000-1, 9.6.4), the same for the same glyphs."""
        digest = hashlib.sha256(repr(list(self._codes)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _descriptor(self, name: str, pdf: PdfFile, data: bytes) -> PDFDictionary:
        extents = self.face.font.get_font_extents("ltr")
        ascent, descent = (round(value * self.face.scale) for value in (extents.ascender, extents.descender))
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(name),
                "Flags": 4,
                "FontBBox": PDFArrayCompact([-1000, descent, 3000, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 733,
                "StemV": 80,
                "FontFile2": pdf.add_stream({"Length1": len(data)}, data),
            }
        )

    def _ranges(self) -> Iterator[str]:
        """Yield the code-to-text table in the blocks of a hundred that the format allows, in UTF-16."""
        pairs = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
            for (_, text), code in self._codes.items()
            if text
        ]
        for start in range(0, len(pairs), 100):
            block = pairs[start : start + 100]
            yield f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n"
