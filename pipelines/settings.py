"""The one settings file, gongkai.yaml: limits, retention, times, addresses, each with a default.

What a setting does is in the module that reads it. Read strictly: a misspelt key is an error.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    field_validator,
    model_validator,
)

from pipelines.frames.knowledge_file import read_strictly
from pipelines.locations import REPOSITORY

VARIABLE = "GONGKAI_SETTINGS"
FILE_NAME = "gongkai.yaml"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class LimitSettings(_Section):
    """What one document may cost in reading (seconds of the processor), and one night in all."""

    document_seconds: PositiveFloat = 300.0
    scan_page_seconds: PositiveFloat = 30.0
    memory_mib: int = Field(default=4096, ge=1024)
    workers: PositiveInt | None = None
    night_seconds: PositiveFloat = 4 * 3600.0


class RetentionSettings(_Section):
    """How much is kept: releases by number, reports, logs and runs by days."""

    releases: PositiveInt = 5
    report_days: PositiveInt = 400
    log_days: PositiveInt = 90
    run_days: PositiveInt = 90


class StoreSettings(_Section):
    """How often the bytes of each document are compared with their sha256."""

    verify_every_days: PositiveFloat = 7.0


class NightSettings(_Section):
    """When the schedule runs, and when its report is late (cron lines in the time zone)."""

    cron: str = "30 2 * * *"
    late_cron: str = "0 7 * * *"
    timezone: str = "Asia/Shanghai"

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"no such time zone: {name}")
        return name


class LandingSettings(_Section):
    """The sensor on the raw folder: how often it looks, and how long files must be at rest."""

    every_seconds: PositiveInt = 60
    rest_seconds: PositiveInt = 30


class EmailSettings(_Section):
    """Where the report is sent; the password comes from the environment variable named here."""

    to: list[str] = Field(min_length=1)
    sender: str
    host: str
    port: PositiveInt = 587
    starttls: bool = True
    user: str | None = None
    password_variable: str = "GONGKAI_SMTP_PASSWORD"


class NoticeSettings(_Section):
    """Who is told of a night: `always`, or only where a person has to look."""

    always: bool = False
    webhook: str | None = Field(default=None, pattern=r"^https?://")
    email: EmailSettings | None = None


class MetricSettings(_Section):
    """Where the Prometheus text file goes, for the node exporter's textfile collector."""

    prometheus_file: str | None = None


class Settings(_Section):
    """gongkai.yaml."""

    limits: LimitSettings = LimitSettings()
    retention: RetentionSettings = RetentionSettings()
    store: StoreSettings = StoreSettings()
    night: NightSettings = NightSettings()
    landing: LandingSettings = LandingSettings()
    notices: NoticeSettings = NoticeSettings()
    metrics: MetricSettings = MetricSettings()

    @model_validator(mode="before")
    @classmethod
    def _nothing_stated(cls, content: Any) -> Any:
        return {} if content is None else content


def settings() -> Settings:
    """The settings in force.

    From the file that GONGKAI_SETTINGS names, else from gongkai.yaml beside the pipelines, else the
    defaults. Raises KnowledgeError naming file and line.
    """
    named = os.environ.get(VARIABLE)
    path = Path(named) if named else REPOSITORY / FILE_NAME
    return read_settings(path) if named or path.is_file() else Settings()


@cache
def read_settings(path: Path) -> Settings:
    """The settings in a file; an empty one states nothing. Raises KnowledgeError."""
    return read_strictly(path, Settings)
