"""How `gongkai` commands behave as words on a terminal: help, errors, a reader that goes away.

Help is in English in the code and in Chinese in help_zh.yaml.
"""

import copy
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click
import yaml

from pipelines.commands.language import language
from pipelines.commands.table_text import wrap

_CHINESE = Path(__file__).with_name("help_zh.yaml")
# These do work before they print: their exit status is that of the work, whoever reads.
_WORKING = {"run", "nightly", "ingest", "remove", "acknowledge"}
_INDENT = "  "


class ChineseFormatter(click.HelpFormatter):
    """Help in Chinese: its headings, and lines cut by the cells that characters take."""

    headings: Mapping[str, str] = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{self.headings.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for line in wrap(text, self.width - self.current_indent):
            self.write(f"{indent}{line}\n" if line else "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        rows = list(rows)
        indent = " " * self.current_indent
        names = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            text = text.replace("[default: ", "[默认：").replace("[required]", "[必填]")
            first, *rest = wrap(text, self.width - self.current_indent - names)
            if len(name) + col_spacing > names:
                self.write(f"{indent}{name}\n")
                name = ""
            self.write(f"{indent}{name:<{names}}{first}".rstrip() + "\n")
            for line in rest:
                self.write(f"{indent}{'':<{names}}{line}\n")


class PlainCommand(click.Command):
    """A command whose help is in the language of the call."""

    def get_help(self, ctx: click.Context) -> str:
        if language() != "zh":
            return super().get_help(ctx)
        formatter = ChineseFormatter(width=ctx.terminal_width, max_width=ctx.max_content_width)
        click.Command.format_help(in_chinese(self, ctx), ctx, formatter)
        return formatter.getvalue().rstrip("\n")


class PlainGroup(PlainCommand, click.Group):
    """Tells an unexpected error in one sentence; the full trace comes with --verbose."""

    command_class = PlainCommand

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            _let_go_of_output()
            raise SystemExit(1 if ctx.invoked_subcommand in _WORKING else 0) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.meta.get("verbose"):
                raise
            raise click.ClickException(
                f"{type(error).__name__}: {error}\nwith --verbose the full trace is shown"
            ) from error


PlainGroup.group_class = PlainGroup


def _let_go_of_output() -> None:
    """Nobody reads any more: what is still buffered would fail again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def in_chinese(command: click.Command, ctx: click.Context) -> click.Command:
    """A copy of the command, and of the commands below it, with the words of help_zh.yaml."""
    translated = copy.copy(command)
    translated.params = [
        _parameter_in_chinese(parameter, _path(ctx)) for parameter in command.get_params(ctx)
    ]
    translated.add_help_option = False
    translated.help = chinese_help(_path(ctx)).get("help")
    if isinstance(translated, click.Group):
        translated.commands = {
            name: _named_in_chinese(below, f"{_path(ctx)} {name}".strip())
            for name, below in translated.commands.items()
        }
    return translated


def _named_in_chinese(command: click.Command, path: str) -> click.Command:
    translated = copy.copy(command)
    translated.help = chinese_help(path).get("help")
    return translated


def _path(ctx: click.Context) -> str:
    """The words after `gongkai`: `portal try`; empty for `gongkai` itself."""
    names: list[str] = []
    while ctx.parent is not None:
        names.insert(0, ctx.info_name or "")
        ctx = ctx.parent
    return " ".join(names)


def _parameter_in_chinese(parameter: click.Parameter, path: str) -> click.Parameter:
    translated = copy.copy(parameter)
    if isinstance(translated, click.Option) and translated.help:
        name = max(translated.opts, key=len)
        own, common = chinese_help(path).get("options", {}), chinese_help("*")["options"]
        translated.help = own.get(name) or common.get(name) or translated.help
    return translated


def chinese_help(path: str) -> Mapping[str, Any]:
    """What help_zh.yaml says of a command; `*` holds the options of all."""
    return _all_chinese_help().get(path, {})


@cache
def _all_chinese_help() -> Mapping[str, Mapping[str, Any]]:
    return yaml.load(_CHINESE.read_text(encoding="utf-8"), yaml.CSafeLoader)
