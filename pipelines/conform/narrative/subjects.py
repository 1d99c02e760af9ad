"""What a number of money is about: the words before it as coordinates.

A lead that names nothing known gives no subject: its number is left unstated, never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipelines.conform.narrative.function_names import FunctionNames, NamedFunction
from pipelines.conform.narrative.wording_file import NarrativeWording, Subject

# How far into a paragraph the class that it is about may be named.
BEGINNING = 120
_YEAR = re.compile(r"(20\d\d)年")
_END = r"(?:数|安排|为|总额|金额|支出|共|合计)*$"
_PHASES = (
    ("estimated", re.compile("执行" + _END)),
    ("final", re.compile("决算" + _END)),
    ("adjusted", re.compile("(?:调整|全年)预算" + _END)),
    ("budget", re.compile("(?:年初|20\\d\\d年)预算" + _END)),
)


@dataclass(frozen=True)
class Topic:
    """Coordinates that words state; `text` are the words. year and phase None: the document's."""

    text: str
    coordinates: Mapping[str, str]
    year: int | None = None
    phase: str | None = None
    code_source: str | None = None


@dataclass(frozen=True)
class TopicReader:
    """Reads the topics of one document's leads."""

    wording: NarrativeWording
    names: FunctionNames
    fiscal_year: int
    phase: str
    context: Mapping[str, str] = field(default_factory=dict)

    def within(self, context: Mapping[str, str]) -> "TopicReader":
        """The same reader below a heading that says `context`."""
        return replace(self, context=context)

    def read(self, lead: str, before: Topic | None) -> Topic | None:
        """The topic of a number with this lead; `before` is that of the number before it."""
        topic = self._named(lead)
        if topic is None and self.is_filler(lead):
            topic = before
        return self._dated(topic, lead) if topic else None

    def named(self, lead: str) -> Topic | None:
        """The topic that a lead names itself."""
        topic = self._named(lead)
        return self._dated(topic, lead) if topic else None

    def of_beginning(self, text: str) -> Topic | None:
        """The class that a paragraph begins with, and all of it is about: 1、…(类)…(款)…(项)。"""
        first, _, _ = text.partition("。")
        function = self.names.first_path(first[:BEGINNING])
        return self._of_function(function) if function else None

    def is_filler(self, lead: str) -> bool:
        """Whether a lead names nothing of its own, at most a year and a phase."""
        return bool(self.wording.words["filler"].match(lead))

    def _named(self, lead: str) -> Topic | None:
        function = self.names.last_in(lead)
        subject = self._subject(lead)
        is_nearest = function and (
            not subject or subject[1] <= function.end or "(" in function.text
        )
        if function and is_nearest and self._ends(lead[function.end :]):
            return self._of_function(function)
        return subject[0] if subject else None

    def _of_function(self, function: NamedFunction) -> Topic | None:
        fund = self.context.get("fund_source")
        if not function.code or not fund:
            return None
        flow = self.context.get("flow", "expenditure")
        coordinates = {"flow": flow, "fund_source": fund, "function_code": function.code}
        return Topic(function.text, coordinates, code_source=function.code_source)

    def _subject(self, lead: str) -> tuple[Topic, int] | None:
        """The subject that ends nearest to the number, of equally near ones the longest."""
        found = [
            (match.end(), len(match[0]), subject, match[0])
            for subject in self.wording.subjects
            if self._applies(subject)
            for match in subject.when.finditer(lead)
            if self._ends(lead[match.end() :])
        ]
        if not found:
            return None
        end, _, subject, text = max(found, key=lambda each: each[:2])
        coordinates = {**self._inherited(subject), **subject.sets}
        return (Topic(text, coordinates), end) if "fund_source" in coordinates else None

    def _inherited(self, subject: Subject) -> dict[str, str]:
        """What the words leave open is of the funds that the section is about."""
        fund = self.context.get("fund_source") or subject.otherwise.get("fund_source")
        return {"fund_source": fund} if fund else {}

    def _applies(self, subject: Subject) -> bool:
        if subject.phases and self.phase not in subject.phases:
            return False
        wanted = subject.in_context.items()
        return all(self.context.get(name) in values for name, values in wanted)

    def _ends(self, rest: str) -> bool:
        """Whether nothing but words without meaning stands between a subject and its number."""
        return len(rest) < 60 and bool(self.wording.words["tail"].match(rest.lstrip("”\"’'")))

    def _dated(self, topic: Topic, lead: str) -> Topic:
        """With the year and phase that the lead names; a year long past is that of another fact."""
        own = self.wording.words["base"].sub("", lead)
        years = [int(year) for year in _YEAR.findall(own)]
        known = [year for year in years if self.fiscal_year - 1 <= year <= self.fiscal_year]
        return replace(topic, year=known[-1] if known else None, phase=phase_of(lead))


def phase_of(lead: str) -> str | None:
    """The phase that the last words of a lead name; None where they name none."""
    return next((phase for phase, words in _PHASES if words.search(lead)), None)
