"""The goods of the stall as tiles: picture, name, price, what is left; by category, found by name or initials."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from shopdesk.services.stall_prices import StallGoods, holding
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, column, row
from shopdesk.ui.icons import icon, icon_pixmap, shape_pixmap
from shopdesk.ui.packing.packing_pictures import BenchPictures
from shopdesk.ui.stall.stall_groups import USUAL, GroupBar
from shopdesk.ui.stall.stall_parts import amount_field, whole_words, yuan
from shopdesk.ui.theme import HEADLINE, RADIUS, SPACE, font, legible, looks
from shopdesk.words import _

TILE_WIDTH, TILE_HEIGHT, WORDS, LARGE_WORDS = 200, 168, 76, 88
MOST_COLUMNS, LARGEST = 5, 1.4  # a large screen has larger tiles, to be read from further away
LOW = 5
MOST = 60


class Tile(QPushButton):
    """One SKU."""

    def __init__(self, goods: StallGoods, pictures: BenchPictures, taken: int) -> None:
        super().__init__()
        self.goods, self._pictures, self._taken = goods, pictures, taken
        self.setObjectName(f"tile-{goods.sku}")
        self.setProperty("stall", "goods")
        self._scale = 1.0
        self._name = f"{goods.title} {goods.options}".strip()
        self.setAccessibleName(f"{self._name} {yuan(goods.price)} {_left(goods)}")
        self.setToolTip(self._name)

    def fit(self, width: int) -> None:
        """Be as high, and write as large, as a tile of this width does."""
        self._scale = min(max(width / (TILE_WIDTH + SPACE[5]), 1.0), LARGEST)
        self.ensurePolished()
        self.setFixedHeight(round(TILE_HEIGHT * self._scale))

    def _size(self, usual: int) -> int:
        return round(legible(usual) * self._scale)

    def show_taken(self, pieces: int) -> None:
        """Show how many lie in the cart."""
        if pieces != self._taken:
            self._taken = pieces
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner = self.rect().adjusted(2, 2, -2, -2)
        words_high = round((LARGE_WORDS if looks.contrast else WORDS) * self._scale)
        picture = QRect(inner.left(), inner.top(), inner.width(), inner.height() - words_high)
        self._paint_picture(painter, picture)
        painter.setPen(looks.colour("border"))
        painter.drawLine(picture.bottomLeft(), picture.bottomRight())
        words = QRect(inner.left() + 10, picture.bottom() + 4, inner.width() - 20, words_high - 6)
        self._paint_words(painter, words)
        if self._taken:
            self._paint_taken(painter, inner)
        painter.end()

    def _paint_picture(self, painter: QPainter, place: QRect) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)  # as on paper, in every theme
        side = max(min(place.width(), place.height()) - 6, 24)
        found = self._pictures.small(self.goods.picture, side) or icon_pixmap("image", "muted", 40)
        size = found.deviceIndependentSize().toSize()
        painter.setOpacity(1.0 if self.goods.left > 0 else 0.45)
        painter.drawPixmap(place.center() - QPoint(size.width() // 2, size.height() // 2), found)
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        name = font(self._size(15), bold=looks.contrast)
        painter.setFont(name)
        painter.setPen(looks.colour("text"))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        title = whole_words(self.goods.title, lambda text: metrics.horizontalAdvance(text) <= place.width())
        cut = title or metrics.elidedText(self.goods.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, top, cut)
        painter.setFont(font(self._size(15)))
        painter.setPen(looks.colour("text-2"))
        cut = painter.fontMetrics().elidedText(self.goods.options, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place.adjusted(0, QFontMetrics(name).height(), 0, 0), top, cut)
        painter.setPen(looks.colour("text"))
        painter.setFont(font(self._size(HEADLINE), bold=True))
        per = f"/{self.goods.per} g" if self.goods.per else ""
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(place, bottom | Qt.AlignmentFlag.AlignLeft, yuan(self.goods.price) + per)
        painter.setFont(font(self._size(15)))
        left = self.goods.left
        role = "error" if left <= 0 else "warn" if left < LOW else "muted"
        painter.setPen(looks.colour(role))
        words = _left(self.goods)
        painter.drawText(place, bottom | Qt.AlignmentFlag.AlignRight, words)
        if left < LOW:
            at = place.right() - painter.fontMetrics().horizontalAdvance(words) - 20
            painter.drawPixmap(at, place.bottom() - 18, shape_pixmap("sqx" if left <= 0 else "tri", role, 16))

    def _paint_taken(self, painter: QPainter, inner: QRect) -> None:
        thick = 6 if looks.contrast else 2
        painter.setPen(QPen(looks.colour("accent"), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = thick // 2
        painter.drawRoundedRect(self.rect().adjusted(edge, edge, -edge, -edge), RADIUS, RADIUS)
        painter.setFont(font(HEADLINE, bold=True))
        text = str(self._taken)
        width = max(painter.fontMetrics().horizontalAdvance(text) + 14, 32)
        badge = QRect(inner.right() - width - 6, inner.top() + 6, width, 32)
        painter.setBrush(looks.colour("accent"))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(looks.colour("on-accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class StallTiles(QWidget):
    """Groups above, tiles below; `taken` names the SKU of a tile that was pressed, `wanted` asks for goods."""

    taken = Signal(str)
    wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.goods: list[StallGoods] = []
        self._pictures = BenchPictures(context)
        self._pictures.setParent(self)
        self._pictures.loaded.connect(lambda _place: self._repaint())
        self._counts: Mapping[str, int] = {}
        self._tiles: list[Tile] = []
        self.groups = GroupBar()
        self.groups.chosen.connect(lambda _name: self._fill())
        self.search = amount_field("stallSearch", _("Search by name or pinyin"))
        self.search.setPlaceholderText(_("Search"))
        self.search.setProperty("stall", "search")
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(210)
        self.search.textChanged.connect(lambda _text: self._fill())
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE[2])
        self._grid.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        body.setLayout(column(spacing=0))
        body.layout().addLayout(self._grid)  # type: ignore[union-attr]
        body.layout().addStretch(1)  # type: ignore[union-attr]
        self._scroll = QScrollArea()
        self._scroll.setObjectName("stallTiles")
        self._scroll.setAccessibleName(_("Goods"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        whole = column(spacing=SPACE[3])
        self._nothing = EmptyState("stallEmpty")
        self._nothing.hide()
        above = row(self.groups, self.search)
        above.setStretch(0, 1)
        whole.addLayout(above)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._nothing, 1)
        self.setLayout(whole)

    def show_goods(self, goods: Sequence[StallGoods]) -> None:
        """Show these goods in their groups."""
        self.goods = list(goods)
        self.groups.show_groups([USUAL, *dict.fromkeys(one.category for one in goods if one.category)])
        self._fill()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show what of each SKU lies in the cart."""
        self._counts = counts
        for tile in self._tiles:
            tile.show_taken(counts.get(tile.goods.sku, 0))

    def shown(self) -> list[StallGoods]:
        """Return the goods that are shown now."""
        return [tile.goods for tile in self._tiles]

    def _fill(self) -> None:
        """Lay out the tiles of the group, or those that hold what is looked for."""
        text = self.search.text().strip()
        found = (
            holding(self.goods, text) if text else [x for x in self.goods if self.groups.current in (USUAL, x.category)]
        )
        if not text and self.groups.current == USUAL:
            found = sorted(found, key=lambda one: -one.sold)
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        columns = self._columns()
        self._tiles = []
        for at, goods in enumerate(found[:MOST]):
            tile = Tile(goods, self._pictures, self._counts.get(goods.sku, 0))
            tile.clicked.connect(partial(self.taken.emit, goods.sku))
            self._tiles.append(tile)
            self._grid.addWidget(tile, at // columns, at % columns)
        for at in range(8):
            self._grid.setColumnStretch(at, int(at < columns))
        self._fit_tiles()
        self._tell_nothing()

    def _tell_nothing(self) -> None:
        """Say why there are no tiles, and what leads on."""
        self._scroll.setVisible(bool(self._tiles))
        self._nothing.setVisible(not self._tiles)
        if self._tiles:
            return
        if self.goods:
            again = button("stallShowAll", _("Show all goods"), self.search.clear, look="quiet")
            self._nothing.tell("search", _("No goods were found."), _("Search by name or pinyin"), (again,))
            return
        fetch = button("stallFetch", _("Fetch goods from the office"), self.wanted.emit, primary=True)
        text = _("What is carried to the stall stands here as tiles, the goods that sell most first.")
        self._nothing.tell("store", _("No goods are at the stall yet"), text, (fetch,))

    def _columns(self) -> int:
        return max(min((self.width() + SPACE[2]) // TILE_WIDTH, MOST_COLUMNS), 2)

    def _fit_tiles(self) -> None:
        columns = self._columns()
        for tile in self._tiles:
            tile.fit((self.width() - SPACE[3]) // columns - SPACE[2])

    def _repaint(self) -> None:
        for tile in self._tiles:
            tile.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // self._columns(), at % self._columns())
        self._fit_tiles()
        for at in range(8):
            self._grid.setColumnStretch(at, int(at < self._columns()))


def _left(goods: StallGoods) -> str:
    if goods.left <= 0:
        return _("sold out")
    return _("{n} left").format(n=f"{goods.left} g" if goods.per else goods.left)
