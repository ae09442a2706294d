"""One reply to buyers: its short code, its part of the talk, its texts with what is filled in from a ticket."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job
from shopdesk.domain.tickets import PLACEHOLDERS, STAGES, ReplyTemplate
from shopdesk.services.reply_texts import put_replies, save_reply
from shopdesk.services.shop import Shop
from shopdesk.ui.context import Context
from shopdesk.ui.controls import button, column, label, row
from shopdesk.ui.form_fields import choice, error_line, field
from shopdesk.ui.returns.ticket_words import STAGES as STAGE_WORDS
from shopdesk.ui.side_panel import SidePanel
from shopdesk.ui.theme import CAPTION, SPACE
from shopdesk.ui.undo import Change
from shopdesk.words import _, spoken
from shopdesk.words.errors import word_error

TEXT_HEIGHT = 104
IN_A_ROW = 3
LONGEST_CODE = 12


class ReplyText(QPlainTextEdit):
    """A text of a reply; `entered` tells that typing goes on here."""

    entered = Signal()

    def __init__(self, name: str, words: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(TEXT_HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        self.entered.emit()


class ReplyForm(QWidget):
    """The fields of one reply."""

    def __init__(self, reply: ReplyTemplate) -> None:
        super().__init__()
        self.setObjectName("replyForm")
        self.before = reply
        self.code = field("replyCode", _("Short code"), _("Such as th"))
        self.code.setMaxLength(LONGEST_CODE)
        self.code.setText(reply.code)
        self.stage: QComboBox = choice(
            "replyStage", _("Part of the talk"), [(code, _(name)) for code, name in STAGE_WORDS.items()]
        )
        self.stage.setCurrentIndex(STAGES.index(reply.stage))
        self.texts = {
            "zh_CN": ReplyText("replyTextChinese", _("In Chinese"), reply.texts.get("zh_CN", "")),
            "en": ReplyText("replyTextEnglish", _("In English"), reply.texts.get("en", "")),
        }
        self._last = self.texts[spoken.language]
        self.error = error_line("replyError")
        layout = column(spacing=SPACE[2])
        head = row(spacing=SPACE[3])
        for shown in (self.code, self.stage):
            head.addLayout(_captioned(shown), 1)
        layout.addLayout(head)
        for text in self.texts.values():
            text.entered.connect(partial(setattr, self, "_last", text))
            layout.addLayout(_captioned(text))
        layout.addWidget(label(_("Put in from the ticket"), rank="muted", size=CAPTION))
        layout.addLayout(self._placeholders())
        layout.addWidget(self.error)
        self.setLayout(layout)

    def _placeholders(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE[1])
        for at, (code, chinese) in enumerate(PLACEHOLDERS.items()):
            words = chinese if spoken.language == "zh_CN" else code
            put = button(f"replyWord-{code}", words, partial(self._put_in, code, chinese))
            put.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the panel is as wide as it is
            put.setToolTip(_("Put {words} where the cursor is").format(words=f"{{{words}}}"))
            grid.addWidget(put, at // IN_A_ROW, at % IN_A_ROW)
        return grid

    def _put_in(self, code: str, chinese: str) -> None:
        """Write a placeholder into the text that was typed in last, in that text's language."""
        self._last.insertPlainText(f"{{{code if self._last is self.texts['en'] else chinese}}}")
        self._last.setFocus()

    def read(self) -> ReplyTemplate:
        """Return the reply as typed."""
        told = {language: text.toPlainText().strip() for language, text in self.texts.items()}
        texts = {language: text for language, text in told.items() if text}
        return ReplyTemplate(self.code.text().strip().lower(), str(self.stage.currentData()), texts)


class ReplyPanel(SidePanel):
    """Edits one reply; `saved` carries its code, `form_left` tells that the form of a new one was closed."""

    saved = Signal(str)
    form_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Reply"))
        self.context = context
        self.form: ReplyForm | None = None
        self.is_new = False

    def show_reply(self, reply: ReplyTemplate) -> None:
        """Show a reply, unless it stands there already: what is being typed stays."""
        if self.is_new or (self.form is not None and self.form.before == reply):
            return
        self._show(reply, reply.code, _("Save"))

    def open_new(self) -> None:
        """Open the form of a new reply."""
        self.is_new = True
        self._show(ReplyTemplate("", "answering", {}), _("New reply"), _("Add"))

    def begin_typing(self) -> None:
        """Stand in the first field."""
        if self.form is not None:
            self.form.code.setFocus()

    def leave_form(self) -> None:
        """Close the form of a new reply."""
        self.is_new, self.form = False, None
        self.form_left.emit()

    def _show(self, reply: ReplyTemplate, title: str, words: str) -> None:
        self.begin(title)
        self.form = ReplyForm(reply)
        steps = row(button("saveReply", words, self.submit, key="Ctrl+S", primary=True))
        if self.is_new:
            steps.addWidget(button("leaveReply", _("Cancel"), self.leave_form, look="quiet"))
        steps.addStretch(1)
        self.add(self.form, steps)
        self.form.code.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Save what was typed."""
        form = self.form
        if form is None or (form.read() == form.before and not self.is_new):
            return
        reply, instead = form.read(), "" if self.is_new else form.before.code
        before: list[str | None] = []

        def act(shop: Shop, _job: Job) -> None:
            before[:] = [save_reply(shop, reply, instead)]

        def done(_result: object) -> None:
            self.is_new, self.form = False, None
            back = Change(
                _("Reply {code} saved").format(code=reply.code), lambda shop, _job: put_replies(shop, before[0]), act
            )
            self.context.note(back)
            self.saved.emit(reply.code)

        self.context.write(_("Saving a reply"), act, changes={"settings"}, done=done, refused=self._refuse)

    def _refuse(self, error: ShopError) -> None:
        if self.form is not None:
            self.form.error.setText(word_error(error))
            self.form.error.show()


def _captioned(shown: QWidget) -> QVBoxLayout:
    return column(label(shown.accessibleName(), rank="muted", size=CAPTION), shown, spacing=SPACE[1])
