"""Messages as files: mails that the mail program opens as drafts, and a table for the platform's bulk message."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from shopdesk.domain.errors import ShopError
from shopdesk.exchange.workbooks import write_rows
from shopdesk.services.messages import Message
from shopdesk.whole_files import written_whole
from shopdesk.words import _

_MOST_NAMES = 10_000


def write_mail(message: Message, target: Path) -> Path:
    """Write one message as a mail that has not been sent yet. Raises ShopError("file-not-writable")."""
    mail = EmailMessage(policy=SMTP)
    if message.order.email:
        mail["To"] = message.order.email
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.made_at)
    mail["X-Unsent"] = "1"  # mail programs open it as a draft
    mail.set_content(message.text, charset="utf-8", cte="base64")
    try:
        with written_whole(target) as part:
            part.write_bytes(mail.as_bytes())
    except OSError as error:
        raise ShopError("file-not-writable", path=str(target), detail=error.strerror or "") from error
    return target


def write_mails(messages: Sequence[Message], folder: Path) -> list[Path]:
    """Write each message as a mail of its own into a folder; a name that is there already is not written over."""
    if not folder.is_dir():
        raise ShopError("folder-not-writable", path=str(folder), detail="")
    return [write_mail(message, _free_name(folder, f"{message.order.number}-{message.kind}")) for message in messages]


def write_table(messages: Sequence[Message], target: Path) -> int:
    """Write messages as a csv or workbook with platform number, buyer and text; return how many.

    Raises ShopError with the codes of `write_rows`.
    """
    header = [_("Platform no."), _("Order"), _("Channel"), _("Buyer"), _("Subject"), _("Text")]
    rows = [
        (m.order.channel_order_no, m.order.number, m.order.channel, m.order.buyer, m.subject, m.text) for m in messages
    ]
    return write_rows(target, header, rows, sheet=_("Messages"))


def _free_name(folder: Path, stem: str) -> Path:
    for count in range(1, _MOST_NAMES):
        target = folder / f"{stem}{f' ({count})' if count > 1 else ''}.eml"
        if not target.exists():
            return target
    raise ShopError("file-not-writable", path=str(folder / stem), detail="")
