"""Chinese or English: what was chosen with --language, else what the environment says.

The words themselves stand in words.yaml; the help of commands in Chinese in help_zh.yaml.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import click
import yaml

LANGUAGES = ("zh", "en")
_ASKED_IN_ORDER = ("GONGKAI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_WORDS = Path(__file__).with_name("words.yaml")
_META = "gongkai.language"
Command = TypeVar("Command", bound=Callable[..., Any])


def language_option(command: Command) -> Command:
    """--language, before the command or after it; the last one said counts."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="Of help and messages [GONGKAI_LANGUAGE; default: as LANG says].",
    )(command)


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_META] = value


def language(otherwise: str = "en") -> str:
    """The language of this call; `otherwise` where neither it nor the environment says one."""
    ctx = click.get_current_context(silent=True)
    chosen = ctx.meta.get(_META) if ctx else None
    return chosen or _of_environment() or otherwise


def _of_environment() -> str | None:
    """The first variable that is set decides, as in every program; C and POSIX say nothing."""
    said = next((value for name in _ASKED_IN_ORDER if (value := os.environ.get(name))), "")
    return next((name for name in LANGUAGES if said.lower().startswith(name)), None)


def say(key: str, **values: object) -> str:
    """A sentence of words.yaml in the language of this call; KeyError if there is none."""
    return words()[key][language()].format(**values)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every sentence: key → language → text."""
    return yaml.load(_WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
