"""What stands in deploy/ works as it is: systemd takes the units, Dagster runs on PostgreSQL."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.cli import main
from pipelines.locations import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
SERVICE, TIMER = DEPLOY / "gongkai-nightly.service", DEPLOY / "gongkai-nightly.timer"
OF_A_STORAGE = {"storage", "local_artifact_storage", "compute_logs"}
PINNED = re.compile(r"^([a-z0-9][\w.-]*)==([\w.]+)", re.MULTILINE)


def programs(name: str) -> Path | None:
    """A program of PostgreSQL; Debian keeps them off the path."""
    found = [*sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    on_path = shutil.which(name)
    return found[-1] if found else Path(on_path) if on_path else None


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in (SERVICE, TIMER):
        text = unit.read_text(encoding="utf-8")
        here = text.replace("/opt/gongkai/.venv/bin/gongkai", sys.executable)
        (tmp_path / unit.name).write_text(here, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_unit_and_image_begin_a_command_that_there_is() -> None:
    image = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    unit = SERVICE.read_text(encoding="utf-8")
    begun = [
        re.findall(r'^CMD \["gongkai", "(\w+)"\]$', image, re.MULTILINE),
        re.findall(r"^ExecStart=\S+/gongkai (\w+)$", unit, re.MULTILINE),
    ]
    assert begun == [["nightly"], ["nightly"]]
    assert "nightly" in main.commands
    for sources in re.findall(r"^COPY (.*) \S+$", image, re.MULTILINE):
        assert all((REPOSITORY / source).exists() for source in sources.split())


def test_what_is_locked_for_postgresql_is_what_is_locked_for_all() -> None:
    common, more = (
        dict(PINNED.findall(path.read_text(encoding="utf-8")))
        for path in (REPOSITORY / "requirements.lock", DEPLOY / "postgresql.lock")
    )
    assert {
        name: more[name] for name in common if name in more and more[name] != common[name]
    } == {}
    assert {"dagster-postgres", "psycopg2-binary"} <= more.keys() - common.keys()


def test_both_instances_of_dagster_differ_in_their_storage_only() -> None:
    here, there = (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (REPOSITORY / "dagster.yaml", DEPLOY / "dagster-postgresql.yaml")
    )
    assert {name for name in here if here[name] != there.get(name)} <= OF_A_STORAGE
    assert there.keys() - here.keys() <= OF_A_STORAGE
    assert here["run_monitoring"]["enabled"] is True
    assert here["code_servers"]["local_startup_timeout"] >= 600


@pytest.fixture
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A PostgreSQL server of this test alone; the variables that reach it."""
    if not find_spec("dagster_postgres"):
        pytest.skip("dagster-postgres is not installed (deploy/postgresql.lock)")
    initdb, postgres = programs("initdb"), programs("postgres")
    if initdb is None or postgres is None:
        pytest.skip("PostgreSQL's initdb and postgres are not installed")
    folder = tmp_path_factory.mktemp("postgresql")
    # the server refuses to be run by root
    user = "nobody" if os.getuid() == 0 else None
    for above in (folder, folder.parent, folder.parent.parent):
        above.chmod(above.stat().st_mode | 0o055)
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()
    made = [
        str(initdb),
        "-D",
        str(data),
        "-U",
        "gongkai",
        "--auth=trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(made, user=user, check=True, capture_output=True, cwd=folder)
    command = [str(postgres), "-D", str(data), "-p", str(port), "-k", str(folder), "-F"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, user=user, stdout=log, stderr=log, cwd=folder)
        try:
            wait_for(port, server)
            yield {
                "HOST": "127.0.0.1",
                "USER": "gongkai",
                "PASSWORD": "x",
                "DATABASE": "postgres",
            } | {"PORT": str(port)}
        finally:
            server.terminate()
            server.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise RuntimeError("PostgreSQL did not start")


@dg.op
def nothing() -> None:
    """Takes no time."""


@dg.job
def small_job() -> None:
    """One step."""
    nothing()


def test_dagster_keeps_its_runs_in_postgresql(
    postgresql: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in postgresql.items():
        monkeypatch.setenv(f"GONGKAI_PG_{name}", value)
    text = (DEPLOY / "dagster-postgresql.yaml").read_text(encoding="utf-8")
    assert "port: 5432" in text
    text = text.replace("port: 5432", f"port: {postgresql['PORT']}")
    (tmp_path / "dagster.yaml").write_text(text, encoding="utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert small_job.execute_in_process(instance=instance).success
    with dg.DagsterInstance.from_config(str(tmp_path)) as again:
        assert [run.job_name for run in again.get_runs()] == ["small_job"]
        assert "Postgres" in type(again.run_storage).__name__
