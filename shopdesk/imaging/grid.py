"""A coarse grid of cells as one large integer, a bit each: finds in microseconds what hangs together."""

from functools import lru_cache

from PIL import Image

Box = tuple[int, int, int, int]


class Grid:
    """The white cells of a mode "1" picture; a part is an integer with the bits of its cells.

    Growing in all eight directions at once is a handful of shifts. Each row is followed by at least one empty
    column, so that nothing grows round the edge.
    """

    def __init__(self, cells: Image.Image) -> None:
        self.width, self.height = cells.width + 1, cells.height
        self.row = (self.width + 7) // 8 * 8
        if cells.width % 8 == 0:  # else the last byte of each row has room for the empty column
            cells = cells.crop((0, 0, self.width, self.height))
        self.full = int.from_bytes(cells.tobytes())
        self.everywhere = self.inner(0, 0)
        self.rim = self.everywhere ^ self.inner(1, 1)

    def around(self, part: int) -> int:
        """Return a part with all its neighbours."""
        wide = part | part << 1 | part >> 1
        return (wide | wide << self.row | wide >> self.row) & self.everywhere

    def grow(self, seed: int, within: int) -> int:
        """Return all cells of `within` that hang together with the seed."""
        row, grown = self.row, seed
        while True:
            wide = grown | grown << 1 | grown >> 1
            seed, grown = grown, (wide | wide << row | wide >> row) & within
            if grown == seed:
                return grown

    def cores(self, side: int) -> int:
        """Return one corner of every full square of so many cells a side: where the large parts are thick."""
        part = self.full
        for _ in range(side - 1):
            part &= part << 1
        for _ in range(side - 1):
            part &= part << self.row
        return part

    def inner(self, across: int, down: int) -> int:
        """Return the cells farther than this from the left and right, the upper and lower edge."""
        return block(self.row, across, self.width - 1 - 2 * across, down, self.height - 2 * down)

    def parts(self, most: int, left: int | None = None) -> list[int]:
        """Return the parts that hang together, of all cells or of those left, stopping at so many."""
        left, found = self.full if left is None else left, list[int]()
        while left and len(found) < most:
            found.append(self.grow(left & -left, left))
            left ^= found[-1]
        return found

    def near(self, small: list[int], cells: int) -> int:
        """Return everything but these small parts, with the cells around it."""
        part = self.full
        for spot in small:
            part &= ~spot
        for _ in range(cells):
            part = self.around(part)
        return part

    def outside(self) -> int:
        """Return the empty cells that reach the rim: the background without the holes of the product."""
        empty = self.everywhere & ~self.full
        return self.grow(self.rim & empty, empty)

    def box(self, part: int) -> Box:
        """Return left, top, right and bottom of a part in cells."""
        return self.picture(part).getbbox() or (0, 0, 0, 0)

    def picture(self, part: int) -> Image.Image:
        """Return a part as a mode "1" picture, with the empty column on its right."""
        return Image.frombytes("1", (self.width, self.height), part.to_bytes(self.row // 8 * self.height))

    def size_of(self, part: int) -> tuple[int, int]:
        """Return width and height of a part in cells."""
        left, top, right, bottom = self.box(part)
        return right - left, bottom - top


@lru_cache(maxsize=64)
def block(row: int, left: int, width: int, top: int, height: int) -> int:
    """Return a rectangle of cells as an integer with so many bits a row; the last row is the lowest."""
    if width <= 0 or height <= 0:
        return 0
    line = (1 << width) - 1 << row - left - width
    return line * (((1 << row * height) - 1) // ((1 << row) - 1)) << row * top
