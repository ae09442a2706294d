"""A coarse grid of cells as one large integer, a bit each: finds in microseconds what hangs together."""

from PIL import Image

Box = tuple[int, int, int, int]


class Grid:
    """The white cells of a mode "1" picture; a part is an integer with the bits of its cells.

    Growing in all eight directions at once is a handful of shifts. Each row is followed by at least one empty
    column, so that nothing grows round the edge.
    """

    def __init__(self, cells: Image.Image) -> None:
        self.width, self.height = cells.width + 1, cells.height
        padded = Image.new("1", (self.width, self.height))
        padded.paste(cells)
        self.row = (self.width + 7) // 8 * 8
        self.full = int.from_bytes(padded.tobytes())
        padded.paste(255, (0, 0, cells.width, cells.height))
        self.everywhere = int.from_bytes(padded.tobytes())
        padded.paste(0, (1, 1, cells.width - 1, cells.height - 1))
        self.rim = int.from_bytes(padded.tobytes())

    def around(self, part: int) -> int:
        """Return a part with all its neighbours."""
        wide = part | part << 1 | part >> 1
        return (wide | wide << self.row | wide >> self.row) & self.everywhere

    def grow(self, seed: int, within: int) -> int:
        """Return all cells of `within` that hang together with the seed."""
        while (grown := self.around(seed) & within) != seed:
            seed = grown
        return seed

    def parts(self, most: int) -> list[int]:
        """Return the parts that hang together, stopping at so many."""
        left, found = self.full, list[int]()
        while left and len(found) < most:
            found.append(self.grow(left & -left, left))
            left ^= found[-1]
        return found

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
