"""What is written in several places says the same in each."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import branchdesk
from branchdesk import cli

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SETS = {
    "run": PROJECT["dependencies"],
    "dev": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"],
    "bundle": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["bundle"],
}


def locked(name: str) -> dict[str, set[Version]]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    versions: dict[str, set[Version]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([\w.+!-]+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(package), set()).add(Version(version))
    return versions


def test_the_version_agrees_everywhere() -> None:
    heading = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading is not None
    assert {PROJECT["version"], branchdesk.__version__, heading[1]} == {PROJECT["version"]}


@pytest.mark.parametrize("name", SETS)
def test_the_lock_holds_every_dependency_within_its_range(name: str) -> None:
    versions = locked(name)
    astray = [
        line
        for line in SETS[name]
        for wanted in [Requirement(line)]
        if not all(wanted.specifier.contains(v) for v in versions.get(canonicalize_name(wanted.name), {Version("0")}))
    ]
    assert not astray, "run `make lock`"


def test_the_locks_agree_with_each_other() -> None:
    run = locked("run")
    for name in ("dev", "bundle"):
        assert {package: locked(name)[package] for package in run} == run


def test_the_lock_names_no_registry() -> None:
    for name in SETS:
        assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def test_each_machine_gets_the_qt_it_can_load() -> None:
    expected = {Version("6.8.3"), Version("6.8.0.2")}
    assert locked("run")["pyside6-essentials"] == locked("run")["shiboken6"] == expected


def test_the_command_line_says_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"branchdesk {branchdesk.__version__}\n"
