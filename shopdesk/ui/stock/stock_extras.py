"""What else can be done with goods on the stock page: kits, labels, a file of what is listed; each by a key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.services.exports import Chosen
from shopdesk.services.kits import break_kit, build_kit, set_kit, show_kit, undo_kit
from shopdesk.services.shop import Shop, open_shop
from shopdesk.services.stock_labels import print_stock_labels
from shopdesk.ui import dialogs
from shopdesk.ui.context import Context
from shopdesk.ui.form_place import FormPlace
from shopdesk.ui.stock.stock_forms import KitForm, LabelsForm
from shopdesk.ui.tables.export_bar import ExportBar
from shopdesk.ui.tables.table_page import TablePage
from shopdesk.ui.undo import Change
from shopdesk.words import _, ngettext

MOST_LABELLED = 500  # SKUs whose labels a person would still cut


class StockExtras(QObject):
    """Acts on the selected SKUs of a stock page, else on the current one."""

    def __init__(self, context: Context, page: TablePage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.forms = FormPlace(context, page)
        self.export_bar = ExportBar(context, ("stock",), self._to_export)
        for key, act in (
            ("Ctrl+P", self.labels),
            ("Ctrl+Shift+B", self.kit),
            ("Ctrl+E", self.export_bar.export),
        ):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.activated.connect(act)
            shortcut.setWhatsThis(_("Parts of a kit") if act == self.kit else "")

        page.table.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())

    def _follow(self) -> None:
        """Close the form of a kit beside other goods, unless something was typed there."""
        form, current = self.forms.form, self._page.table.current_id()
        if not isinstance(form, KitForm) or form.is_changed or current is None:
            return
        if self._page.model.row_at(self._page.model.row_of(current)).sku != form.sku:
            self.forms.leave()

    def _rows(self) -> list[int]:
        current = self._page.table.current_id()
        return list(self._page.table.selected_ids()) or ([current] if current is not None else [])

    def _to_export(self) -> Chosen | None:
        model = self._page.model
        chosen = self._page.table.selected_ids()
        return Chosen(names=[model.row_at(model.row_of(row)).sku for row in chosen]) if chosen else Chosen()

    # Labels

    def labels(self) -> None:
        """Ask how many labels of the chosen SKUs, and write them."""
        model = self._page.model
        rows = [model.row_at(model.row_of(row)) for row in self._rows()[:MOST_LABELLED]]
        if not rows:
            return
        form = LabelsForm({row.sku: row.on_hand for row in rows})
        form.saved.connect(partial(self._write_labels, form))
        self.forms.ask(form)

    def _write_labels(self, form: LabelsForm) -> None:
        wanted = form.wanted
        title = _("Stock labels")
        target = dialogs.choose_target(self._page, title, f"{title}.pdf", _("PDF (*.pdf)"))
        if target is None or not wanted:
            return
        sheet, start_at, prices, folder = form.sheet, form.start_at, form.prices, self._context.shop.folder

        def write(job: Job) -> Path:
            shop = open_shop(folder)
            try:
                print_stock_labels(shop, wanted, target, layout=sheet, start_at=start_at, prices=prices, job=job)
            finally:
                shop.close()
            return target

        def done(file: Path) -> None:
            count = sum(wanted.values())
            words = ngettext("{count} label written: {file}", "{count} labels written: {file}", count)
            self._context.told.emit(words.format(count=f"{count:,}", file=file))
            self.forms.close(form)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

        self._context.compute(_("Stock labels"), write, done)

    # Kits

    def kit(self) -> None:
        """Ask what the current SKU is made of, build it or take it apart."""
        current = self._page.table.current_id()
        if current is None:
            return
        sku = self._page.model.row_at(self._page.model.row_of(current)).sku
        form = KitForm(sku, list(show_kit(self._context.shop, sku).items()))
        form.saved.connect(partial(self._save_parts, sku, form))
        form.build.clicked.connect(lambda: self._turn(sku, form, build=True))
        form.take_apart.clicked.connect(lambda: self._turn(sku, form, build=False))
        self.forms.ask(form)

    def _save_parts(self, sku: str, form: KitForm) -> None:
        try:
            parts = form.parts
        except ShopError as error:
            self._context.failed.emit(error, _("Changing a kit"))
            return
        before = show_kit(self._context.shop, sku)
        self._write(
            form,
            _("Changing a kit"),
            _("Parts of {sku} changed").format(sku=sku),
            lambda shop, _job: set_kit(shop, sku, parts),
            lambda shop, _job: set_kit(shop, sku, before),
        )

    def _turn(self, sku: str, form: KitForm, *, build: bool) -> None:
        pieces = form.pieces
        turn = build_kit if build else break_kit
        turned: list[str] = []
        count = ngettext("{count} kit", "{count} kits", pieces).format(count=f"{pieces:,}")
        said = _("{kits} of {sku} built") if build else _("{kits} of {sku} taken apart")
        self._write(
            form,
            _("Building kits") if build else _("Taking kits apart"),
            said.format(kits=count, sku=sku),
            lambda shop, _job: turned.append(turn(shop, sku, pieces)),
            lambda shop, _job: undo_kit(shop, turned[-1]),
        )

    def _write(
        self,
        form: KitForm,
        title: str,
        said: str,
        act: Callable[[Shop, Job], object],
        back: Callable[[Shop, Job], object],
    ) -> None:
        change = Change(said, back, act)
        self.forms.write(title, act, lambda _result: self._context.note(change), changes={"stock"}, form=form)
