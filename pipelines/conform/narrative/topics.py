"""What a number of money is about: the words before it as coordinates.

A lead that names nothing known gives no topic: its number is left unstated, never guessed. Which
of several meanings of the same words holds is told by the amounts (meanings.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipelines.conform.narrative.function_names import FunctionNames, NamedFunction
from pipelines.conform.narrative.paragraphs import MARKER
from pipelines.conform.narrative.sections import Section
from pipelines.conform.narrative.wording_file import Coordinates, NarrativeWording, Subject

# How far into a paragraph the class that it is about may be named.
BEGINNING = 120
# Between a subject and its number stand no more letters than this.
LONGEST_TAIL = 60
# 费用, 经费, 支出 behind the name of a subject.
LONGEST_WORD_OF_MONEY = 2
_YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True)
class Topic:
    """Coordinates that words state: `meanings` lists what they can mean, the likeliest first.

    year and phase None: those of the document; `has_own_fund`: the words name the fund themselves;
    `is_plain_budget`: the words say 预算 alone, in a
    final account the budget at the start of the year or the adjusted one.
    """

    text: str
    meanings: tuple[Coordinates, ...]
    year: int | None = None
    phase: str | None = None
    code_source: str | None = None
    is_plain_budget: bool = False
    has_own_fund: bool = False

    @property
    def is_of_class(self) -> bool:
        """Whether it is of a functional or an economic class."""
        return any({"function_code", "economic_code"} & set(each) for each in self.meanings)

    def of_nature(self, nature: str | None) -> "Topic":
        """The same class, of one nature alone: 公用经费:①行政运行."""
        if nature is None or not self.is_of_class:
            return self
        return replace(self, meanings=tuple({**m, "nature": nature} for m in self.meanings))


@dataclass(frozen=True)
class TopicReader:
    """Reads the topics of one document's leads; `section` is the one that is being read.

    `about` is what all of the text that is being read is about, if anything.
    """

    wording: NarrativeWording
    names: FunctionNames
    fiscal_year: int
    phase: str
    section: Section = field(default_factory=lambda: Section("", {}))
    told_flow: str | None = None
    told_fund: str | None = None
    about: "Topic | None" = None

    def within(self, section: Section) -> "TopicReader":
        """The same reader below other headings."""
        return replace(self, section=section)

    def telling(self, flow: str | None, fund_source: str | None = None) -> "TopicReader":
        """The same reader where the parts of a whole are told, which is of one flow and fund."""
        return replace(self, told_flow=flow, told_fund=fund_source)

    def reading_about(self, topic: "Topic | None") -> "TopicReader":
        """The same reader in a paragraph that is about one class or subject."""
        return replace(self, about=topic)

    def names_amount(self, lead: str) -> bool:
        """Whether a lead names an amount, of whatever fund."""
        return self.telling(None, "all").named(lead) is not None

    def names_class(self, lead: str) -> bool:
        """Whether a lead names a class with its level or its code in brackets."""
        topic = self.telling(None, "all").named(lead)
        return topic is not None and topic.is_of_class and "(" in topic.text

    def read(self, lead: str, before: Topic | None) -> Topic | None:
        """The topic of a number with this lead; `before` is that of the number before it."""
        topic = self._named(lead, is_claimed=False)
        if topic is None and self.is_filler(lead) and re.search("[一-鿿]", lead):
            topic = before
        return self._dated(topic, lead) if topic else None

    def named(self, lead: str) -> Topic | None:
        """The topic that the words of a claim name themselves."""
        topic = self._named(lead, is_claimed=True)
        return self._dated(topic, lead) if topic else None

    def of_beginning(self, text: str) -> Topic | None:
        """What a paragraph begins with and all of it is about: a class, or a subject alone.

        `1、…(类)…(款)…(项)。年初预算…`, `(二)公务接待费。2026年…`; else what the heading names.
        """
        if self._first_class(text):
            return self.of_class(text)
        return self._alone(re.split(r"[。:]", text, maxsplit=1)[0]) or self.of_heading()

    def of_class(self, text: str) -> Topic | None:
        """The class that a text begins with."""
        function = self._first_class(text)
        return self._of_function(function) if function else None

    def begins_class(self, text: str) -> bool:
        """Whether a text begins with a class, of a name that is known or not."""
        name = re.split("[。:，]", text, maxsplit=1)[0]
        return bool(self.wording.words["level_mark"].search(name))

    def _first_class(self, text: str) -> NamedFunction | None:
        first, _, _ = text.partition("。")
        return self.names.first_path(first[:BEGINNING], self.section.class_name)

    def of_heading(self) -> Topic | None:
        """The subject or class that the heading right above names, and nothing beside it."""
        return self._alone(self.section.heading.rstrip("。:"))

    def is_filler(self, lead: str) -> bool:
        """Whether a lead names nothing of its own, at most a year and a phase."""
        return bool(self.wording.words["filler"].match(self._bare(lead)))

    def _alone(self, words: str) -> Topic | None:
        """The topic that words without a number name."""
        if not words or self.wording.words["money"].search(words) or len(words) > BEGINNING:
            return None
        bare = self._bare(words)
        named = self._named(bare, is_claimed=False)
        return named or self._named(
            self.wording.words["heading_words"].sub("", bare), is_claimed=False
        )

    def _named(self, lead: str, is_claimed: bool) -> Topic | None:
        function = self.names.last_in(lead, self.section.class_name)
        if function is None and self.wording.words["level_mark"].search(lead):
            return None
        subject = self._subject(self._bare(lead), is_claimed)
        if function:
            rest = self._bare(lead[function.end :])
            # 国有资本经营预算支出 is a fund and the class that bears its name
            is_bare = "(" not in function.text and bool(subject) and len(rest) >= subject[1]
            is_nearest = not subject or len(rest) <= subject[1] or "(" in function.text
            is_nearest = is_nearest and not is_bare
            if is_nearest and self._ends(rest):
                return self._of_function(function)
        return self._own(subject[0]) if subject else None

    def _own(self, topic: Topic) -> Topic:
        """What the words leave open is of a fund that the section can be about."""
        is_own = self.about and self.about.is_of_class
        words = self.wording.words["own_amount"]
        return self.about if self.about and is_own and words.fullmatch(topic.text) else topic

    def _of_function(self, function: NamedFunction) -> Topic | None:
        funds = [fund for fund in self._funds() if fund] or [self.told_fund]
        if not function.code or not funds[0]:
            return None
        flow = self.section.context.get("flow", "expenditure")
        named = {"flow": flow, **_class_coordinates(function.code)}
        meanings = tuple({**named, "fund_source": str(fund)} for fund in funds)
        return Topic(function.text, meanings, code_source=function.code_source)

    def _funds(self) -> list[str | None]:
        """The funds that the section can be about, the likeliest first."""
        return [said.get("fund_source") for said in (self.section.context, *self.section.others)]

    def _subject(self, lead: str, is_claimed: bool) -> tuple[Topic, int] | None:
        """The subject that ends nearest to the number, of equally near ones the longest.

        With the number of letters between it and the number.
        """
        found = [
            (match.end(), len(match[0]), subject, match[0])
            for subject in self.wording.subjects
            if self._applies(subject) and (is_claimed or not subject.is_claimed)
            for match in subject.when.finditer(lead)
            if self._ends(lead[match.end() :])
        ]
        if not found:
            return None
        end, _, subject, text = max(found, key=lambda each: each[:2])
        if self._ends_a_list(lead[: end - len(text)]):
            return None
        funds = self._inherited(subject)
        meanings = tuple({**fund, **sets} for sets in subject.sets for fund in funds)
        meanings = tuple(each for at, each in enumerate(meanings) if each not in meanings[:at])
        is_whole = all("fund_source" in meaning for meaning in meanings)
        own = all("fund_source" in sets for sets in subject.sets)
        topic = Topic(text, meanings, has_own_fund=own)
        return (topic, len(lead) - end) if is_whole else None

    def _ends_a_list(self, before: str) -> bool:
        """Whether a subject is the last of several: the number of A、B及C is of all of them."""
        joined = self.wording.words["joined"].search(before)
        if joined is None:
            return False
        listed = before[: joined.start()]
        return any(
            len(listed) - match.end() <= LONGEST_WORD_OF_MONEY
            for subject in self.wording.subjects
            if not subject.is_claimed
            for match in subject.when.finditer(listed)
        )

    def _inherited(self, subject: Subject) -> tuple[dict[str, str], ...]:
        """What the words leave open is of the fund that the section can be about."""
        funds = [fund for fund in self._funds() if fund]
        other = subject.otherwise.get("fund_source") or self.told_fund
        found = funds or ([other] if other else [])
        return tuple({"fund_source": fund} for fund in found) or ({},)

    def _applies(self, subject: Subject) -> bool:
        if subject.phases and self.phase not in subject.phases:
            return False
        wanted = subject.in_context.items()
        told = {"flow": self.told_flow, "fund_source": self.told_fund}
        context = {**told, **self.section.context}
        return all(context.get(name) in values for name, values in wanted)

    def _ends(self, rest: str) -> bool:
        """Whether nothing but words without meaning stands between a subject and its number."""
        is_near = len(rest) < LONGEST_TAIL
        return is_near and bool(self.wording.words["tail"].match(rest.lstrip("”\"’'")))

    def _bare(self, lead: str) -> str:
        """A lead without quotation marks and references to a form (详见表1)."""
        return self.wording.words["aside"].sub("", MARKER.sub("", lead))

    def _dated(self, topic: Topic, lead: str) -> Topic:
        """With the year and phase that the lead names; a year long past is that of another fact."""
        own = self.wording.words["base"].sub("", lead)
        years = [int(year) for year in _YEAR.findall(own)]
        known = [year for year in years if self.fiscal_year - 1 <= year <= self.fiscal_year]
        year = known[-1] if known else None
        if year is None and self.wording.words["last_year_amount"].search(own):
            year = self.fiscal_year - 1
        phase = phase_of(lead, self.wording)
        plain = self.wording.words["plain_budget"].search(lead)
        is_plain = phase is None and self.phase == "final" and bool(plain)
        return replace(topic, year=year, phase=phase, is_plain_budget=is_plain)


def _class_coordinates(code: str) -> dict[str, str]:
    """The coordinates of a code; its first digit tells the book that it is from."""
    system = {"3": "department", "5": "government"}.get(code[0])
    if system is None:
        return {"function_code": code}
    return {"economic_system": system, "economic_code": code}


def phase_of(lead: str, wording: NarrativeWording) -> str | None:
    """The phase that the last words of a lead name; None where they name none."""
    return next((phase for phase, words in wording.phases if words.search(lead)), None)


def coordinates_of(meaning: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str | None]:
    """All coordinates of a meaning: those it leaves open are None, the nature the total."""
    return {**dict.fromkeys(names), "nature": "total", **meaning}
