"""Goods for the home, drawn: vase, candle, towel, cushion, basket, lamp, notebook, umbrella, apron."""

from math import cos, pi, sin

from shopdesk.imaging.sample_pictures.canvas import SOFT, Canvas, Colour, smooth, tone, turned

LEAF = (104, 138, 104)
BRASS = (190, 150, 88)


def draw_vase(canvas: Canvas, colour: Colour) -> None:
    """Draw a vase with three sprigs of eucalyptus."""
    canvas.shadow((30, 86, 74, 94))
    for tip_x, tip_y, bend in ((28, 13, -7), (52, 8, 2), (72, 18, 7)):
        stem = smooth([(50, 48), (50 + bend, 34), (tip_x, tip_y)], closed=False, steps=6)
        canvas.line(stem, 0.9, tone(LEAF, -0.25))
        for place, (x, y) in enumerate(stem[3::2]):
            side = 3.6 if place % 2 else -3.6
            canvas.ellipse((x + side - 3.6, y - 3.6, x + side + 3.6, y + 2.2), tone(LEAF, 0.12 * (place % 3)))
        canvas.ellipse((tip_x - 2.6, tip_y - 3.4, tip_x + 2.6, tip_y + 3), tone(LEAF, 0.25))
    canvas.ellipse((40.5, 41, 59.5, 47), tone(colour, -0.45))
    profile = [(9.5, 44), (8, 50), (11, 57), (20, 66), (22.5, 75), (18, 86), (13, 90.5), (0, 91.5)]
    canvas.body(turned(50, profile), colour)
    canvas.line(
        smooth([(40.4, 44), (45, 46.6), (50, 47.2), (55, 46.6), (59.6, 44)], closed=False), 1.4, tone(colour, 0.35)
    )
    for drop in (0.0, 3.2):
        band = smooth(
            [(29.6, 68 + drop), (40, 72 + drop), (50, 73 + drop), (60, 72 + drop), (70.4, 68 + drop)], closed=False
        )
        canvas.line(band, 0.9, tone(colour, 0.4))


def draw_candle(canvas: Canvas, colour: Colour) -> None:
    """Draw a scented candle in a glass, burning, with a label."""
    canvas.shadow((22, 84, 80, 93))
    canvas.body(turned(50, [(29, 33), (29, 60), (28.4, 84), (26, 89), (0, 90.5)]), (222, 228, 230))
    canvas.body(turned(50, [(26.4, 46), (26.4, 66), (26, 82), (24, 86), (0, 87.4)]), colour)
    canvas.ellipse((21, 28, 79, 38), (206, 214, 218))
    canvas.ellipse((23.4, 29.4, 76.6, 37), (236, 240, 242))
    canvas.ellipse((23.6, 41, 76.4, 51), tone(colour, 0.4))
    canvas.line([(50, 46), (50.6, 38)], 0.9, (66, 56, 52))
    canvas.polygon(smooth([(50.4, 9), (55.4, 22), (56.4, 31), (50.4, 38.4), (44.6, 31), (45.6, 22)]), (246, 166, 62))
    canvas.polygon(smooth([(50.4, 19), (53.6, 28), (50.4, 37.6), (47.4, 28)]), (255, 226, 140))
    canvas.rounded((35, 58, 65, 77), 1.6, (250, 246, 238))
    canvas.rounded((36.4, 59.4, 63.6, 75.6), 1, tone(colour, 0.55))
    for left, top, right in ((42, 64, 58), (44.5, 68, 55.5), (46.5, 71.6, 53.5)):
        canvas.line([(left, top), (right, top)], 0.9, tone(colour, -0.45))


def draw_towel(canvas: Canvas, colour: Colour) -> None:
    """Draw three folded towels in a pile."""
    canvas.shadow((10, 79, 92, 90))
    for place, (left, shade) in enumerate(((9, -0.14), (12, 0.0), (10.5, 0.16))):
        top, hue = 62 - place * 22, tone(colour, shade)
        canvas.body(rounded_outline(left, top, left + 80, top + 21.4, 9), hue, SOFT)
        canvas.line([(left + 9, top + 10.6), (left + 76, top + 10.6)], 0.8, tone(hue, -0.22))
        fold = [(9.0, 4.6), (5.4, 6.6), (4.0, 10.6), (5.4, 14.6), (9.0, 16.6)]
        canvas.line(smooth([(left + x, top + y) for x, y in fold], closed=False), 0.8, tone(hue, -0.22))
        for stripe in (60, 64, 68):
            canvas.line([(left + stripe, top + 1.4), (left + stripe, top + 9.4)], 1.5, tone(hue, -0.2))
        canvas.line([(left + 9, top + 1.8), (left + 56, top + 1.8)], 0.8, tone(hue, 0.3))


def rounded_outline(left: float, top: float, right: float, bottom: float, radius: float) -> list[tuple[float, float]]:
    """Return the outline of a box with round corners."""
    corners = (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    )
    return [
        (x + radius * cos((start + step * 10) * pi / 180), y + radius * sin((start + step * 10) * pi / 180))
        for x, y, start in corners
        for step in range(10)
    ]


def draw_cushion(canvas: Canvas, colour: Colour) -> None:
    """Draw a square cushion, plump, with piping and a woven cross pattern."""
    canvas.shadow((16, 80, 88, 92))
    outline = [(11, 13), (30, 16.6), (50, 17.6), (70, 16.6), (89, 13), (86, 32), (85.4, 50), (86, 68)]
    outline += [(89, 87), (70, 84.6), (50, 84), (30, 84.6), (11, 87), (14, 68), (14.6, 50), (14, 32)]
    edge = smooth(outline)
    canvas.body([(50 + (x - 50) * 1.02, 50 + (y - 50) * 1.02) for x, y in edge], tone(colour, -0.3), SOFT)
    canvas.body(edge, colour, SOFT)
    for row in range(5):
        for column in range(5):
            x, y = 27 + column * 11.5, 28 + row * 11.2
            canvas.line([(x - 2.2, y), (x + 2.2, y)], 0.8, tone(colour, 0.45))
            canvas.line([(x, y - 2.2), (x, y + 2.2)], 0.8, tone(colour, 0.45))
    for start, end in (((14, 16), (22, 25)), ((86, 16), (78, 25)), ((14, 84), (22, 75)), ((86, 84), (78, 75))):
        canvas.line([start, end], 0.9, tone(colour, -0.18))


def draw_basket(canvas: Canvas, colour: Colour) -> None:
    """Draw a woven storage basket with two handles and a cloth inside."""
    canvas.shadow((16, 82, 86, 92))
    canvas.body(
        smooth([(20, 34), (30, 22), (44, 27), (56, 18), (70, 26), (80, 34), (70, 42), (30, 42)]), (244, 238, 226), SOFT
    )
    canvas.line(smooth([(36, 30), (46, 33), (58, 27)], closed=False), 0.8, (216, 206, 190))
    for side in (1, -1):
        grip = smooth(
            [(50 + side * 36, 42), (50 + side * 43, 40), (50 + side * 43, 56), (50 + side * 35, 56)], closed=False
        )
        canvas.line(grip, 3, tone(colour, -0.35))
    canvas.body(turned(50, [(39, 36), (38.6, 46), (36.6, 66), (33.6, 82), (30, 87.6), (0, 88.4)]), colour)
    for row in range(8):
        y, half = 43 + row * 5.6, 38.6 - row * 0.72
        for column in range(13):
            left = 50 - half + column * half * 2 / 13 + (half / 13 if row % 2 else 0)
            right = min(left + half * 2 / 13 - 1.2, 50 + half - 1)
            if right > left:
                canvas.line([(left + 0.8, y), (right, y)], 2, tone(colour, 0.34 - 0.42 * column / 12))
    canvas.rounded((9.6, 33.6, 90.4, 40), 3, tone(colour, -0.26))
    canvas.rounded((10.6, 34.2, 89.4, 37), 1.4, tone(colour, 0.12))


def draw_lamp(canvas: Canvas, colour: Colour) -> None:
    """Draw a table lamp with a pleated shade, lit."""
    canvas.shadow((32, 86, 70, 93))
    canvas.body(turned(50, [(2.2, 44), (2.2, 60), (7, 66), (8.4, 73), (4, 80), (3.4, 84), (0, 84.6)]), BRASS)
    canvas.body(turned(50, [(5, 83.6), (14, 86), (17, 89), (16.4, 91.4), (0, 92)]), tone(BRASS, -0.12))
    canvas.body([(35, 10), (65, 10), (84, 49), (16, 49)], colour)
    for share in (0.14, 0.28, 0.42, 0.58, 0.72, 0.86):
        canvas.line([(35 + 30 * share, 11), (16 + 68 * share, 48)], 0.5, tone(colour, -0.16))
    hem = smooth([(16, 49), (32, 51.6), (50, 52.4), (68, 51.6), (84, 49)], closed=False)
    canvas.polygon(hem, tone(colour, -0.06))
    canvas.line(hem, 1.5, tone(colour, -0.25))
    canvas.line([(35, 10.4), (65, 10.4)], 1.6, tone(colour, -0.25))
    canvas.line([(62, 53), (62, 62)], 0.5, tone(BRASS, -0.3))
    canvas.ellipse((60.9, 61.6, 63.1, 63.8), BRASS)


def draw_notebook(canvas: Canvas, colour: Colour) -> None:
    """Draw a hard-cover notebook with an elastic band, a ribbon and a pencil."""
    canvas.shadow((20, 82, 84, 92))
    canvas.polygon([(40, 84), (44.6, 84), (44.6, 93), (42.3, 90.4), (40, 93)], (196, 92, 80))
    canvas.body(rounded_outline(18, 12, 76, 88.6, 3), tone(colour, -0.35), SOFT)
    canvas.polygon([(22, 14), (74.4, 14), (74.4, 86.6), (22, 86.6)], (244, 240, 230))
    canvas.body(rounded_outline(16, 10, 73, 86, 3), colour, SOFT)
    canvas.body([(16.6, 12), (24, 10), (24, 86), (16.6, 84)], tone(colour, -0.24), SOFT)
    canvas.body(rounded_outline(33, 24, 60, 42, 1.4), (246, 240, 226), SOFT)
    for left, y, right in ((38, 30, 55), (41, 35.4, 52)):
        canvas.line([(left, y), (right, y)], 1, tone(colour, -0.1))
    canvas.polygon([(65, 9.6), (68, 9.6), (68, 86.4), (65, 86.4)], tone(colour, -0.5))
    canvas.body([(80.4, 20), (86.6, 20), (86.6, 76), (80.4, 76)], (232, 178, 76))
    canvas.polygon([(80.4, 76), (86.6, 76), (83.5, 87)], (238, 214, 176))
    canvas.polygon([(82.5, 83.4), (84.5, 83.4), (83.5, 87)], (60, 54, 54))
    canvas.rounded((80.4, 12, 86.6, 19), 2, (226, 132, 128))
    canvas.polygon([(80.4, 16.6), (86.6, 16.6), (86.6, 20.4), (80.4, 20.4)], (196, 200, 206))


def draw_umbrella(canvas: Canvas, colour: Colour) -> None:
    """Draw an open umbrella with six panels and a bent handle."""
    canvas.shadow((38, 88, 68, 94), 0.2)
    canvas.line([(50, 12), (50, 80)], 1.7, (120, 112, 108))
    hook = smooth([(50, 76), (50, 84), (54, 90.4), (60, 89), (62, 82.6)], closed=False)
    canvas.line(hook, 3.6, (126, 84, 56))
    tips = [(8, 55), (24, 50), (40, 48), (60, 48), (76, 50), (92, 55)]
    ribs = [
        smooth([(50, 13), ((50 * 0.45 + x * 0.55) + (x - 50) * 0.22, 13 + (y - 13) * 0.32), (x, y)], closed=False)
        for x, y in tips
    ]
    shades = (0.12, 0.26, 0.08, -0.08, -0.2)
    for left, right, shade in zip(ribs[:-1], ribs[1:], shades, strict=True):
        (x0, y0), (x1, y1) = left[-1], right[-1]
        hem = smooth([(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 - 4), (x1, y1)], closed=False)
        canvas.polygon([*left, *hem, *reversed(right)], tone(colour, shade))
    for rib in ribs:
        canvas.line(rib, 0.5, tone(colour, -0.3))
    canvas.line([(50, 9), (50, 13.4)], 2, (120, 112, 108))


def draw_apron(canvas: Canvas, colour: Colour) -> None:
    """Draw an apron with a bib, neck strap, ties and a pocket."""
    for side in (1, -1):
        tie = smooth(
            [(50 + side * 30, 47), (50 + side * 38, 50), (50 + side * 40, 60), (50 + side * 36, 68)], closed=False
        )
        canvas.line(tie, 2, tone(colour, -0.25))
    canvas.line(smooth([(37, 27), (39, 14), (50, 9.4), (61, 14), (63, 27)], closed=False), 2.2, tone(colour, -0.25))
    half = [(14, 24), (15, 33), (22, 41), (30, 46), (30.6, 66), (31, 84), (30, 89.4), (16, 90.8), (0, 91)]
    right = smooth([(50 + x, y) for x, y in half], closed=False)
    canvas.body(right + [(100 - x, y) for x, y in reversed(right)], colour, SOFT)
    canvas.line([(37.4, 25.4), (62.6, 25.4)], 0.7, tone(colour, 0.4))
    canvas.line(
        smooth([(20.6, 86.4), (36, 88), (50, 88.3), (64, 88), (79.4, 86.4)], closed=False), 0.6, tone(colour, 0.35)
    )
    canvas.body(rounded_outline(33, 53, 67, 76, 3), tone(colour, -0.13), SOFT)
    canvas.line([(33.6, 56), (66.4, 56)], 0.6, tone(colour, 0.4))
    canvas.line([(50, 56.4), (50, 75.4)], 0.6, tone(colour, -0.3))
    for x, start, end in ((27, 55, 84), (72.6, 58, 85)):
        canvas.line(
            smooth([(x, start), (x + 1, (start + end) / 2), (x - 0.6, end)], closed=False), 0.6, tone(colour, -0.2)
        )
