"""Tells people of a night: by a webhook, by e-mail, or both, as gongkai.yaml says.

What is told is the report itself; a notice that cannot be sent is told and changes nothing else.
"""

import os
import smtplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import httpx
from tenacity import Retrying, stop_after_attempt, wait_exponential

from pipelines.commands.nightly_report import OUTCOMES, NightlyReport
from pipelines.frames.whole_files import read_note
from pipelines.locations import Locations
from pipelines.settings import EmailSettings, NoticeSettings

TRIES = 3
TIMEOUT_SECONDS = 30


def tell(report: NightlyReport, notices: NoticeSettings) -> list[str]:
    """Send the report to whom the settings name; what went wrong, one sentence each."""
    if not (notices.always or report.exit_status):
        return []
    return list(send(subject_of(report), report.markdown(), notices, report.record()))


@dataclass(frozen=True)
class Notice:
    """What is sent: one line, the page, and the report as data."""

    subject: str
    text: str
    record: object


def notice_of(locations: Locations, since: str, ended: str) -> Notice:
    """The newest night that began at `since` (UTC, ISO form) or later, as it stands on disk.

    Where there is none, the run was killed before it could report: `ended` says what is known.
    """
    found = sorted(locations.reports.glob("*/nightly.json"), reverse=True)
    record = read_note(found[0]) if found else None
    if not record or record["started_at"] < since:
        text = f"The run ended without a report: {ended}\nThe last release stays."
        return Notice("gongkai: the night ended without a report", text, {"problem": ended})
    text = found[0].with_suffix(".md").read_text(encoding="utf-8")
    waiting = sum(not entry["is_acknowledged"] for entry in record["set_aside"])
    return Notice(_subject(record["outcome"], waiting), text, record)


def subject_of(report: NightlyReport) -> str:
    """One line: what came of the night, and how many entries wait for a person."""
    return _subject(report.outcome, len(report.not_acknowledged))


def _subject(outcome: str, waiting: int) -> str:
    needs = f"; {waiting:,} set aside and not acknowledged" if waiting else ""
    return f"gongkai: {OUTCOMES[outcome]}{needs}"


def send(subject: str, text: str, notices: NoticeSettings, record: object) -> Iterator[str]:
    """Send one notice on every way that is set; yields a sentence for each that failed."""
    webhook, email = notices.webhook, notices.email
    if webhook:
        content = {"text": f"{subject}\n\n{text}", "report": record}
        yield from _tried("webhook", lambda: _post(webhook, content))
    if email:
        yield from _tried("e-mail", lambda: _mail(email, subject, text))


def _tried(way: str, send_it: Callable[[], None]) -> Iterator[str]:
    tries = Retrying(stop=stop_after_attempt(TRIES), wait=wait_exponential(0.2), reraise=True)
    try:
        tries(send_it)
    except (httpx.HTTPError, httpx.InvalidURL, smtplib.SMTPException, OSError, KeyError) as error:
        yield f"the notice by {way} was not sent: {type(error).__name__}: {error}"


def _post(address: str, content: dict[str, object]) -> None:
    httpx.post(address, json=content, timeout=TIMEOUT_SECONDS).raise_for_status()


def _mail(settings: EmailSettings, subject: str, text: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, settings.sender
    message["To"] = ", ".join(settings.to)
    message.set_content(text)
    with smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_SECONDS) as server:
        if settings.starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, os.environ[settings.password_variable])
        server.send_message(message)
