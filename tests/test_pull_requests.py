"""What meets those who send a change: the form, the owners of folders, the hooks before a commit."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import Tree
from sites import REPOSITORY

from generator.cli import main
from generator.load import load


def hooks(file: str) -> list[dict[str, Any]]:
    """Return the hooks of one of pre-commit's files."""
    said = yaml.safe_load((REPOSITORY / file).read_text("utf-8"))
    found: list[dict[str, Any]] = said if isinstance(said, list) else said["repos"][0]["hooks"]
    return found


@pytest.mark.parametrize("file", [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_hooks_run_what_there_is(file: str, tree: Tree) -> None:
    """Form first, then sense; whoever changes an entry meets both, by commands that there are."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    found = hooks(file)
    assert [each["id"].removeprefix("alongside-") for each in found] == ["fmt", "check"]
    for hook in found:
        assert re.match(hook["files"], "content/resources/seed-post.yaml")
        assert not re.match(hook["files"], "generator/cli/check.py")
        assert hook["pass_filenames"] is False
        name = hook["id"].removeprefix("alongside-")
        options = re.findall(r"(?<=[ =])--(?!silent)[a-z]+", hook["entry"])
        if hook["language"] == "system":
            assert re.search(rf"^{name}:", makefile, re.MULTILINE)
            assert hook["entry"].split()[:3] == ["make", "--silent", name]
        else:
            assert hook["entry"].split()[:2] == ["alongside", name]
        done = CliRunner().invoke(main, [name, "--root", str(tree()), *options])
        assert done.exit_code == 0, done.output


def test_no_fork_inherits_owners() -> None:
    """A name that a fork does not have would be an error there; every folder that is named is."""
    lines = (REPOSITORY / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    named = [match[1] for line in lines if (match := re.match(r"# /(\S+) +@", line))]
    assert {"content/crisis.yaml", "content/resources/", "generator/"} <= {*named}
    for path in named:
        assert any(REPOSITORY.glob(path.removesuffix("/"))), path


def test_the_form_names_where_the_questions_stand() -> None:
    """The checklist has one place, and it asks about every kind of content that there is."""
    form = (REPOSITORY / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert "`content/site.yaml` under `checklist`" in form
    catalogue = load(REPOSITORY)[0]
    assert catalogue
    assert {"resources", "stories", "guides", "crisis"} <= catalogue.config.checklist.keys()
    assert all(catalogue.config.checklist.values())
