"""A wave's orders before it is picked: the list with what hands can do to it."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from shopdesk.services.waves import Wave, WaveRow, list_waves
from shopdesk.ui.context import Context
from shopdesk.ui.controls import bar, button, column, label, tip_key
from shopdesk.ui.orders.wave_hands import Say, WaveHands
from shopdesk.ui.orders.wave_places import WavePlaces
from shopdesk.ui.theme import FILTER_BAR, SPACE
from shopdesk.words import _, ngettext


class WaveArrange(QWidget):
    """Sorts a wave's orders, takes them out, moves them into another wave; says why where it may not."""

    def __init__(self, context: Context, say: Say) -> None:
        super().__init__()
        self._context, self._number = context, ""
        self._hands = WaveHands(context, say)
        self._hint = label(rank="second", wrap=True)
        self._hint.setObjectName("waveArrangeHint")
        self.places = WavePlaces()
        self.places.ordered.connect(lambda orders: self._hands.sort(self._number, orders))
        self._earlier = button("orderEarlier", _("Move earlier"), lambda: self.places.shift(-1), icon_name="arrow-up")
        self._later = button("orderLater", _("Move later"), lambda: self.places.shift(1), icon_name="arrow-down")
        self._out = button("takeOutOfWave", _("Take out of the wave"), self._take_out, icon_name="corner-up-left")
        self._into = button("intoOtherWave", _("Into another wave"), self._show_waves, icon_name="arrow-right")
        for made, key in (
            (self._earlier, "Ctrl+Shift+Up"), (self._later, "Ctrl+Shift+Down"), (self._out, "Del"),
            (self._into, "Ctrl+Shift+M"),
        ):  # fmt: skip
            tip_key(made, key)
        self._menu = QMenu(self)
        self._menu.setObjectName("otherWaves")
        whole = column(spacing=0)
        whole.addLayout(column(self._hint, margins=(SPACE[4], 0, SPACE[4], SPACE[2])))
        whole.addWidget(self.places, 1)
        whole.addWidget(bar("waveHands", FILTER_BAR, self._earlier, self._later, None, self._into, self._out))
        self.setLayout(whole)

    def show_wave(self, wave: Wave) -> None:
        """Show a wave's orders; they move while it is open and nothing of it was picked."""
        self._number = wave.number
        free = wave.state == "open" and is_untouched(wave.row)
        self.places.show_wave(wave, may_move=free)
        for made in (self._earlier, self._later, self._out):
            made.setEnabled(free)
        self._into.setEnabled(free and bool(self._others()))
        if free:
            told = _("Drag orders into the sequence of the cart, or onto another wave at the left.")
        elif wave.state == "open":
            told = _("Something was picked already: the orders stay where they are.")
        else:
            told = _("The wave has ended: its orders stay where they are.")
        self._hint.setText(told)

    def _others(self) -> list[WaveRow]:
        found = list_waves(self._context.shop, view="open")
        return [wave for wave in found if wave.number != self._number and is_untouched(wave)]

    def _take_out(self) -> None:
        if chosen := self.places.chosen():
            self._hands.take_out(self._number, chosen)

    def _show_waves(self) -> None:
        """Offer the waves that the chosen orders may go into."""
        self._menu.clear()
        for wave in self._others():
            action = self._menu.addAction(word_wave(wave), partial(self._move, wave.number))
            action.setObjectName(f"into-{wave.number}")
        self._menu.popup(self._into.mapToGlobal(self._into.rect().bottomLeft()))

    def _move(self, number: str) -> None:
        if chosen := self.places.chosen():
            self._hands.put_in(number, chosen)


def is_untouched(wave: WaveRow) -> bool:
    """Tell whether nothing was told of a wave's pieces yet."""
    return not (wave.taken or wave.missing)


def word_wave(wave: WaveRow) -> str:
    """Return a wave's number and how many orders it holds."""
    orders = ngettext("{count} order", "{count} orders", wave.orders).format(count=wave.orders)
    return f"{wave.number} · {orders}"
