"""The issue forms: current, valid to GitHub, and asking what this very directory asks."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import alongside
from sites import REPOSITORY, make_root, put

from generator.curate.forms import PROMISES, SUBJECT, Form, FormQuestion, Shape, forms
from generator.curate.issue_body import read_body
from generator.curate.issue_forms import FOLDER, issue_forms
from generator.load import Catalogue, load

WORDY = """\
field: kind
label: "Kind of place"
many: false
terms:
  "yes": {label: "Yes", requires: [contact]}
  none: {label: None}
  twin: {label: "Yes"}
  link: {label: A link}
"""


def catalogue_of(root: Path) -> Catalogue:
    """Return what a directory says."""
    catalogue, _ = load(root)
    assert catalogue is not None
    return catalogue


REAL = catalogue_of(REPOSITORY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a directory about gardens that is kept on GitHub."""
    root = make_root(tmp_path / "root")
    (root / ".github").mkdir()
    return root


def written(root: Path) -> dict[str, dict[str, Any]]:
    """Return the forms of a root by the names of their files."""
    files = sorted((root / FOLDER).glob("[0-9]*.yml"))
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in files}


def elements(form: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what can be answered in a form."""
    return [each for each in form["body"] if each["type"] != "markdown"]


def labels(form: dict[str, Any]) -> list[str]:
    """Return the headings that a form's issue has."""
    return [each["attributes"]["label"] for each in elements(form)]


@pytest.mark.parametrize(("path", "text"), list(issue_forms(REAL)), ids=lambda value: value[:40])
def test_forms_are_current(path: str, text: str) -> None:
    """`alongside fmt` would change none of them."""
    assert (REPOSITORY / path).read_text("utf-8") == text


def test_no_form_is_left_over() -> None:
    """Each kind has one, and nothing else has."""
    kinds = REAL.table.facet("kind")
    assert kinds is not None
    wanted = {f"2-{id_}" for id_ in kinds.terms}
    assert set(written(REPOSITORY)) == {"1-link", *wanted, "3-story", "4-report"}


def assert_valid(root: Path) -> None:
    """GitHub takes every form: by its schema, and by what its documentation says besides.

    Source: https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
    """
    schema = ("--builtin-schema", "vendor.github-issue-forms")
    done = subprocess.run(
        [
            Path(sys.executable).with_name("check-jsonschema"),
            *schema,
            *sorted((root / FOLDER).glob("[0-9]*")),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    found = written(root)
    assert len({form["name"] for form in found.values()}) == len(found)
    for form in found.values():
        ids = [each["id"] for each in elements(form)]
        assert len(set(ids)) == len(ids)
        assert not {"title", "body", "labels", "type", "template"} & set(ids)
        headings = [label.casefold() for label in labels(form)]
        boxes = [o["label"].casefold() for o in promises(form)]
        assert len({*headings, *boxes}) == len(headings) + len(boxes)
        assert 3 <= len(form["name"]) <= 200
        assert 3 <= len(form["description"]) <= 200
        for each in elements(form):
            options = each["attributes"].get("options", ())
            if each["type"] == "dropdown":
                assert all(isinstance(option, str) for option in options)
                folded = [option.casefold() for option in options]
                assert "none" not in folded
                assert len(set(folded)) == len(folded)


def promises(form: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the boxes of a form that everybody must tick."""
    return [
        option
        for each in form["body"]
        if each["type"] == "checkboxes"
        for option in each["attributes"]["options"]
    ]


def test_forms_are_valid(root: Path) -> None:
    """For this directory, for one without any illness, and for one with awkward words."""
    assert_valid(REPOSITORY)
    assert alongside("fmt", "--root", root).returncode == 0
    assert_valid(root)
    assert "cancer" not in "".join(
        file.read_text("utf-8").lower() for file in (root / FOLDER).iterdir()
    )
    put(root, {"content/vocabularies/kinds.yaml": WORDY})
    assert alongside("fmt", "--root", root).returncode == 0
    assert_valid(root)
    subjects = {elements(form)[0]["attributes"]["options"][0] for form in written(root).values()}
    assert {"Yes", "Yes (twin)", "None (none)", "A link", "A link (link)"} < subjects


def test_config_is_valid() -> None:
    """Whoever finds no form that fits can write without one."""
    file = REPOSITORY / FOLDER / "config.yml"
    done = subprocess.run(
        [
            Path(sys.executable).with_name("check-jsonschema"),
            *("--builtin-schema", "vendor.github-issue-config", file),
        ],
        check=False,
    )
    assert done.returncode == 0
    assert yaml.safe_load(file.read_text("utf-8"))["blank_issues_enabled"] is True


def test_no_form_answers_for_anybody(root: Path) -> None:
    """GitHub chooses the first option of a single choice that is required, so none is."""
    alongside("fmt", "--root", root)
    for form in (*written(REPOSITORY).values(), *written(root).values()):
        for each in elements(form):
            attributes = each["attributes"]
            if each["type"] == "dropdown" and len(attributes["options"]) > 1:
                required = each.get("validations", {}).get("required", False)
                assert attributes.get("multiple") or not required
                assert "default" not in attributes
            assert "value" not in attributes


def test_forms_follow_the_vocabularies(root: Path) -> None:
    """A kind's own needs come first; what it was chosen by is not asked again."""
    alongside("fmt", "--root", root)
    found = written(root)
    assert set(found) == {
        "1-link",
        "2-shared-garden",
        "2-tool-library",
        "2-seed-swap",
        "3-story",
        "4-report",
    }
    garden, swap = labels(found["2-shared-garden"]), labels(found["2-seed-swap"])
    assert garden[0] == SUBJECT
    assert "Kind of place" not in garden
    assert (
        garden.index("Places: country") < garden.index("First step") < garden.index("What it costs")
    )
    assert not [label for label in swap if label.startswith("Places")]
    (grows,) = (e for e in elements(found["2-seed-swap"]) if e["id"] == "plants")
    assert grows["attributes"]["multiple"] is True
    assert grows["attributes"]["options"] == ["Anything", "Vegetables", "Root vegetables", "Herbs"]


def test_curators_are_not_asked_where_they_live(root: Path) -> None:
    """Where a vocabulary's label speaks to visitors, it may have another for those who write."""
    path = "content/vocabularies/places.yaml"
    text = (root / path).read_text("utf-8")
    put(root, {path: text.replace("required_by", "curator_label: Who may come\nrequired_by", 1)})
    alongside("fmt", "--root", root)
    (garden, site) = labels(written(root)["2-seed-swap"]), labels(written(REPOSITORY)["2-hub"])
    assert "Who may come" in garden
    assert not [label for label in (*garden, *site) if re.search(r"\byou (live|are)\b", label)]


def test_forms_speak_the_site_s_language(root: Path) -> None:
    """Terms have the words of the directory's own language, and are read by them."""
    path = "content/vocabularies/costs.yaml"
    text = (root / path).read_text("utf-8")
    site = (root / "content/site.yaml").read_text("utf-8")
    words = text.replace("label: Free", "label: {en: Free, es: Gratis}")
    put(root, {path: words, "content/site.yaml": site.replace("[en]", "[es, en]")})
    alongside("fmt", "--root", root)
    (cost,) = (e for e in elements(written(root)["2-seed-swap"]) if e["id"] == "cost")
    assert cost["attributes"]["options"] == ["Gratis", "A small fee"]


def test_form_of_a_kind_that_is_gone_goes(root: Path) -> None:
    """But nobody else's file."""
    alongside("fmt", "--root", root)
    put(root, {f"{FOLDER}/2-mine.yml": "name: Mine\n"})
    path = "content/vocabularies/kinds.yaml"
    text = (root / path).read_text("utf-8")
    put(root, {path: text.replace("tool-library:", "tool-shelf:")})
    done = alongside("fmt", "--root", root, "--check")
    assert f"{FOLDER}/2-tool-library.yml: made from nothing any more" in done.stdout
    assert (root / FOLDER / "2-tool-library.yml").exists()
    assert alongside("fmt", "--root", root).returncode == 0
    names = set(written(root))
    assert {"2-tool-shelf", "2-mine"} < names
    assert "2-tool-library" not in names
    assert alongside("fmt", "--root", root, "--check").returncode == 0


def test_directory_elsewhere_has_no_forms(root: Path) -> None:
    """Where there is no .github, nobody would see them."""
    (root / ".github").rmdir()
    assert alongside("fmt", "--root", root).returncode == 0
    assert not (root / ".github").exists()


def answered(form: Form) -> Iterator[str]:
    """Yield the issue of somebody who chooses all that can be chosen."""
    yield f"### {SUBJECT}\n\n{form.subject}"
    for question in form.questions:
        yield f"### {question.label}\n\n{_answer(question)}"
    if form.promises:
        yield f"### {PROMISES}\n\n" + "\n".join(f"- [x] {each}" for each in form.promises)


def _answer(question: FormQuestion) -> str:
    shown = [option.label for option in question.options]
    match question.shape:
        case Shape.SEVERAL:
            return ", ".join(shown)
        case Shape.ONE:
            return shown[-1]
        case Shape.WORDS:
            return question.example
    return "_No response_"


@pytest.mark.parametrize("form", list(forms(REAL)), ids=lambda form: form.file)
def test_all_that_a_form_offers_can_be_read(form: Form) -> None:
    """Every label comes back as its term, also where labels hold commas."""
    filled, mistakes = read_body("\n\n".join(answered(form)), tuple(forms(REAL)))
    if form.collection is None:
        assert filled is None
        return
    assert filled is not None
    assert mistakes == ()
    for question in form.questions:
        if question.shape is Shape.SEVERAL:
            assert filled.answers[question.field] == tuple(o.id for o in question.options)
        elif question.shape is Shape.ONE:
            assert filled.answers[question.field] == question.options[-1].id
        elif question.shape is Shape.WORDS:
            assert filled.answers[question.field]


def test_what_a_story_needs_is_asked() -> None:
    """Its consent, in words that say what they mean."""
    story = written(REPOSITORY)["3-story"]
    (consent,) = (each for each in elements(story) if each["id"] == "consent")
    assert "needed" in consent["attributes"]["description"]
    assert len(consent["attributes"]["options"]) == 2
    assert re.search("public", story["body"][0]["attributes"]["value"])
