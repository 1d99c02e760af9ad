"""Help and messages in Chinese: by --language, by the environment, and complete."""

import re
from collections.abc import Callable, Iterator

import click
import pytest
from click.testing import Result
from rich.cells import cell_len

from pipelines.cli import main
from pipelines.commands.command_help import _all_chinese_help, chinese_help
from pipelines.commands.language import LANGUAGES, words

Gongkai = Callable[..., Result]


def commands(command: click.Command = main, path: str = "") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{path} {name}".strip())


def test_every_command_and_option_is_explained_in_chinese() -> None:
    common = chinese_help("*")["options"]
    used = {"--help"}
    for path, command in commands():
        assert chinese_help(path)["help"], path
        own = chinese_help(path).get("options", {})
        named = {max(p.opts, key=len) for p in command.params if isinstance(p, click.Option)}
        assert named <= {*own, *common}, path
        assert set(own) <= named, path
        used |= named
    assert set(common) <= used
    assert set(_all_chinese_help()) == {"*", *(path for path, _ in commands())}


def test_every_command_and_option_is_explained_in_english() -> None:
    for path, command in commands():
        assert command.help, path
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{path} {option.name}"


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_chinese_help_fits_80_columns(gongkai: Gongkai, path: str) -> None:
    done = gongkai("--language", "zh", *path.split(), "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("用法：")
    assert "选项：\n" in done.stdout
    assert "Show this message" not in done.stdout
    assert max(map(cell_len, done.stdout.splitlines())) <= 80
    expected = chinese_help(path)["help"].splitlines()[0]
    assert expected[:20] in done.stdout


def test_chinese_help_names_defaults_and_commands(gongkai: Gongkai) -> None:
    assert "[默认：300" in gongkai("--language", "zh", "query", "--help").stdout
    listed = gongkai("--language", "zh", "--help").stdout
    assert "  status       装载了什么，有多新。\n" in listed
    assert "命令：\n" in listed


@pytest.mark.parametrize(
    ("variables", "begins"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "用法："),
        ({"LANG": "en_US.UTF-8"}, "Usage:"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "Usage:"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "Usage:"),
        ({"LANG": "en_US.UTF-8", "GONGKAI_LANGUAGE": "zh"}, "用法："),
        ({"LANG": "de_DE.UTF-8"}, "Usage:"),
    ],
)
def test_the_environment_says_the_language(
    gongkai: Gongkai,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    begins: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert gongkai("query", "--help").stdout.startswith(begins)


def test_what_is_said_goes_before_the_environment(
    gongkai: Gongkai, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert gongkai("--language", "en", "query", "--help").stdout.startswith("Usage:")
    assert gongkai("--language", "fr", "query", "--help").exit_code == 2


def test_help_in_chinese_leaves_the_english_untouched(gongkai: Gongkai) -> None:
    gongkai("--language", "zh", "query", "--help")
    assert "Ask the release in SQL" in gongkai("query", "--help").stdout


def test_every_sentence_is_there_in_both_languages_with_the_same_blanks() -> None:
    for key, said in words().items():
        assert set(said) == set(LANGUAGES), key
        blanks = [set(re.findall(r"\{(\w+)", said[each])) for each in said]
        assert blanks[0] == blanks[1], key
