"""The square a repaired picture shows: the product in its middle at about 87 % of the side."""

from dataclasses import dataclass

from PIL import Image

FILL = 0.87  # of the longer side of the product
LEAST_FILL = 0.82  # between these two a picture is left as it is
MOST_FILL = 0.93
CENTRED = 0.03  # sides from the middle, likewise
CUT_RUN = 0.05  # of a side: so long a stretch of product at the edge is cut off, a shorter one only touches
MOST_CROPPED = 0.25  # of a product that is cut anyway

Box = tuple[float, float, float, float]
Cut = tuple[bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the frame, in its pixels, mostly a square; what lies outside the frame will be filled."""

    left: float
    top: float
    width: float
    height: float
    cropped: float = 0.0

    @property
    def side(self) -> float:
        """The longer side."""
        return max(self.width, self.height)

    @property
    def shape(self) -> float:
        """The longer side over the shorter one."""
        return self.side / min(self.width, self.height)

    def inside(self, size: tuple[int, int]) -> Box:
        """Return the part of the window that the frame has."""
        right, bottom = min(size[0], self.left + self.width), min(size[1], self.top + self.height)
        return max(0.0, self.left), max(0.0, self.top), right, bottom

    def shares(self, size: tuple[int, int]) -> Box:
        """Return the window in shares of the frame; beyond 0 and 1 where it is filled."""
        right, bottom = self.left + self.width, self.top + self.height
        return self.left / size[0], self.top / size[1], right / size[0], bottom / size[1]

    def place(self, box: Box) -> Box:
        """Return a box of the frame in shares of the window."""
        left, right = ((x - self.left) / self.width for x in (box[0], box[2]))
        top, bottom = ((y - self.top) / self.height for y in (box[1], box[3]))
        return max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a frame: its length, where the product begins and ends, and which ends are cut off."""

    length: float
    first: float
    last: float
    cut_first: bool
    cut_last: bool

    @property
    def cuts(self) -> int:
        """How many ends are cut off."""
        return self.cut_first + self.cut_last

    @property
    def needed(self) -> float:
        """The length that leaves the usual margin at each end that is not cut off."""
        return (self.last - self.first) / (FILL + (1 - FILL) / 2 * self.cuts)

    def start(self, side: float) -> float:
        """Return where a window of this side begins: in the middle, or at the end where the product is cut off."""
        if self.cuts == 1:
            return 0.0 if self.cut_first else self.length - side
        return (self.first + self.last - side) / 2


def choose_window(box: Box, size: tuple[int, int], cut: Cut) -> Window:
    """Return the square for a product's box; one cut off on two opposite sides is cropped, as none can be added."""
    axes = (Axis(size[0], box[0], box[2], cut[0], cut[2]), Axis(size[1], box[1], box[3], cut[1], cut[3]))
    side = min([max(axis.needed for axis in axes)] + [axis.length for axis in axes if axis.cuts == 2])
    cropped = max(0.0, *(1 - side / (axis.last - axis.first) for axis in axes))
    return Window(axes[0].start(side), axes[1].start(side), side, side, cropped)


def whole_frame(size: tuple[int, int]) -> Window:
    """Return the window that shows the frame as it is."""
    return Window(0, 0, *size)


def square_round(size: tuple[int, int]) -> Window:
    """Return the square round the whole frame."""
    side = max(size)
    return Window((size[0] - side) / 2, (size[1] - side) / 2, side, side)


def is_settled(window: Window, size: tuple[int, int], least_fill: float) -> bool:
    """Tell whether the picture shows its product well as it is."""
    width, height = size
    low, high = FILL / MOST_FILL, FILL / max(LEAST_FILL, least_fill)
    off = max(abs(window.left + window.side / 2 - width / 2), abs(window.top + window.side / 2 - height / 2))
    return width == height and low <= width / window.side <= high and off <= CENTRED * width


def cut_sides(mask: Image.Image) -> Cut:
    """Tell at which sides, clockwise from the left, the mask of a product runs along the edge."""
    width, height = mask.size
    strips = ((0, 0, 1, height), (0, 0, width, 1), (width - 1, 0, width, height), (0, height - 1, width, height))
    left, top, right, bottom = (is_cut(mask.crop(strip)) for strip in strips)
    return left, top, right, bottom


def is_cut(strip: Image.Image) -> bool:
    """Tell whether more than a touch of product lies in a strip of the edge."""
    return sum(strip.histogram()[1:]) > CUT_RUN * max(strip.size)
