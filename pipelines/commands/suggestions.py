"""What somebody may have meant who asked for something that does not exist."""

from collections.abc import Mapping
from itertools import takewhile
from typing import NoReturn

from pipelines.commands.language import say
from pipelines.commands.problems import UnknownValue

MOST = 3
_CLOSE_ENOUGH = 55.0


def closest(asked: str, known: Mapping[str, str]) -> list[str]:
    """Up to MOST of the known values, the likeliest first.

    `known` is value → its name in words, which may be empty; years are near by their distance.
    """
    from rapidfuzz import fuzz, process

    if asked.isdigit() and len(asked) == 4 and all(value.isdigit() for value in known):
        return sorted(known, key=lambda value: abs(int(value) - int(asked)))[:MOST]
    # the beginning of a code is its class; of a name any part is remembered
    scorer = fuzz.ratio if asked.isdigit() else fuzz.WRatio
    scored: dict[str, float] = {}
    for texts in ({value: value for value in known}, known):
        for _, score, value in process.extract(asked, texts, scorer=scorer, limit=None):
            scored[value] = max(score, scored.get(value, 0.0))
    best = sorted(scored, key=lambda value: (-scored[value], -_shared(asked, value), value))
    return [value for value in best if scored[value] >= _CLOSE_ENOUGH][:MOST]


def _shared(left: str, right: str) -> int:
    """How many characters both begin with."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))))


def refuse_unknown(what: str, asked: str, known: Mapping[str, str]) -> NoReturn:
    """Raise UnknownValue: there is no such `kind_<what>` (words.yaml), and what is close to it."""
    close = [f"{value} {known[value]}".rstrip() for value in closest(asked, known)]
    unknown = say("unknown", what=say(f"kind_{what}"), asked=asked)
    raise UnknownValue(unknown + _hint(close, known))


def _hint(close: list[str], known: Mapping[str, str]) -> str:
    if close:
        return say("did_you_mean", close=", ".join(close))
    return say("there_is", some=", ".join(sorted(known)[:MOST])) if known else ""
