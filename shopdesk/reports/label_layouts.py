"""Where things stand on a label: names → millimetres from the upper left corner, nothing else."""

from dataclasses import dataclass

from shopdesk.domain.errors import ShopError


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """One size of label: the boxes of its parts, `rules` are the heights of the lines across it."""

    width: float
    height: float
    rules: tuple[float, ...]
    courier: Box
    copy: Box
    receiver_mark: Box
    receiver_name: Box
    receiver_address: Box
    sender_mark: Box
    sender: Box
    waybill: Box
    goods: Box
    order: Box
    order_code: Box


LABEL_LAYOUTS = {
    "100x150": LabelLayout(
        width=100,
        height=150,
        rules=(15.5, 51.5, 67.0, 97.5, 135.5),
        courier=Box(4, 4, 62, 10),
        copy=Box(66, 4, 30, 10),
        receiver_mark=Box(4, 18.5, 9.5, 9.5),
        receiver_name=Box(17, 17.5, 79, 11.5),
        receiver_address=Box(17, 29, 79, 21.5),
        sender_mark=Box(5.75, 56.25, 6, 6),
        sender=Box(17, 52.5, 79, 13.5),
        waybill=Box(4, 70, 92, 25.5),
        goods=Box(4, 99, 92, 35),
        order=Box(4, 137.5, 46, 9),
        order_code=Box(50, 137.5, 46, 9),
    ),
}


def label_layout(name: str) -> LabelLayout:
    """Return the layout of this name, else raise `layout-unknown`."""
    if name not in LABEL_LAYOUTS:
        raise ShopError("layout-unknown", value=name, allowed=", ".join(LABEL_LAYOUTS))
    return LABEL_LAYOUTS[name]
