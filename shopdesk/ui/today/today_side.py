"""Beside the cards: whether today can be finished, what to keep in mind, and the day's list."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from shopdesk.services.today import Check, Outlook, Today
from shopdesk.ui.controls import ElidedLabel, button, column, heading, label, line, row
from shopdesk.ui.icons import icon_pixmap, shape_pixmap
from shopdesk.ui.moments import hour
from shopdesk.ui.theme import CAPTION, HEADLINE, SPACE, font, looks
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_channel

Go = Callable[..., object]
BAR_HEIGHT, BAR, MARK_GAP = 44, 12, 6


def side_card(name: str, *parts: QWidget | int) -> QFrame:
    """Return a card of the right column."""
    made = QFrame()
    made.setObjectName(name)
    made.setProperty("card", "true")
    made.setLayout(column(*parts, spacing=SPACE[2], margins=(SPACE[4],) * 4))
    return made


def outlook_card(outlook: Outlook, now: datetime) -> QFrame:
    """Say in words first whether the day is long enough, then show why."""
    status, headline, why = _outlook_words(outlook, now)
    shape = QLabel()
    shape.setPixmap(shape_pixmap(status, {"done": "ok", "tri": "warn", "oct": "error"}.get(status, "muted"), 20))
    words = label(headline, size=HEADLINE, bold=True, wrap=True)
    words.setObjectName("outlookHeadline")
    head = QWidget()
    inside = row(shape, words, spacing=SPACE[2])
    inside.setStretch(1, 1)
    head.setLayout(inside)
    parts: list[QWidget] = [heading(_("Can today be finished?")), head]
    if outlook.pace is not None and outlook.left:
        span = DayBar(outlook, now)
        span.setAccessibleName(headline)
        parts.append(span)
    return side_card("outlook", *parts, label(why, rank="second", size=CAPTION, wrap=True))


def _outlook_words(outlook: Outlook, now: datetime) -> tuple[str, str, str]:
    """Return the shape, the answer, and the reason."""
    if not outlook.left:
        done = ngettext("{n} parcel left today.", "{n} parcels left today.", outlook.done).format(n=outlook.done)
        return "done", _("All done"), done
    finish = outlook.finish(now)
    if finish is None or outlook.pace is None:
        left = ngettext(
            "{n} order is left. The pace shows once a few parcels were packed here.",
            "{n} orders are left. The pace shows once a few parcels were packed here.",
            outlook.left,
        )
        return "ring", _("Not known yet"), left.format(n=f"{outlook.left:,}")
    minutes, seconds = divmod(round(outlook.pace), 60)
    pace = _("{orders} orders left × {minutes} min {seconds:02d} s, measured here.").format(
        orders=f"{outlook.left:,}", minutes=minutes, seconds=seconds
    )
    spare = outlook.spare(now)
    if finish <= outlook.closes:
        more = ngettext("{n} more order would fit before {hour}.", "{n} more orders would fit before {hour}.", spare)
        return (
            "done",
            _("Yes, about {hour}").format(hour=hour(finish)),
            pace + "\n" + more.format(n=f"{spare:,}", hour=hour(outlook.closes)),
        )
    over = ngettext("{n} order would not fit before {hour}.", "{n} orders would not fit before {hour}.", -spare)
    ready = hour(finish) if finish - now < timedelta(hours=20) else "–"
    return (
        "tri",
        _("Not all, until {hour}").format(hour=ready),
        pace + "\n" + over.format(n=f"{min(-spare, outlook.left):,}", hour=hour(outlook.closes)),
    )


class DayBar(QWidget):
    """The day as a bar: done, planned, now, closing time."""

    def __init__(self, outlook: Outlook, now: datetime) -> None:
        super().__init__()
        self._outlook, self._now = outlook, now
        self.setFixedHeight(BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102
        outlook, now = self._outlook, self._now
        finish = outlook.finish(now) or now
        begin = min(outlook.begun, now)
        end = max(outlook.closes, min(finish, now + timedelta(hours=12)), now + timedelta(hours=1))

        def place(moment: datetime) -> float:
            return max(0.0, min(1.0, (moment - begin) / (end - begin))) * self.width()

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(CAPTION))
        top = (BAR_HEIGHT - BAR) / 2 - 2
        spans = (
            (begin, end, "sunken"),
            (begin, now, "ok-fill"),
            (now, finish, "accent" if finish <= outlook.closes else "warn-fill"),
        )
        for start, stop, role in spans:
            painter.fillRect(QRectF(place(start), top, place(stop) - place(start), BAR), looks.colour(role))
        for moment, role in ((now, "text"), (outlook.closes, "warn")):
            painter.fillRect(QRectF(min(place(moment), self.width() - 2), top - 5, 2, BAR + 10), looks.colour(role))
        closing = (place(outlook.closes), hour(outlook.closes), "warn")
        self._mark(painter, 0, (place(now), _("now"), "text"), closing)
        self._mark(painter, BAR_HEIGHT - 15, (0, hour(begin), "muted"), (place(finish), hour(finish), "text"))
        painter.end()

    def _mark(self, painter: QPainter, y: float, *marks: tuple[float, str, str]) -> None:
        """Write words above or below their places on the bar; those that would touch stand beside each other."""
        widths = [painter.fontMetrics().horizontalAdvance(text) for _x, text, _role in marks]
        lefts = spread([x for x, _text, _role in marks], widths, self.width())
        for left, width, (_x, text, role) in zip(lefts, widths, marks, strict=True):
            painter.setPen(looks.colour(role))
            painter.drawText(QRectF(left, y - 1, width + 1, 15), Qt.AlignmentFlag.AlignLeft, text)


def spread(centres: Sequence[float], widths: Sequence[float], room: float) -> list[float]:
    """Return where words begin that stand as near to their centres as room and neighbours let them."""
    lefts = [0.0] * len(centres)
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    edge = 0.0
    for at in order:
        lefts[at] = max(centres[at] - widths[at] / 2, edge)
        edge = lefts[at] + widths[at] + MARK_GAP
    edge = room
    for at in reversed(order):
        lefts[at] = max(min(lefts[at], edge - widths[at]), 0.0)
        edge = lefts[at] - MARK_GAP
    return lefts


def reminders_card(today: Today, go: Go) -> QFrame | None:
    """Return what to keep in mind; None when there is nothing."""
    rows: list[QWidget] = []
    if today.low_count:
        title = ngettext("{n} SKU below its safety line", "{n} SKUs below their safety line", today.low_count)
        few = " · ".join(f"{low.title} {low.available}/{low.safety}" for low in today.low)
        rows.append(
            _reminder(
                "remind-low",
                "tri",
                "warn",
                title.format(n=today.low_count),
                few,
                lambda: go("stock", view="low"),
                whole=False,
            )
        )
    if today.suspicious:
        title = ngettext("{n} suspicious order", "{n} suspicious orders", today.suspicious).format(n=today.suspicious)
        why = _("Look at address and buyer before they are packed")
        rows.append(_reminder("remind-suspicious", "dia", "error", title, why, lambda: go("orders", view="problems")))
    if today.held:
        title = ngettext("{n} order on hold", "{n} orders on hold", today.held).format(n=today.held)
        why = _("They are neither printed nor shipped until released")
        rows.append(_reminder("remind-held", "pause", "warn", title, why, lambda: go("orders", view="held")))
    if today.scarce:
        title = ngettext(
            "{n} courier has few numbers left", "{n} couriers have few numbers left", len(today.scarce)
        ).format(n=len(today.scarce))
        few = " · ".join(f"{code} {free}" for code, free in today.scarce)
        act = partial(go, "couriers", view="low")
        rows.append(_reminder("remind-numbers", "tri", "warn", title, few, act, whole=False))
    if today.trouble:
        title = ngettext("{n} parcel in trouble", "{n} parcels in trouble", today.trouble).format(n=today.trouble)
        why = _("Lost, sent back or held up; ask the courier, tell the buyer")
        rows.append(_reminder("remind-parcels", "tri", "error", title, why, partial(go, "parcels", view="trouble")))
    if today.sender_missing:
        title, why = _("Your own address is missing"), _("Without it labels have no address to come back to")
        rows.append(_reminder("remind-sender", "tri", "warn", title, why, lambda: go("settings", section="sender")))
    if not rows:
        return None
    parts: list[QWidget] = [heading(_("Reminders"))]
    for at, made in enumerate(rows):
        parts += [line(), made] if at else [made]
    return side_card("reminders", *parts)


def _reminder(
    name: str, shape: str, role: str, title: str, text: str, act: Callable[[], object], *, whole: bool = True
) -> QWidget:  # fmt: skip
    """Return a line to keep in mind; what it means stands `whole`, a list of examples is cut where it is long."""
    mark = QLabel()
    mark.setPixmap(shape_pixmap(shape, role))
    link = button(name, title, act, look="link")
    words = label(text, rank="second", size=CAPTION, wrap=True)
    if not whole:
        words = ElidedLabel(text, rank="second", size=CAPTION)
    made = QWidget()
    inside = row(spacing=SPACE[2])
    inside.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    inside.addLayout(column(link, words, spacing=0), 1)
    made.setLayout(inside)
    return made


def start_card(go: Go, *, has_sender: bool) -> QFrame:
    """Return what a shop without orders begins with: its address, its printer, its first orders."""
    steps: tuple[tuple[str, str, bool, Callable[[], object]], ...] = (
        ("startSender", _("Your own address"), has_sender, partial(go, "settings", section="sender")),
        ("startPrinter", _("Choose a printer; a PDF will do for now"), False, partial(go, "printers")),
        ("startImport", _("Import your first orders"), False, partial(go, "import", choose=True)),
    )
    made = side_card("start", heading(_("Getting started")))
    inside = made.layout()
    assert isinstance(inside, QVBoxLayout)
    for name, words, done, act in steps:
        shape = QLabel()
        shape.setPixmap(icon_pixmap("circle-check", "ok") if done else icon_pixmap("circle", "muted"))
        link = button(name, words, act, look="link")
        link.setAccessibleDescription(_("done") if done else _("to do"))
        inside.addLayout(row(shape, link, None))
    return made


def checks_card(checks: tuple[Check, ...]) -> QFrame:
    """Return the day's list: what was done and what is left."""
    done = sum(check.done for check in checks)
    head = QWidget()
    head.setLayout(row(heading(_("Daily list")), None, label(f"{done} / {len(checks)}", rank="muted")))
    made = side_card("checks", head)
    inside = made.layout()
    assert isinstance(inside, QVBoxLayout)
    for check in checks:
        shape = QLabel()
        shape.setPixmap(icon_pixmap("circle-check", "ok") if check.done else icon_pixmap("circle", "muted"))
        words = label(_check_words(check), rank="muted" if check.done else "")
        right = hour(check.at) if check.at else (f"{check.count:,}" if check.count else "")
        line_of = QWidget()
        state = _("done") if check.done else _("to do")
        line_of.setAccessibleName(f"{_check_words(check)}: {state}")
        line_of.setLayout(row(shape, words, None, label(right, rank="muted")))
        inside.addWidget(line_of)
    return made


def _check_words(check: Check) -> str:
    if check.kind == "import":
        channel = word_channel(check.format.split("-")[0]) if check.format else ""
        return _("Import {channel} orders").format(channel=channel) if channel else _("Import orders")
    return {"confirm": _("Confirm new orders"), "print": _("Print labels"), "ship": _("Ship what is due today")}[
        check.kind
    ]
