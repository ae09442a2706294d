"""The command line: the same verbs as the window, one JSON document on standard output where asked."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import cast

import click

from shopdesk import __version__
from shopdesk.cli.door import Door
from shopdesk.domain.errors import ShopError
from shopdesk.words import LANGUAGES, N_, _, language_of_system, spoken

DONE, PARTLY, USAGE, REFUSED, BUG = 0, 1, 2, 3, 70

# Each command lives in a module of its own topic, loaded when it is called: the start stays light.
COMMANDS = {
    "init": "shop",
    "doctor": "shop",
    "backup": "backups",
    "restore": "backups",
    "settings": "settings",
    "formats": "formats",
    "address": "addresses",
    "presets": "formats",
    "views": "saved_views",
    "import": "files",
    "export": "exports",
    "listings": "listings",
    "categories": "categories",
    "images": "images",
    "stock": "stock",
    "price": "prices",
    "quote": "prices",
    "promotions": "promotions",
    "suppliers": "suppliers",
    "purchases": "purchases",
    "lots": "purchases",
    "orders": "orders",
    "customers": "customers",
    "couriers": "couriers",
    "waybills": "waybills",
    "parcels": "parcels",
    "messages": "messages",
    "waves": "waves",
    "pack": "packing",
    "handover": "handovers",
    "returns": "returns",
    "tickets": "tickets",
    "turnover": "turnover",
    "payments": "payments",
    "reconcile": "reconciliation",
    "print": "printing",
    "sell": "sales",
    "refund": "sales",
    "shift": "shifts",
    "printers": "printers",
    "queue": "queue",
    "layouts": "layouts",
    "tour": "tour",
}

_HELP = {
    "shop": N_("The shop's folder. Default: the SHOPDESK_SHOP variable, then your data folder."),
    "lang": N_("The language to speak: zh_CN or en."),
    "as_json": N_("Answer with one JSON document on standard output and nothing else there."),
    "version": N_("Show the version and exit."),
}


class Commands(click.Group):
    """The commands by name, loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a shop's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"shopdesk.cli.{COMMANDS[cmd_name]}")
        return cast(click.Command, getattr(module, f"{cmd_name}_command"))


@click.command(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--shop", metavar="DIR", help="")
@click.option("--lang", type=click.Choice(LANGUAGES), help="")
@click.option("--json", "as_json", is_flag=True, help="")
@click.version_option(__version__, prog_name="ShopDesk")
@click.pass_context
def shopdesk(ctx: click.Context, shop: str | None, lang: str | None, as_json: bool) -> None:
    """Read the options that every command shares."""
    ctx.obj = Door(shop, as_json)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 partly, 2 usage, 3 refused, 70 a bug."""
    _speak(arguments)
    as_json = "--json" in arguments
    try:
        with shopdesk.make_context("shopdesk", list(arguments)) as ctx:
            return int(shopdesk.invoke(ctx) or DONE)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Stopped; nothing was changed by this command."), err=True)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _tell(error, as_json)


def _speak(arguments: Sequence[str]) -> None:
    """Choose the language before any help text is made, and write UTF-8 whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    told = [after for option, after in pairwise(arguments) if option == "--lang"]
    told += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    told += [os.environ.get("SHOPDESK_LANG", "")]
    language = next((language for language in told if language in LANGUAGES), language_of_system())
    spoken.use(language)
    shopdesk.help = _("ShopDesk keeps a small shop's listings, stock, orders and shipping labels.")
    for parameter in shopdesk.params:
        if isinstance(parameter, click.Option) and parameter.name in _HELP:
            parameter.help = _(_HELP[parameter.name])


def _tell(error: Exception, as_json: bool) -> int:
    """Say why the request was refused; what is no refusal is a bug and says so."""
    from shopdesk.services.shop import as_shop_error
    from shopdesk.words.errors import word_error  # late: only a refusal needs them

    known = as_shop_error(error) or _of_the_system(error)
    if known is None:
        traceback.print_exc()
        click.echo(_("This is a fault of ShopDesk itself, not of yours. Nothing was saved by this command."), err=True)
        return BUG
    Door("", as_json).refuse(known, word_error(known))
    return REFUSED


def _of_the_system(error: Exception) -> ShopError | None:
    """Return what the system's refusal of a file means: a full disk, a folder without permission, a file in use."""
    if not isinstance(error, OSError):
        return None
    if error.errno == 28:  # ENOSPC
        return ShopError("disk-full", detail=error.strerror or "")
    return ShopError("file-not-writable", path=str(error.filename or ""), detail=error.strerror or "")
