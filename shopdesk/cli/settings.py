"""`settings`: what the shop decides for itself."""

import click

from shopdesk.cli.door import Door
from shopdesk.paths import shop_folder
from shopdesk.services.rule_files import FILES, is_own, own_copy, rule_file
from shopdesk.services.settings import SETTINGS, get_setting, list_settings, set_setting
from shopdesk.services.shop import open_shop
from shopdesk.words import _


@click.group("settings", help=_("List, read and set the shop's settings."))
def settings_command() -> None:
    """Group the verbs of settings."""


@settings_command.command("list", help=_("List every setting with its value."))
@click.pass_obj
def list_command(door: Door) -> int:
    """List every setting."""
    values = list_settings(open_shop(shop_folder(door.shop_folder)))
    door.answer_table(
        values,
        [_("Setting"), _("Value"), _("Meaning")],
        lambda: [(name, value, _(SETTINGS[name].label)) for name, value in values.items()],
    )
    return 0


@settings_command.command("get", help=_("Show one setting."))
@click.argument("name")
@click.pass_obj
def get_command(door: Door, name: str) -> int:
    """Show one setting."""
    value = get_setting(open_shop(shop_folder(door.shop_folder)), name)
    door.answer({name: value}, lambda: [str(value)])
    return 0


@settings_command.command("set", help=_("Set one setting."))
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_command(door: Door, name: str, value: str) -> int:
    """Set one setting."""
    kept = set_setting(open_shop(shop_folder(door.shop_folder)), name, value)
    door.answer({name: kept}, lambda: [f"{name} = {kept}"])
    return 0


@settings_command.command("rules", help=_("List the tables of rules that a shop can edit as files."))
@click.option("--edit", metavar="TABLE", default="", help=_("Make the shop's own copy of a table first."))
@click.pass_obj
def rules_command(door: Door, edit: str) -> int:
    """List the tables of rules."""
    shop = open_shop(shop_folder(door.shop_folder))
    if edit:
        own_copy(shop, edit)
    found = [(name, is_own(shop, name), str(rule_file(shop, name))) for name in FILES]
    door.answer_table(
        [{"table": name, "own": own, "path": path} for name, own, path in found],
        [_("Table"), _("Own"), _("File")],
        lambda: [(name, _("yes") if own else "", path) for name, own, path in found],
    )
    return 0
