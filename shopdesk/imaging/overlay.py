"""What was put over the edge of a picture: a frame along all four sides, or a line of small print.

Both are guesses from the mask of what stands out, so they are told as warnings only.
"""

from PIL import Image

from shopdesk.imaging.grid import Box

FRAME_WITHIN = 0.08  # of a side from the edge
FRAME_DRAWN = 0.9  # of each side's length
FRAME_OPEN = 0.5  # of the strip inside that must be background again
ZONE = 0.15  # of a side from the edge, where print is looked for
LINE_LONG = 2.5  # times longer than high
LETTERS = 2  # strokes that a line across print meets on the average
HIGHEST = 0.12  # of a side
MOST_INKED, LEAST_INKED = 0.85, 0.12  # of its box
DARK_RIM = 215  # level of the edge up to which it may be a frame round something light
LIGHT = 225  # level from which the inside is light
INSETS = (0.03, 0.05, 0.07, 0.09)  # of the shorter side


def find_frame(mask: Image.Image, box: Box) -> bool:
    """Tell whether a line runs along all four sides, with background inside it."""
    (left, top, right, bottom), (width, height) = box, mask.size
    if max(left / width, top / height, 1 - right / width, 1 - bottom / height) > FRAME_WITHIN:
        return False
    inset = max(2, round(0.03 * min(width, height)))
    if min(width, height) < 8 * inset or any(mean(mask.crop(line)) < FRAME_DRAWN for line in outline(box, 0)):
        return False
    return any(all(mean(mask.crop(line)) < FRAME_OPEN for line in outline(box, times * inset)) for times in (1, 2, 3))


def is_framed(darkest: Image.Image, level: float) -> bool:
    """Tell whether an edge of this level, plain or not, lies round a light background."""
    if level > DARK_RIM:
        return False
    width, height = darkest.size
    insets = (round(inset * min(width, height)) for inset in INSETS)
    return any(all(is_light(darkest.crop(line)) for line in outline((0, 0, width, height), inset)) for inset in insets)


def is_light(line: Image.Image) -> bool:
    """Tell whether most of a line is light."""
    counts = line.histogram()
    return sum(counts[LIGHT:]) > FRAME_OPEN * sum(counts)


def outline(box: Box, inset: int) -> list[Box]:
    """Return the four one pixel wide sides of a box, moved inwards."""
    left, top, right, bottom = box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset
    across = [(left, top, right, top + 1), (left, bottom - 1, right, bottom)]
    return [*across, (left, top, left + 1, bottom), (right - 1, top, right, bottom)]


def mean(mask: Image.Image) -> float:
    """Return how much of a mask is marked, 0 to 1."""
    counts = mask.histogram()
    return counts[255] / max(1, sum(counts))


def find_writing(mask: Image.Image, parts: list[Box]) -> bool:
    """Tell whether parts that lie apart, close to one edge, form a line of print."""
    height = mask.height
    zones = (
        [box for box in parts if box[3] <= ZONE * height],
        [box for box in parts if box[1] >= (1 - ZONE) * height],
    )
    return any(is_print(mask, line) for zone in zones for line in lines_of(zone))


def lines_of(boxes: list[Box]) -> list[Box]:
    """Return the boxes of what stands side by side at one height."""
    lines = list[Box]()
    for box in sorted(boxes, key=lambda box: box[1]):
        if lines and box[1] < lines[-1][3]:
            last = lines[-1]
            lines[-1] = (min(last[0], box[0]), last[1], max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
    return lines


def is_print(mask: Image.Image, line: Box) -> bool:
    """Tell print from a small part of the goods: long, low, neither full nor empty, and crossed by many strokes."""
    part = mask.crop(line)
    part = part.crop(part.getbbox() or (0, 0, 1, 1))
    if part.height > HIGHEST * mask.height or part.width < LINE_LONG * part.height:
        return False
    strokes = part.tobytes().count(b"\0\xff") / part.height
    return strokes >= LETTERS and LEAST_INKED <= mean(part) <= MOST_INKED
