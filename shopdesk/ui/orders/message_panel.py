"""One message in the panel: its words, copied with one key, and the template they are made of."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from shopdesk.domain.errors import ShopError
from shopdesk.domain.messages import Template, shown_placeholders
from shopdesk.services.message_templates import load_templates, put_back_template, restore_template, save_template
from shopdesk.services.messages import Message
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, label, row, selectable
from shopdesk.ui.form_fields import error_line, field
from shopdesk.ui.moments import stamp
from shopdesk.ui.side_panel import SidePanel
from shopdesk.ui.text_field import TextField
from shopdesk.ui.theme import CAPTION
from shopdesk.ui.undo import Change
from shopdesk.words import _
from shopdesk.words.errors import word_error
from shopdesk.words.messages import word_kind, word_way

TEXT_HEIGHT, TEMPLATE_HEIGHT = 190, 200
_LANGUAGES = {"zh_CN": "中文", "en": "English"}


class MessagePanel(SidePanel):
    """Shows one message; `copy_wanted` asks to copy it, `saved` tells that a template was changed."""

    copy_wanted = Signal()
    saved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Message"))
        self._context = context
        self._message: Message | None = None
        self.is_editing = False
        self.subject: QLineEdit | None = None
        self.text: QPlainTextEdit | None = None

    def show_message(self, message: Message) -> None:
        """Show a message, unless its template is being edited: what is typed stays."""
        if self.is_editing:
            return
        self._message = message
        self.begin(f"{message.order.number} · {word_kind(message.kind)}")
        if message.sent_at is not None:
            words = _("Sent {moment}, {way}").format(moment=stamp(message.sent_at), way=word_way(message.way))
            self.add(label(words, rank="ok"), line_above=False)
        if "masked" in message.order.flags:
            words = _("The platform hides the receiver; the text names the buyer's account.")
            self.add(label(words, rank="warn", wrap=True))
        shown = TextField(message.text)
        shown.setObjectName("messageText")
        shown.setAccessibleName(_("Text"))
        shown.setReadOnly(True)
        shown.setFixedHeight(TEXT_HEIGHT)
        words = _("Copy and note as sent")
        copy = button("copyMessage", words, self.copy_wanted.emit, key="Ctrl+Shift+M", primary=True)
        if message.order.email:
            self.add(selectable(label(_("To: {address}").format(address=message.order.email), rank="second")))
        self.add(selectable(label(message.subject, bold=True, wrap=True)), shown, row(copy, None))
        edit = button("editTemplate", _("Edit the template"), self.edit_template, key="Ctrl+T", look="link")
        go = button("orderOfMessage", _("Open the order"), self._go, look="link")
        self.add(row(go, None), row(edit, None))

    def edit_template(self) -> None:
        """Open the template of the message that is shown."""
        message = self._message
        if message is None or self.is_editing:
            return
        self.is_editing = True
        told = load_templates(self._context.shop)[message.kind, message.language]
        self.begin(_("Template: {kind}, {language}").format(
            kind=word_kind(told.kind), language=_LANGUAGES[told.language]
        ))  # fmt: skip
        self.subject = field("templateSubject", _("Subject"))
        self.subject.setText(told.subject)
        self.text = TextField(told.text)
        self.text.setObjectName("templateText")
        self.text.setAccessibleName(_("Text"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEMPLATE_HEIGHT)
        self.error = error_line("templateError")
        steps = row(button("saveTemplate", _("Save"), lambda: self._save(told), key="Ctrl+S", primary=True))
        steps.addWidget(button("leaveTemplate", _("Cancel"), self.leave_template, look="quiet"))
        if told.own:
            steps.addWidget(button("restoreTemplate", _("As it came"), lambda: self._restore(told), look="quiet"))
        steps.addStretch(1)
        known = label(" ".join(shown_placeholders(told.language)), rank="muted", size=CAPTION, wrap=True)
        known.setObjectName("templatePlaceholders")
        self.add(self.subject, self.text, self.error, steps, line_above=False)
        self.add(selectable(known), title=_("What can be filled in"))
        self.text.setFocus()

    def leave_template(self) -> None:
        """Go back to the message."""
        self.is_editing = False
        if self._message is not None:
            self.show_message(self._message)
        self.saved.emit()

    def _save(self, before: Template) -> None:
        assert self.subject is not None and self.text is not None
        subject, text = self.subject.text(), self.text.toPlainText()
        kind, language = before.kind, before.language
        self._write(before, lambda shop: save_template(shop, kind, language, subject, text))

    def _restore(self, before: Template) -> None:
        self._write(before, lambda shop: restore_template(shop, before.kind, before.language))

    def _write(self, before: Template, write: Callable[[Shop], Template]) -> None:
        def act(shop: Shop, _job: object) -> Template:
            return write(shop)

        def done(_made: Template) -> None:
            words = _("Template “{kind}” changed").format(kind=word_kind(before.kind))
            self._context.note(Change(words, lambda shop, _job: put_back_template(shop, before), act))
            self.leave_template()

        self._context.write(_("Saving a template"), act, changes={"settings"}, done=done, refused=self._refuse)

    def _refuse(self, error: ShopError) -> None:
        self.error.setText(word_error(error))
        self.error.show()

    def _go(self) -> None:
        if self._message is not None:
            self._context.go("orders", order=self._message.order.number)
