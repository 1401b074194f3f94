"""The workflow that turns a suggestion into a pull request: who may do what, and what it says."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from workflows import GITHUB, bash, jobs, posix, read, script

from generator.curate.event import LABEL


def test_suggestions_are_read_without_power() -> None:
    """What reads an issue cannot write, and what writes runs no code of ours and checks nothing out."""
    found = jobs("suggestion")
    reading, *writing = found.values()
    assert reading["permissions"] == {"contents": "read"}
    for job in writing:
        assert "write" in job["permissions"].values()
        assert job["needs"] == "read"
        for step in job["steps"]:
            assert step.get("uses", "actions/download-artifact@").startswith(
                "actions/download-artifact@"
            )
            assert "alongside" not in step.get("run", "")
    assert found["answer"]["permissions"] == {"issues": "write"}
    assert read(GITHUB / "workflows" / "suggestion.yml")["on"] == {"issues": {"types": ["labeled"]}}
    # No value that somebody typed reaches a script, not even as a variable.
    said = set(re.findall(r"github\.event\.[\w.]+", str(found)))
    assert said == {
        "github.event.issue.number",
        "github.event.issue.state",
        "github.event.label.name",
        "github.event.repository.default_branch",
    }


def test_the_label_is_the_command_s() -> None:
    """And no form sets it, lest its author be taken for a curator."""
    condition = jobs("suggestion")["read"]["if"]
    assert f"github.event.label.name == '{LABEL}'" in condition
    for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        assert "labels" not in yaml.safe_load(file.read_text("utf-8"))


GH = """\
#!/bin/sh
echo "gh $*" >> "$CALLS"
for each in "$@"; do
  case "$each" in
    content=@*) base64 -d "${each#content=@}" > "$CALLS.content" ;;
  esac
done
case "$*" in
  *"$BROKEN"*) echo "gh: HTTP 422" >&2; exit 1 ;;
  *collaborators/*) echo "$MAY" ;;
  *git/ref/heads/*) echo 0123abc ;;
  "pr create"*) echo https://github.com/owner/ground/pull/13 ;;
esac
"""


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """Give a folder with a program in the place of gh that writes down how it is called."""
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    return Hub(tmp_path)


@dataclass(frozen=True)
class Hub:
    """A folder in which steps run, and what they said to GitHub."""

    folder: Path

    def run(self, job: str, name: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a step of the workflow for suggestions."""
        return bash(
            script("suggestion", job, name),
            self.folder,
            **{
                "CALLS": str(self.folder / "calls"),
                "BROKEN": "nothing is",
                "MAY": "true",
                "GITHUB_REPOSITORY": "owner/ground",
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_RUN_ID": "99",
                "GITHUB_ACTOR": "curator",
                "GITHUB_OUTPUT": str(self.folder / "output"),
                "NUMBER": "12",
                "BASE": "main",
                "LABEL": LABEL,
                **env,
            },
        )

    def came(self, *paths: str, size: int = 10) -> None:
        """Put files where the artifact is unpacked."""
        for path in paths:
            file = self.folder / "suggestion" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("x" * size, "utf-8")

    @property
    def calls(self) -> list[str]:
        """How gh was called."""
        file = self.folder / "calls"
        return file.read_text("utf-8").splitlines() if file.exists() else []

    @property
    def output(self) -> str:
        """What the step hands on."""
        file = self.folder / "output"
        return file.read_text("utf-8") if file.exists() else ""


ASK = "Ask whether whoever set the label may do so"
LOOK = "Look at what came once more"
SWAP = "content/resources/swap-box.yaml"


@posix
@pytest.mark.parametrize(("may", "code"), [("true", 0), ("false", 1), ("null", 1), ("", 1)])
def test_only_those_who_may_sort_issues_are_heard(may: str, code: int, hub: Hub) -> None:
    """GitHub is asked what the person may do who set the label."""
    done = hub.run("read", ASK, MAY=may)
    assert done.returncode == code
    assert hub.calls == [
        "gh api repos/owner/ground/collaborators/curator/permission --jq .user.permissions.triage"
    ]
    assert hub.run("read", ASK, BROKEN="collaborators").returncode == 1


@posix
@pytest.mark.parametrize(
    ("files", "code", "result"),
    [
        (["message.md", SWAP], 0, "result=proposal\n"),
        (["message.md"], 0, "result=corrections\n"),
        ([], 1, ""),
    ],
)
def test_what_was_read_decides(files: list[str], code: int, result: str, hub: Hub) -> None:
    """Mistakes in a form are no failure; a command that says nothing is one."""
    program = hub.folder / ".venv/bin/alongside"
    program.parent.mkdir(parents=True)
    lines = [f"mkdir -p $4/{Path(file).parent}; echo x > $4/{file}" for file in files]
    ending = f"exit {0 if SWAP in files else 1}"
    program.write_text(
        "\n".join(["#!/bin/sh", 'test "$1 $3" = "from-issue --out"', *lines, ending])
    )
    program.chmod(0o755)
    done = hub.run("read", "Read the issue", GITHUB_EVENT_PATH="event.json")
    assert (done.returncode, hub.output) == (code, result)


@posix
@pytest.mark.parametrize("file", [SWAP, "content/stories/first-tomatoes.md"])
def test_one_file_is_let_through(file: str, hub: Hub) -> None:
    """A new entry, or a story."""
    hub.came("message.md", file)
    assert hub.run("propose", LOOK).returncode == 0
    assert hub.output == f"file={file}\n"


@posix
@pytest.mark.parametrize(
    "files",
    [
        ["message.md"],
        [SWAP],
        ["message.md", SWAP, "content/resources/another.yaml"],
        ["message.md", SWAP, ".github/workflows/x.yml"],
        ["message.md", ".github/workflows/x.yml"],
        ["message.md", "content/site.yaml"],
        ["message.md", "content/resources/Swap.yaml"],
        ["message.md", "content/resources/north/swap.yaml"],
        ["message.md", "content/resources/swap.es.yaml"],
        ["message.md", "content/resources/swap.md"],
        ["message.md", "content/resources/a b.yaml"],
        ["message.md", "content/resources/a\nb.yaml"],
        ["message.md", "content/resources/$(touch pwned).yaml"],
        ["message.md", "content/pages/about.md"],
    ],
    ids=str,
)
def test_nothing_else_is_let_through(files: list[str], hub: Hub) -> None:
    """The job that may write trusts the other one no further than this."""
    hub.came(*files)
    assert hub.run("propose", LOOK).returncode == 1
    assert hub.output == ""


@posix
def test_links_and_large_files_are_not_let_through(hub: Hub) -> None:
    """Neither on the way to somewhere else, nor more than an entry can be."""
    hub.came("message.md", SWAP, size=131_073)
    assert hub.run("propose", LOOK).returncode == 1
    file = hub.folder / "suggestion" / SWAP
    file.unlink()
    file.symlink_to("/etc/passwd")
    assert hub.run("propose", LOOK).returncode == 1
    assert hub.output == ""


@posix
def test_proposal_is_made(hub: Hub) -> None:
    """A branch of its own from main, the one file on it, a pull request, and word of it."""
    hub.came("message.md", SWAP, size=100_000)
    done = hub.run("propose", "Propose it", FILE=SWAP)
    assert done.returncode == 0, done.stderr
    api = "repos/owner/ground"
    commit, branch, file, proposal, word = hub.calls
    assert commit == f"gh api {api}/git/ref/heads/main --jq .object.sha"
    assert branch.endswith("git/refs --silent -f ref=refs/heads/suggestion/12 -f sha=0123abc")
    assert file == (
        f"gh api -X PUT {api}/contents/{SWAP} --silent -f branch=suggestion/12 "
        "-f message=Add swap-box, suggested in #12 -F content=@content.base64"
    )
    assert proposal == (
        "gh pr create --repo owner/ground --base main --head suggestion/12 --title Add swap-box "
        "--body-file suggestion/message.md"
    )
    assert "This is a proposal now: https://github.com/owner/ground/pull/13." in word
    assert (hub.folder / "calls.content").read_text("utf-8") == "x" * 100_000


@posix
@pytest.mark.parametrize(
    ("broken", "is_taken_back"),
    [("git/ref/", False), ("git/refs --silent", False), ("PUT", True), ("pr create", True)],
)
def test_half_a_proposal_is_taken_back(broken: str, is_taken_back: bool, hub: Hub) -> None:
    """Only a branch that was made just now; one that was there is somebody's work."""
    hub.came("message.md", SWAP)
    assert hub.run("propose", "Propose it", FILE=SWAP, BROKEN=broken).returncode != 0
    deletes = [call for call in hub.calls if "DELETE" in call]
    assert deletes == (
        ["gh api -X DELETE repos/owner/ground/git/refs/heads/suggestion/12 --silent"]
        if is_taken_back
        else []
    )
    assert not any("comment" in call for call in hub.calls)
    assert hub.run("propose", "Say that it could not be proposed").returncode == 0
    assert "actions/runs/99 says why." in hub.calls[-1]


@posix
def test_word_of_a_proposal_is_not_worth_its_branch(hub: Hub) -> None:
    """When only the last comment fails, the pull request stays."""
    hub.came("message.md", SWAP)
    assert hub.run("propose", "Propose it", FILE=SWAP, BROKEN="issue comment").returncode != 0
    assert not any("DELETE" in call for call in hub.calls)


@posix
@pytest.mark.parametrize("has_message", [True, False])
def test_answer_reaches_the_issue(has_message: bool, hub: Hub) -> None:
    """What to correct or, after a failure of ours, that it was ours; the label can be set again."""
    if has_message:
        hub.came("message.md")
    done = hub.run("answer", "Answer")
    assert done.returncode == 0, done.stderr
    said, label = hub.calls
    assert said.startswith("gh issue comment 12 --repo owner/ground --body")
    assert said.endswith("suggestion/message.md" if has_message else "actions/runs/99 says what.")
    assert label == f"gh issue edit 12 --repo owner/ground --remove-label {LABEL}"
