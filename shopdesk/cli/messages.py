"""`messages`: what buyers are to be told, the words of it, and what was told."""

from collections.abc import Sequence
from pathlib import Path

import click

from shopdesk.cli.door import Door, Progress
from shopdesk.cli.shapes import time
from shopdesk.cli.stock_rooms import open_the_shop
from shopdesk.domain.errors import ShopError
from shopdesk.domain.messages import KINDS, LANGUAGES, Template
from shopdesk.services import message_templates, messages
from shopdesk.services.messages import VIEWS, Message
from shopdesk.services.shop import Shop
from shopdesk.words import _, ngettext
from shopdesk.words.messages import word_kind


@click.group("messages", help=_("What buyers are to be told: confirmations, short stock, dispatch, delays, reviews."))
def messages_command() -> None:
    """Group the verbs of messages."""


@messages_command.command("list", help=_("Prepare what is due and list the messages of a view."))
@click.option("--view", type=click.Choice(VIEWS), default="to-confirm", help=_("Which messages to show."))
@click.pass_obj
def list_command(door: Door, view: str) -> int:
    """List messages."""
    shop = open_the_shop(door)
    messages.prepare_messages(shop, Progress(_("Messages")))
    found = messages.read_messages(shop, messages.message_ids(shop, view))
    door.answer_table(
        [_shape(message) for message in found],
        [_("Order"), _("Kind"), _("Subject"), _("Sent")],
        lambda: [(m.order.number, word_kind(m.kind), m.subject, time(m.sent_at) or "–") for m in found],
    )
    return 0


@messages_command.command("show", help=_("Show the messages of one order."))
@click.argument("order")
@click.pass_obj
def show_command(door: Door, order: str) -> int:
    """Show an order's messages."""
    shop = open_the_shop(door)
    messages.prepare_messages(shop)
    found = messages.messages_of_order(shop, order)
    door.answer(
        [_shape(message) for message in found],
        lambda: [line for m in found for line in (f"{word_kind(m.kind)}: {m.subject}", *m.text.splitlines(), "")],
    )
    return 0


@messages_command.command("export", help=_("Write messages as a csv or workbook, or as mails into a folder."))
@click.option("--view", type=click.Choice(VIEWS), default="to-confirm", help=_("Which messages to write."))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help=_("A file, or a folder for mails.")
)
@click.option("--sent", is_flag=True, help=_("Note them as sent."))
@click.pass_obj
def export_command(door: Door, view: str, output: Path, sent: bool) -> int:
    """Write messages as files."""
    from shopdesk.services.message_files import write_mails, write_table  # loaded late: mail takes time

    shop = open_the_shop(door)
    messages.prepare_messages(shop)
    ids = messages.message_ids(shop, view)
    found = messages.read_messages(shop, ids)
    files = write_mails(found, output) if output.is_dir() else []
    if not files and not output.is_dir():
        write_table(found, output)
        files = [output]
    if sent:
        messages.mark_sent(shop, ids, "mail" if output.is_dir() else "table")
    told = {"messages": len(found), "files": [str(file) for file in files], "sent": sent}
    door.answer(
        told,
        lambda: [ngettext("{count} message written", "{count} messages written", len(found)).format(count=len(found))],
    )
    return 0


@messages_command.command("sent", help=_("Note the messages of orders as sent."))
@click.argument("ids", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), default=None, help=_("Which message; all of them where left out."))
@click.option("--undo", is_flag=True, help=_("They were not sent after all."))
@click.pass_obj
def sent_command(door: Door, ids: tuple[str, ...], kind: str | None, undo: bool) -> int:
    """Note messages as sent."""
    shop = open_the_shop(door)
    messages.prepare_messages(shop)
    known: list[Message] = []
    refused: list[str] = []
    for text in ids:
        try:
            known += messages.messages_of_order(shop, text)
        except ShopError:
            refused.append(text)
    wanted = [m.row for m in known if (kind is None or m.kind == kind) and (m.sent_at is None) != undo]
    if undo:
        messages.mark_unsent(shop, wanted)
    else:
        messages.mark_sent(shop, wanted, "typed")
    return _answer(door, shop, wanted, refused)


@messages_command.command("template", help=_("Show a template, or write the shop's own."))
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--language", type=click.Choice(LANGUAGES), default="zh_CN", help=_("The language it is in."))
@click.option("--subject", default=None, help=_("Its subject."))
@click.option("--text", default=None, help=_("Its text, with placeholders such as {buyer} or {买家}."))
@click.option("--restore", is_flag=True, help=_("Bring back the one the program came with."))
@click.pass_obj
def template_command(door: Door, kind: str, language: str, subject: str | None, text: str | None, restore: bool) -> int:
    """Show or write a template."""
    shop = open_the_shop(door)
    told: Template = message_templates.load_templates(shop)[kind, language]
    if restore:
        told = message_templates.restore_template(shop, kind, language)
    elif subject is not None or text is not None:
        told = message_templates.save_template(
            shop, kind, language, told.subject if subject is None else subject, told.text if text is None else text
        )
    shape = {name: getattr(told, name) for name in Template.__dataclass_fields__}
    door.answer(shape, lambda: [told.subject, "", told.text])
    return 0


def _answer(door: Door, shop: Shop, wanted: Sequence[int], refused: list[str]) -> int:
    found = messages.read_messages(shop, wanted)
    door.answer(
        {"messages": [_shape(message) for message in found], "unknown": refused},
        lambda: [
            *(f"{m.order.number}: {word_kind(m.kind)}" for m in found),
            *(_("{value} is not an order of this shop").format(value=value) for value in refused),
        ],
    )
    return 3 if refused and not found else int(bool(refused))


def _shape(message: Message) -> dict[str, object]:
    return {
        "order": message.order.number, "channel": message.order.channel, "kind": message.kind,
        "language": message.language, "subject": message.subject, "text": message.text,
        "made_at": time(message.made_at), "sent_at": time(message.sent_at), "way": message.way or None,
    }  # fmt: skip
