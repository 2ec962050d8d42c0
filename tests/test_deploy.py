"""The files in deploy/: their commands are commands of ours, and systemd understands its own."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from crawler.cli import group
from crawler.errors import EXIT_CODES
from tests.command import ROOT

FILES = sorted(path for path in (ROOT / "deploy").iterdir() if path.is_file())
UNITS = [path for path in FILES if path.suffix in (".service", ".timer")]


def commands(text: str) -> list[list[str]]:
    """Arguments of each time that the command is called."""
    text = re.sub(r'"\$[A-Z_]+/', '"7/', text)  # the number of a task, which its machine sets
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    called = [
        shlex.split(line.partition("copydesk ")[2])
        for line in lines
        if re.search(r"\bcopydesk (crawl|sched|extract|worker --)", line)
    ]
    listed = [re.findall(r'[^\[\]", ]+', line.partition("[")[2]) for line in lines if _LIST.match(line)]
    return called + listed


_LIST = re.compile(r'CMD|\s*(command|args): \["?worker')
"""A command as a list, in JSON or YAML."""


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix != ".timer"], ids=lambda p: p.name)
def test_commands_are_understood(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_LEDGER", "postgresql://db/press")
    found = commands(path.read_text())
    assert found
    for name, *arguments in found:
        command = group.get_command(group.make_context("copydesk", [], resilient_parsing=True), name)  # type: ignore[attr-defined]
        context = command.make_context(name, arguments)
        assert context.params.get("ledger") or context.params["shard"]


@pytest.mark.parametrize("line", re.findall(r"^COPY (.+)$", (ROOT / "deploy/Containerfile").read_text(), re.M))
def test_what_the_image_copies_is_there(line: str) -> None:
    *paths, _ = line.split()
    assert all((ROOT / path).exists() for path in paths)


OF_PAGES = sorted(code for code in EXIT_CODES.values() if code >= 10)
"""Codes of pages and sites that failed, as some always do: no fault of the run."""


@pytest.mark.parametrize("path", [p for p in UNITS if p.suffix == ".service"], ids=lambda p: p.name)
def test_units_take_every_code_of_a_failed_page_for_success(path: Path) -> None:
    found = re.findall(r"^SuccessExitStatus=(.+)$", path.read_text(), re.M)
    assert [sorted(map(int, line.split())) for line in found] == [OF_PAGES]


def test_the_job_takes_every_code_of_a_failed_page_for_success() -> None:
    """The lines of the job itself are run, with a command that ends with each code."""
    lines = (ROOT / "deploy/cronjob.yaml").read_text().splitlines()
    script = [line.strip() for line in lines[next(n for n, line in enumerate(lines) if "copydesk crawl" in line) :][:2]]
    for code in (0, 1, 2, 3, 4, 5, 6, *OF_PAGES, 130, 143):
        run = f"copydesk() {{ return {code}; }}\n" + "\n".join(script)
        done = subprocess.run(["sh", "-c", run], check=False)
        assert done.returncode == (0 if code in OF_PAGES else code), code


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_units(tmp_path: Path) -> None:
    for path in UNITS:  # the command is not installed where units look for it
        (tmp_path / path.name).write_text(
            path.read_text().replace("/opt/copydesk/bin/copydesk", shutil.which("true") or "")
        )
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True
    )
    said = [line for line in done.stderr.splitlines() if "copydesk" in line]
    assert said == [], done.stderr


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".yaml"], ids=lambda p: p.name)
def test_yaml(path: Path) -> None:
    """Each resource is one of Kubernetes, without keys that it does not know; names that are used are there."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install '.[test]'")
    resources = list(yaml.safe_load_all(path.read_text()))
    if path.name == "compose.yaml":
        [services] = [resources[0]["services"]]
        named = {volume.partition(":")[0] for service in services.values() for volume in service["volumes"]}
        assert {name for name in named if "/" not in name} == set(resources[0]["volumes"])
        assert {name for service in services.values() for name in service.get("depends_on", ())} <= set(services)
        return
    validate = pytest.importorskip(
        "kubernetes_validate", reason="kubernetes-validate is not installed: pip install '.[test]'"
    )
    for resource in resources:
        validate.validate(resource, "1.31", strict=True)


def test_connections_of_the_workers_are_enough() -> None:
    """As many as the replicas of the deployment need, several times over, as it is scaled."""
    text = (ROOT / "deploy/workers.yaml").read_text()
    [most], [replicas], [visits] = (
        [int(number) for number in re.findall(pattern, text)]
        for pattern in (
            r"max_connections=(\d+)",
            r"replicas: (\d\d?)\n  selector:\n    matchLabels: \{app: copydesk-worker",
            r'--visits, "(\d+)"',
        )
    )
    assert most > 5 * replicas * (2 + visits)
