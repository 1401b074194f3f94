"""The workflows: sound by their schema, safe by zizmor, and what their scripts decide."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Tree
from sites import REPOSITORY
from workflows import GITHUB, WORKFLOWS, bash, jobs, posix, read, script, steps

from generator import gfm

PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
USES = re.compile(r"^\s*(?:-\s+)?uses:\s*(.+)$", re.MULTILINE)

each_workflow = pytest.mark.parametrize("file", WORKFLOWS, ids=[file.name for file in WORKFLOWS])


def tool(name: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool that was installed beside this Python."""
    return subprocess.run(
        [Path(sys.executable).with_name(name), *args],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_zizmor_finds_nothing() -> None:
    """Not even as a pedant, and without a single exception."""
    done = tool("zizmor", "--offline", "--persona", "pedantic", "--no-progress", GITHUB)
    assert done.returncode == 0, done.stdout
    assert done.stderr.count("completed") >= len(WORKFLOWS) + 1
    assert not any("zizmor:" in file.read_text("utf-8") for file in GITHUB.rglob("*.yml"))


def test_schemas_are_kept() -> None:
    """GitHub would refuse what its schema refuses."""
    schema = ("check-jsonschema", "--builtin-schema")
    for name, files in (
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ):
        done = tool(*schema, name, *files)
        assert done.returncode == 0, done.stdout


@each_workflow
def test_actions_are_pinned(file: Path) -> None:
    """A tag may move; a commit stays, and the comment says which version it is."""
    used = USES.findall(file.read_text("utf-8"))
    assert len(used) == sum("uses" in step for step in steps(file)) > 0
    assert [each for each in used if not PINNED.fullmatch(each)] == []


@each_workflow
def test_scripts_hold_no_expression(file: Path) -> None:
    """What others write, such as a branch's name, reaches a script as a variable or not at all."""
    scripts = [step["run"] for step in steps(file) if "run" in step]
    assert scripts
    assert [each for each in scripts if "${{" in each] == []


@each_workflow
def test_checkouts_keep_no_token(file: Path) -> None:
    """Code of a pull request finds no credentials on the disk."""
    found = [step for step in steps(file) if step.get("uses", "").startswith("actions/checkout@")]
    assert found
    assert all(step["with"]["persist-credentials"] is False for step in found)


def test_pull_requests_can_write_nothing() -> None:
    """They run as `pull_request`, with permission to read and no other."""
    for file in WORKFLOWS:
        assert "pull_request_target" not in read(file)["on"]
        assert read(file)["permissions"] == {}
    assert set(read(GITHUB / "workflows" / "check.yml")["on"]) == {"pull_request", "push"}
    for job in jobs("check").values():
        assert job["permissions"] == {"contents": "read"}


def test_only_the_last_job_may_deploy() -> None:
    """What builds cannot publish, and what publishes runs no code of ours."""
    found = jobs("deploy")
    writing = [name for name, job in found.items() if "write" in job["permissions"].values()]
    assert writing == ["deploy"]
    assert found["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step for step in found["deploy"]["steps"])
    assert (found["build"]["needs"], found["deploy"]["needs"]) == ("stage", "build")
    concurrency = read(GITHUB / "workflows" / "deploy.yml")["concurrency"]
    assert concurrency == {"group": "pages", "cancel-in-progress": False}


def put_make(folder: Path, lines: str) -> None:
    """Put a program of these lines in the place of make."""
    (folder / "make").write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    (folder / "make").chmod(0o755)


@posix
@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("owner/support", "https://owner.github.io/support/"),
        ("Owner-2/My.Support_Site", "https://owner-2.github.io/My.Support_Site/"),
        ("Owner/owner.github.io", "https://owner.github.io/"),
        ("owner/Owner.GitHub.io", "https://owner.github.io/"),
        ("owner/other.github.io", "https://owner.github.io/other.github.io/"),
    ],
)
def test_address_on_pages(repository: str, address: str, tmp_path: Path) -> None:
    """The built site of a pull request lies where GitHub Pages would put it."""
    put_make(tmp_path, 'printf "%s\\n" "$@"')
    owner = repository.split("/")[0]
    env = {"GITHUB_REPOSITORY": repository, "GITHUB_REPOSITORY_OWNER": owner}
    done = bash(script("check", "content", "Build the site"), tmp_path, **env)
    assert done.stdout == f"site\nARGS=--base-url '{address}'\n", done.stderr


@posix
@pytest.mark.parametrize(
    ("event", "stage", "deploy"),
    [
        ("workflow_dispatch", "draft", "yes"),
        ("workflow_dispatch", "public", "yes"),
        ("push", "draft", "no"),
        ("push", "public", "yes"),
        ("schedule", "draft", "no"),
        ("schedule", "public", "yes"),
    ],
)
def test_draft_is_deployed_by_hand_only(
    event: str, stage: str, deploy: str, tmp_path: Path
) -> None:
    """A public directory is deployed by itself."""
    put_make(tmp_path, f"echo {stage}")
    env = {"GITHUB_EVENT_NAME": event, "GITHUB_OUTPUT": str(tmp_path / "output")}
    done = bash(script("deploy", "stage", "Read the stage"), tmp_path, **env)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output").read_text("utf-8") == f"deploy={deploy}\n"
    assert ("::notice::" in done.stdout) == (deploy == "no")


@posix
def test_unknown_stage_stops_the_deployment(tmp_path: Path) -> None:
    """What cannot be read is neither draft nor public."""
    put_make(tmp_path, "exit 2")
    env = {"GITHUB_EVENT_NAME": "push", "GITHUB_OUTPUT": str(tmp_path / "output")}
    done = bash(script("deploy", "stage", "Read the stage"), tmp_path, **env)
    assert done.returncode == 2
    assert not (tmp_path / "output").exists()


def test_unusual_form_fails_nothing() -> None:
    """Whoever changes a file in the browser cannot put it in order there."""
    (step,) = (s for s in jobs("check")["content"]["steps"] if "fmt" in s.get("run", ""))
    assert step["continue-on-error"] is True
    assert "fmt" not in str(jobs("check")["tests"])


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
@pytest.mark.parametrize("stage", ["draft", "public", ""])
def test_make_tells_the_stage(stage: str, tree: Tree) -> None:
    """`make stage` prints what site.yaml says, and fails where it says nothing sound."""
    root = tree()
    site = root / "content/site.yaml"
    before = site.read_text("utf-8")
    assert "stage: draft" in before
    site.write_text(before.replace("stage: draft", f"stage: {stage or '[]'}"), "utf-8")
    done = subprocess.run(
        [
            *("make", "--silent", "--no-print-directory", "-f", REPOSITORY / "Makefile"),
            # This very Python is set up already.
            *("--old-file", ".venv/.site-ready", f"BIN={Path(sys.executable).parent}", "stage"),
        ],
        cwd=root,
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == (f"{stage}\n" if stage else "")
    assert (done.returncode == 0) == bool(stage), done.stderr
    if not stage:
        assert "content/site.yaml cannot be read" in done.stderr


GH = """#!/usr/bin/env python3
import os, pathlib, sys
with open("asked", "a", encoding="utf-8") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["issue", "list"]:
    print(os.environ["FOUND"])
"""
"""Stands in for GitHub's command: it notes what it is asked, and finds what the test wants."""

FIND = "issue list --app github-actions --label review-list --state open --limit 1 --json"


def put_gh(folder: Path) -> None:
    """Put a program in the place of gh."""
    (folder / "gh").write_text(GH, "utf-8")
    (folder / "gh").chmod(0o755)


@posix
@pytest.mark.parametrize(
    ("found", "asked"),
    [
        ("12", ["issue edit 12 --body-file list.md"]),
        (
            "",
            [
                "label create review-list --force --description What to look at next",
                "issue create --title What to look at next --label review-list --body-file list.md",
            ],
        ),
    ],
)
def test_there_is_one_issue(found: str, asked: list[str], tmp_path: Path) -> None:
    """It is our own, found by its label; a new one comes only where there is none."""
    put_gh(tmp_path)
    done = bash(script("review", "tell", "Keep the issue up to date"), tmp_path, FOUND=found)
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert told == [f'{FIND} number --jq .[0].number // ""', *asked]


@posix
def test_the_list_holds_both_parts_and_fits(tmp_path: Path) -> None:
    """GitHub takes 65,536 characters; each part has its share, and ticks come from our issue."""
    put_gh(tmp_path)
    for part in ("review", "links"):
        (tmp_path / f"{part}.md").write_text(f"{part} " + "x" * gfm.ISSUE_PART, "utf-8")
    done = bash(script("review", "look", "Read what is ticked"), tmp_path, FOUND="- [x] a")
    assert (tmp_path / "ticked.md").read_text("utf-8") == "- [x] a\n", done.stderr
    summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    done = bash(script("review", "look", "Write the list"), tmp_path, **summary)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "list.md").read_text("utf-8")
    assert "review x" in text
    assert "links x" in text
    assert len(text) <= 65_536
    assert (tmp_path / "summary").read_text("utf-8") == text


def test_only_the_last_job_may_write_issues() -> None:
    """What reads the content and asks the web cannot write, and what writes runs none of ours."""
    found = jobs("review")
    assert found["look"]["permissions"] == {"contents": "read", "issues": "read"}
    assert found["tell"]["permissions"] == {"issues": "write"}
    used = [step["uses"].partition("@")[0] for step in found["tell"]["steps"] if "uses" in step]
    assert used == ["actions/download-artifact"]
    assert not any("pull" in event for event in read(GITHUB / "workflows/review.yml")["on"])
    checking = (GITHUB / "workflows/check.yml").read_text("utf-8") + (
        REPOSITORY / "Makefile"
    ).read_text("utf-8")
    assert "alongside links" not in checking
