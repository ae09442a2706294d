"""Waves: many orders picked in one walk; the waves at the left, the one that is under way beside them."""

from PySide6.QtWidgets import QPushButton

from shopdesk.domain.jobs import Job
from shopdesk.services.shop import Shop
from shopdesk.services.waves import Made, WaveRow, list_waves, make_wave, restore_wave, show_wave, undo_wave
from shopdesk.ui.context import Context
from shopdesk.ui.controls import EmptyState, button, tip_key
from shopdesk.ui.orders.pack_papers import save_commands
from shopdesk.ui.orders.wave_arrange import is_untouched
from shopdesk.ui.orders.wave_drops import WaveDrops
from shopdesk.ui.orders.wave_hands import WaveHands
from shopdesk.ui.orders.wave_start import WaveStart
from shopdesk.ui.orders.wave_work import CHANGES, WaveWork
from shopdesk.ui.stock_words import moment
from shopdesk.ui.tables.list_page import ListPage
from shopdesk.ui.undo import Change
from shopdesk.ui.wishes import Wishes
from shopdesk.words import _, ngettext
from shopdesk.words.states import word_state
from shopdesk.words.waves import word_sort


class WavesPage(ListPage):
    """The waves with their state and progress; a new one begins with a form that shows what would be in it."""

    name = "waves"
    place = "orders"
    concerns = frozenset({"orders", "waves", "listings", "stock"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "waveList", _("Waves"))
        self.start = WaveStart(context)
        self.start.wanted.connect(self._make)
        self.start.joined.connect(self._join)
        self.start.closed.connect(self._leave_form)
        self.work = WaveWork(context)
        self.empty = EmptyState("wavesEmpty")
        self._waves: list[WaveRow] = []
        self._wishes = Wishes()
        self._hands = WaveHands(context, self._say)
        self._drops = WaveDrops(self.list, self._takes)
        self._drops.dropped.connect(self._hands.put_in)
        self._lay_out(
            ("wavesToOrders", _("Orders")), _("Waves"), self._actions(), shown=(self.empty, self.start, self.work)
        )
        self.refresh()

    def _actions(self) -> list[QPushButton]:
        pack = button("wavesToPack", _("Orders to pack"), lambda: self.context.go("orders", view="to-pack"))
        sheet = button("commandSheet", _("Commands to scan"), lambda: save_commands(self.context, self),
                       icon_name="scan-barcode", look="quiet")  # fmt: skip
        tip_key(sheet, "Ctrl+B")
        tip_key(pack, "Ctrl+G")
        return [sheet, pack, button("newWave", _("New wave"), self.begin, icon_name="plus", key="Ctrl+N")]

    # What others ask

    def show_wanted(self, wanted: dict[str, object]) -> None:  # noqa: D102
        orders = wanted.get("orders")
        if isinstance(orders, (list, tuple)) and orders:
            self.begin(tuple(map(str, orders)))
        elif wanted.get("new"):
            self.begin()
        elif "wave" in wanted:
            self._stand_on(str(wanted["wave"]))
        if self._stack.currentWidget() is self.work:
            self.work.arm()

    def refresh(self) -> None:  # noqa: D102
        standing = self.standing
        self._waves = list_waves(self.context.shop)
        self._fill(_entry(wave) for wave in self._waves)
        self.counted.emit()
        if self._stack.currentWidget() is self.start:
            return
        if self._waves:
            self._stand_on(standing or self._waves[0].number)
            return
        first = button("firstWave", _("Make a wave"), self.begin, primary=True, icon_name="list-checks")
        text = _("Pick many orders in one walk: each gets a position on the cart, the lines stand in walking order.")
        self.empty.tell("list-checks", _("No waves yet"), text, [first])
        self._stack.setCurrentWidget(self.empty)

    def counts_text(self) -> str:  # noqa: D102
        count = sum(wave.state == "open" for wave in self._waves)
        return ngettext("{count} wave under way", "{count} waves under way", count).format(count=f"{count:,}")

    def rows_shown(self) -> int:  # noqa: D102
        return len(self._waves)

    # What a person does

    def begin(self, orders: tuple[str, ...] = ()) -> None:
        """Open the form of a new wave, for the queue or for these orders."""
        self._stack.setCurrentWidget(self.start)
        self.start.begin(orders)

    def _make(self, asked: dict[str, object]) -> None:
        wish = repr(asked)
        uuid = self._wishes.identity(wish)

        def make(shop: Shop, _job: Job) -> Made:
            return make_wave(shop, uuid=uuid, **asked)  # type: ignore[arg-type]

        def done(made: Made) -> None:
            if self._wishes.granted(wish):
                self._made(made)

        self.context.write(_("Making a wave"), make, changes=set(), done=done, refused=self.start.refuse)

    def _made(self, made: Made) -> None:
        number, count = made.wave.number, len(made.wave.members)
        words = ngettext("{wave} made with {count} order", "{wave} made with {count} orders", count)
        self._stack.setCurrentWidget(self.work)
        self.context.changed.emit(frozenset(CHANGES))
        self.refresh()
        self._stand_on(number)
        self.work.arm()
        self.context.note(
            Change(
                words.format(wave=number, count=count),
                lambda shop, _job: undo_wave(shop, number),
                lambda shop, _job: restore_wave(shop, number),
            )
        )

    def _join(self, number: str, orders: list[str]) -> None:
        def done() -> None:
            self._leave_form()
            self._stand_on(number)

        self._hands.put_in(number, orders, done)

    def _takes(self, number: str) -> bool:
        """Whether orders may be put into a wave still."""
        return any(wave.number == number and wave.state == "open" and is_untouched(wave) for wave in self._waves)

    def _say(self, told: str) -> None:
        """Say why orders were refused, where the person stands."""
        if self._stack.currentWidget() is self.start:
            self.start.tell(told)
        else:
            self.work.last.say(told, "error")

    def _show_key(self, key: str) -> None:
        if key:
            self.work.show_wave(show_wave(self.context.shop, key))
            self._stack.setCurrentWidget(self.work)

    def _leave_form(self) -> None:
        self._stack.setCurrentWidget(self.work if self._waves else self.empty)
        self.refresh()
        if self._waves:
            self.work.arm()

    def _leave(self) -> None:
        if self._stack.currentWidget() is self.start:
            self._leave_form()
        else:
            super()._leave()


def _entry(wave: WaveRow) -> tuple[str, str, str]:
    progress = _("{taken} of {pieces}").format(taken=wave.taken, pieces=wave.pieces)
    short = _("{count} not found").format(count=wave.missing) if wave.missing else ""
    orders = ngettext("{count} order", "{count} orders", wave.orders).format(count=wave.orders)
    first = f"{wave.number}  {word_state(wave.state)}  {progress}"
    return wave.number, first, " · ".join(filter(None, (moment(wave.made_at), orders, short, word_sort(wave.sort))))
