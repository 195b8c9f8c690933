"""The ways to install give the same versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
FURTHER = ("requirements-lab.lock", "requirements-scale.lock", "requirements-bench.lock")
CONDA_NAMES = {
    "matplotlib-base": "matplotlib",
    "nbconvert-core": "nbconvert",
    "pandera-pandas": "pandera",
    "seaborn-base": "seaborn",
}


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.M))


def declared() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    found = [Requirement(text) for text in project["dependencies"] + extras["lab"]]
    return {requirement.name: requirement for requirement in found}


def conda() -> dict[str, str]:
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pins = [item.split("=") for item in content["dependencies"] if isinstance(item, str)]
    return {CONDA_NAMES.get(pin[0], pin[0]): pin[-1] for pin in pins if len(pin) > 1}


def test_conda_environment_has_every_declared_package():
    missing = sorted(set(declared()) - set(conda()))
    assert not missing, f"environment.yml lacks {missing}; add them with the locked version"


def test_conda_versions_are_the_locked_ones_to_major_minor():
    versions = locked("requirements-lab.lock")
    for name, version in conda().items():
        if name in versions:
            expected = ".".join(versions[name].split(".")[:2])
            assert version == expected, f"environment.yml: {name}={version}, locked {expected}"


def test_conda_versions_are_allowed_by_pyproject():
    requirements = declared()
    for name, version in conda().items():
        if name in requirements:
            exact = locked("requirements-lab.lock")[name]
            assert exact in requirements[name].specifier, f"{name} {exact} is not allowed"
            assert exact.startswith(version + ".") or exact == version


@pytest.mark.parametrize("name", ["requirements.lock", *FURTHER])
def test_lock_has_hashes_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text, f"{name} holds an address; compile it with --no-emit-index-url"
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)
    for entry in filter(None, entries):
        assert "--hash=sha256:" in entry, f"{name}: no hash for {entry.split()[0]}"


@pytest.mark.parametrize("name", FURTHER)
def test_further_locks_agree_with_the_default_one(name):
    default, further = locked("requirements.lock"), locked(name)
    different = {p: (v, further[p]) for p, v in default.items() if further.get(p, v) != v}
    assert not different, f"{name} differs from requirements.lock: {different}; run make lock"
