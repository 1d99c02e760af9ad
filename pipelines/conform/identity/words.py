"""The words of identity.yaml, read once and checked: a key that is not known is an error.

What is done with them is in the modules beside this one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from pipelines.frames.knowledge_file import parse_yaml

FILE_NAME = "identity.yaml"
Pattern = re.Pattern[str]


class IdentityWordsError(ValueError):
    """identity.yaml cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class TitleWords:
    """How a title is put together, see `titles.py`."""

    before: Pattern
    section: Pattern
    year: Pattern
    phrase: Pattern
    phases: Mapping[str, str]
    scopes: tuple[tuple[Pattern, str], ...]
    editions: Pattern
    longest: int
    most_lines: int

    def scope_of(self, word: str | None) -> str | None:
        """The scope that the word of a title tells."""
        found = (scope for pattern, scope in self.scopes if word and pattern.fullmatch(word))
        return next(found, None)


@dataclass(frozen=True)
class NameWords:
    """What makes a text the name of one organisation, see `names.py`."""

    own_level: Pattern
    consolidated: Pattern
    around: tuple[Pattern, ...]
    placeholder: Pattern
    never: Pattern
    shortest: int
    longest: int
    place_only: Pattern
    place_ahead: Pattern
    ending: Pattern
    kind_only: Pattern
    bounds: Pattern
    spellings: tuple[tuple[Pattern, str], ...]


@dataclass(frozen=True)
class Label:
    """Words in front of a name: on the `cover` or above a `form`, and the scope they tell.

    `tells_owner` where a form under another name behind it is another organisation's form.
    """

    slot: str
    scope: str | None
    tells_owner: bool
    before: Pattern
    alone: Pattern


@dataclass(frozen=True)
class FormWords:
    """What forms without a cover tell of year, phase and scope."""

    title: Pattern
    year: Pattern
    year_alone: Pattern
    year_of_column: Pattern
    year_of_text: Pattern
    phases: Mapping[str, Pattern]
    columns: Mapping[str, frozenset[str]]
    scopes: Mapping[str, Pattern]
    of_goals: Pattern


@dataclass(frozen=True)
class Words:
    """Everything that identity.yaml says."""

    cover_pages: int
    contents: Pattern
    furniture: Pattern
    title: TitleWords
    names: NameWords
    labels: tuple[Label, ...]
    slots: tuple[Pattern, ...]
    forms: FormWords


@cache
def load_words(folder: Path) -> Words:
    """The words of `folder`/identity.yaml; IdentityWordsError where they cannot be used."""
    path = folder / FILE_NAME
    content = parse_yaml(path.read_text(encoding="utf-8"))
    whole = _Part(path, "identity", _Part(path, "", content).take("identity"))
    words = Words(
        cover_pages=whole.take("cover_pages"),
        contents=whole.pattern("contents"),
        furniture=_any(whole.take("furniture")),
        title=_title_words(whole.part("title")),
        names=_name_words(whole.part("names")),
        labels=_labels(whole),
        slots=tuple(re.compile(slot) for slot in whole.take("slots")),
        forms=_form_words(whole.part("forms")),
    )
    whole.close()
    return words


class _Part:
    """One mapping of the file; what is not taken from it is an unknown key."""

    def __init__(self, path: Path, name: str, content: Any) -> None:
        if not isinstance(content, Mapping):
            raise IdentityWordsError(f"{path}: {name or 'the file'} is no mapping")
        self.path, self.name, self.left = path, name, dict(content)

    def take(self, key: str) -> Any:
        if key not in self.left:
            raise IdentityWordsError(f"{self.path}: {self.name} has no {key}")
        return self.left.pop(key)

    def pattern(self, key: str) -> Pattern:
        text = self.take(key)
        try:
            return re.compile(text)
        except (re.error, TypeError) as error:
            raise IdentityWordsError(f"{self.path}: {self.name}.{key}: {error}") from error

    def part(self, key: str) -> Self:
        return type(self)(self.path, f"{self.name}.{key}", self.take(key))

    def close(self) -> None:
        if self.left:
            unknown = ", ".join(sorted(self.left))
            raise IdentityWordsError(f"{self.path}: {self.name} has the unknown key {unknown}")


def _any(words: Sequence[str]) -> Pattern:
    return re.compile("|".join(f"(?:{word})" for word in words))


def _choice(words: Sequence[str]) -> str:
    """Any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def _title_words(part: _Part) -> TitleWords:
    scopes, phases, editions = part.take("scopes"), part.take("phases"), part.take("editions")
    told = _choice(list(phases))
    scope = _choice([word for words in scopes.values() for word in words])
    alone = rf"(?:{part.take('three_public')})(?P<alone>{told})?"
    edition = rf"[(]?(?:{editions})[^()]{{0,4}}[)]?"
    phrase = (
        rf"^¤?(?P<name>[^¤]*?)¤?(?:{_choice(part.take('levels'))})?"
        rf"(?P<scope>{scope})?(?P<mark>[(][^()]{{1,8}}[)])?¤?(?:{_choice(part.take('kinds'))})*"
        rf"(?:(?P<phase>{told})|{alone})(?P<tail>(?:¤|{_choice(part.take('tail'))}|{edition})*)$"
    )
    words = TitleWords(
        before=part.pattern("before"),
        section=part.pattern("section"),
        year=part.pattern("year"),
        phrase=re.compile(phrase),
        phases=phases,
        scopes=tuple((re.compile(each), name) for name, words in scopes.items() for each in words),
        editions=re.compile(editions),
        longest=part.take("longest"),
        most_lines=part.take("most_lines"),
    )
    part.close()
    return words


def _name_words(part: _Part) -> NameWords:
    spellings = [(re.compile(old), new) for old, new in part.take("spellings")]
    words = NameWords(
        own_level=part.pattern("own_level"),
        consolidated=part.pattern("consolidated"),
        around=tuple(re.compile(text) for text in part.take("around")),
        placeholder=part.pattern("placeholder"),
        never=part.pattern("never"),
        shortest=part.take("shortest"),
        longest=part.take("longest"),
        place_only=part.pattern("place_only"),
        place_ahead=part.pattern("place_ahead"),
        ending=re.compile(f"(?:{part.take('ending')})$"),
        kind_only=_kind_only(part.part("kinds")),
        bounds=part.pattern("bounds"),
        spellings=tuple(spellings),
    )
    part.close()
    return words


def _kind_only(part: _Part) -> Pattern:
    ahead, whole = _choice(part.take("ahead")), _choice(part.take("whole"))
    stems, endings = _choice(part.take("stems")), _choice(part.take("endings"))
    part.close()
    return re.compile(f"^(?:{ahead})*(?:{whole}|(?:{stems})?(?:{endings}))$")


def _labels(whole: _Part) -> tuple[Label, ...]:
    after = whole.take("after_label")
    return tuple(
        _label(whole, number, each, after) for number, each in enumerate(whole.take("labels"))
    )


def _label(whole: _Part, number: int, content: Any, after: str) -> Label:
    part = _Part(whole.path, f"labels[{number}]", content)
    words = _choice(part.take("words"))
    label = Label(
        slot=part.take("slot"),
        scope=part.take("scope"),
        tells_owner=part.take("tells_owner"),
        before=re.compile(rf"^(?:{words}):(?P<organisation>[^:]{{2,60}}?)(?:{after})?$"),
        alone=re.compile(rf"^(?:(?:{words}):|(?:{words})(?<=名称))$"),
    )
    part.close()
    return label


def _form_words(part: _Part) -> FormWords:
    words = FormWords(
        title=part.pattern("title"),
        year=part.pattern("year"),
        year_alone=part.pattern("year_alone"),
        year_of_column=part.pattern("year_of_column"),
        year_of_text=part.pattern("year_of_text"),
        phases={name: _any(each) for name, each in part.take("phases").items()},
        columns={name: frozenset(each) for name, each in part.take("columns").items()},
        scopes={name: re.compile(each) for name, each in part.take("scopes").items()},
        of_goals=part.pattern("of_goals"),
    )
    part.close()
    return words
