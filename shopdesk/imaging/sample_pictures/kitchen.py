"""Kitchen goods, drawn: mug, teapot, bowl, plate, chopsticks, pan, tray."""

from shopdesk.imaging.sample_pictures.canvas import SOFT, Canvas, Colour, Point, smooth, tone, turned

WOOD = (176, 128, 84)
STEEL = (186, 190, 196)
GILT = (208, 170, 92)


def draw_mug(canvas: Canvas, colour: Colour) -> None:
    """Draw a straight mug with its handle on the right."""
    canvas.shadow((14, 84, 78, 94))
    handle = smooth([(68, 36), (80, 34), (90, 44), (88, 60), (78, 70), (66, 71)], closed=False)
    canvas.line(handle, 7.5, tone(colour, -0.18))
    canvas.line([(x - 0.6, y - 0.8) for x, y in handle], 3.5, tone(colour, 0.1))
    canvas.body(turned(42, [(30, 20), (30, 40), (29, 66), (27, 82), (23, 89), (18, 90.5), (0, 91)]), colour)
    canvas.ellipse((12, 13, 72, 27), tone(colour, 0.35))
    canvas.ellipse((14.5, 14.8, 69.5, 26), tone(colour, -0.30))
    canvas.ellipse((17, 19, 67, 27), (104, 68, 46))
    canvas.ellipse((20, 20.2, 52, 25.2), (122, 84, 58))
    canvas.line(smooth([(12.4, 21), (24, 26), (42, 27.4), (60, 26), (71.6, 21)], closed=False), 1.2, tone(colour, 0.4))


def draw_teapot(canvas: Canvas, colour: Colour) -> None:
    """Draw a round teapot with spout, handle and lid."""
    canvas.shadow((18, 80, 82, 90))
    handle = smooth([(30, 42), (14, 38), (7, 52), (14, 68), (30, 70)], closed=False)
    canvas.line(handle, 5.5, tone(colour, -0.20))
    canvas.line([(x - 0.5, y - 0.7) for x, y in handle], 2.4, tone(colour, 0.12))
    spout = smooth([(70, 52), (80, 48), (85, 38), (89, 31), (94, 31), (92, 42), (87, 58), (78, 70), (68, 74)])
    canvas.body(spout, tone(colour, -0.08), SOFT)
    canvas.ellipse((88.2, 29.6, 94.6, 33.4), tone(colour, -0.4))
    canvas.body(turned(50, [(15, 31), (25, 36), (32, 48), (33, 60), (28, 74), (20, 82), (16, 85), (0, 86)]), colour)
    canvas.body(turned(50, [(2, 22), (9, 24), (15, 28.5), (17, 32), (0, 34)]), tone(colour, 0.05))
    canvas.line(
        smooth([(33.5, 32.6), (42, 35), (50, 35.6), (58, 35), (66.5, 32.6)], closed=False), 1, tone(colour, -0.32)
    )
    canvas.round_body((45.5, 12.5, 54.5, 22), tone(colour, -0.05))
    canvas.rounded((47.6, 20, 52.4, 24), 1, tone(colour, -0.25))


def draw_bowl(canvas: Canvas, colour: Colour) -> None:
    """Draw a wide bowl on a foot ring, with a stripe under the rim."""
    canvas.shadow((24, 77, 76, 86))
    canvas.rounded((37, 74, 63, 82), 2, tone(colour, -0.25))
    canvas.body(turned(50, [(40, 32), (39, 44), (34, 58), (25, 70), (15, 76.5), (0, 78)]), colour)
    canvas.ellipse((10, 22, 90, 42), tone(colour, 0.38))
    canvas.ellipse((12.5, 24, 87.5, 40.6), tone(colour, -0.16))
    canvas.ellipse((17, 29, 83, 41), tone(colour, -0.04))
    stripe = smooth([(12.8, 44), (26, 50), (50, 53), (74, 50), (87.2, 44)], closed=False)
    canvas.line(stripe, 1.5, tone(colour, -0.35))
    canvas.line([(50 + (x - 50) * 0.975, y + 3.2) for x, y in stripe], 0.7, tone(colour, -0.35))


def draw_plate(canvas: Canvas, colour: Colour) -> None:
    """Draw a plate from above, its rim and a sprig of leaves in the middle."""
    canvas.shadow((16, 18, 92, 94), 0.22)
    canvas.round_body((9, 9, 91, 91), colour, SOFT)
    canvas.round_body((11.5, 11.5, 88.5, 88.5), tone(colour, 0.22), SOFT)
    canvas.ellipse((25, 25, 75, 75), tone(colour, -0.12))
    canvas.round_body((26.4, 26.8, 74.6, 74.6), tone(colour, 0.12), SOFT)
    leaf = tone(colour, -0.45)
    canvas.line(smooth([(39, 62), (47, 54), (54, 47), (61, 37)], closed=False), 0.9, leaf)
    for x, y, right, up in ((44, 57, -9, 2), (48, 53, 9, -3), (52, 49, -9, 3), (56.5, 43.5, 9, -2), (61, 37, 3, 8)):
        tip, side = (x + right, y - up), (up * 0.32, right * 0.32)
        middle = (x + right * 0.5, y - up * 0.5)
        upper, lower = (middle[0] + side[0], middle[1] + side[1]), (middle[0] - side[0], middle[1] - side[1])
        canvas.polygon(smooth([(x, y), upper, tip, lower]), leaf)


def draw_chopsticks(canvas: Canvas, colour: Colour) -> None:
    """Draw two pairs of chopsticks with gilded ends, their tips on a small rest."""
    canvas.shadow((12, 73, 66, 91), 0.18)
    canvas.line([(17, 70), (51, 86)], 9.4, tone(colour, 0.45))
    canvas.line([(17, 69), (51, 85)], 7.4, tone(colour, 0.66))
    canvas.line([(18, 67.6), (48, 81.6)], 1.6, tone(colour, 0.82))
    for left, top in ((12, 73), (19, 76.4), (35, 84), (42, 87.4)):
        draw_chopstick(canvas, (left, top + 6), (left + 40, top - 64 - left * 0.12), colour)


def draw_chopstick(canvas: Canvas, tip: Point, end: Point, colour: Colour) -> None:
    """Draw one chopstick, thin at the tip and square at the end."""

    def at(share: float, aside: float) -> Point:
        width = 1.0 + 1.7 * share
        x, y = tip[0] + (end[0] - tip[0]) * share, tip[1] + (end[1] - tip[1]) * share
        return x + aside * width, y + aside * width * 0.55

    canvas.polygon([at(0, -1), at(0, 1), at(1, 1), at(1, -1)], tone(colour, -0.12))
    canvas.polygon([at(0, -1), at(0, 0.1), at(1, 0.1), at(1, -1)], tone(colour, 0.24))
    for low, high in ((0.80, 0.815), (0.835, 0.85), (0.955, 1.0)):
        canvas.polygon([at(low, -1), at(low, 1), at(high, 1), at(high, -1)], GILT)


def draw_pan(canvas: Canvas, colour: Colour) -> None:
    """Draw a frying pan from above, with a wooden handle to the upper right."""
    canvas.shadow((12, 36, 66, 92), 0.25)
    canvas.line([(58, 42), (72, 28)], 6, STEEL)
    canvas.line([(69, 31), (89, 11)], 7.6, tone(WOOD, -0.15))
    canvas.line([(69.6, 29.6), (88.4, 10.6)], 3.2, tone(WOOD, 0.18))
    canvas.ellipse((86.6, 9, 90.4, 12.8), tone(WOOD, -0.6))
    canvas.round_body((8, 34, 66, 92), tone(colour, -0.1), SOFT)
    canvas.ellipse((10, 35.6, 64.4, 90), tone(colour, 0.30))
    canvas.round_body((11.4, 37, 63.2, 88.8), tone(colour, 0.02), SOFT)
    canvas.ellipse((16.6, 42.2, 58, 83.6), tone(colour, -0.16))
    canvas.round_body((17.6, 43.4, 57.4, 83), tone(colour, 0.06), SOFT)
    canvas.line(smooth([(22, 62), (24, 54), (29, 49)], closed=False), 1.8, tone(colour, 0.32))


def draw_tray(canvas: Canvas, colour: Colour) -> None:
    """Draw a serving tray in perspective, with raised sides, grips and wood grain."""
    canvas.shadow((12, 64, 88, 76))
    canvas.polygon([(7, 60), (93, 60), (91.6, 70), (89.6, 72), (10.4, 72), (8.4, 70)], tone(colour, -0.32))
    canvas.body([(20, 29), (80, 29), (93, 60), (91, 63), (9, 63), (7, 60)], colour, SOFT)
    canvas.polygon([(23, 31.4), (77, 31.4), (88.6, 58.6), (11.4, 58.6)], tone(colour, -0.42))
    canvas.body([(22, 36), (78, 36), (86, 58.6), (14, 58.6)], tone(colour, 0.16), SOFT)
    for share in (0.16, 0.34, 0.5, 0.67, 0.85):
        top, bottom = 22.4 + 55.2 * share, 14.6 + 70.8 * share
        canvas.line([(top, 36.4), (bottom, 58)], 0.5, tone(colour, -0.06))
    for side in (1, -1):
        canvas.line([(50 + side * 32.4, 38.4), (50 + side * 37.2, 49.4)], 1.6, tone(colour, -0.62))
    canvas.line([(20.6, 29.6), (79.4, 29.6)], 0.7, tone(colour, 0.3))
