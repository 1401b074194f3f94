"""The tree that becomes the site: what goes in, what vanishes, and the swap."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import contents, put, snapshot

from generator import publish
from generator.failure import Failure
from generator.publish import Changes, Output, new_tree

OLD = {"index.html": "old", "a/index.html": "a", "b/index.html": "b"}
NEW = {"index.html": "new", "a/index.html": "a", "c/index.html": "c"}


def made(live: Path, files: dict[str, str]) -> Changes:
    """Publish a tree of some files."""
    with new_tree(live) as tree:
        for path, text in files.items():
            tree.write(Output(path, text.encode()))
        return tree.publish({})


def texts(live: Path) -> dict[str, str]:
    """Return a published tree's texts by their path."""
    found = {path: data.decode() for path, data in contents(live).items()}
    assert "Alongside" in found.pop(publish.MARKER)
    return found


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """Give a published tree of `OLD`."""
    live = tmp_path / "out" / "site"
    made(live, OLD)
    return live


@pytest.fixture(params=[True, False], ids=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Swap by an exchange where the system can, or by two renames as where it cannot."""
    if not request.param:
        monkeypatch.setattr(publish, "_exchange", lambda _one, _other: False)
    return bool(request.param)


def test_new_tree_replaces_the_old_one(live: Path, way: bool) -> None:
    """What nobody produced is gone, what changed is new, and all of it is counted."""
    assert made(live, NEW) == Changes(written=2, unchanged=1, removed=1)
    assert texts(live) == NEW
    assert not (live / "b").exists()
    assert [file.name for file in (live.parent / ".site.alongside").iterdir()] == ["lock"]


def test_unchanged_files_are_hard_links(live: Path, way: bool) -> None:
    """The same file, not a copy: its inode and its time stay."""
    before = snapshot(live)
    made(live, NEW)
    after = snapshot(live)
    assert after["a/index.html"] == before["a/index.html"]
    assert after["index.html"][0] != before["index.html"][0]


def test_old_tree_is_never_written_through_a_link(live: Path, tmp_path: Path) -> None:
    """Whoever holds on to the old tree's files finds them as they were."""
    held = tmp_path / "held"
    held.hardlink_to(live / "index.html")
    made(live, NEW)
    assert held.read_text() == "old"


def test_file_of_the_same_length_is_not_taken_for_the_same(live: Path) -> None:
    """Content decides, not size."""
    made(live, {**OLD, "index.html": "OLD"})
    assert texts(live)["index.html"] == "OLD"


def test_folder_may_become_a_file_and_a_file_a_folder(live: Path, way: bool) -> None:
    """Shapes change freely from one tree to the next."""
    turned = {"a": "now a file", "index.html/deep": "now a folder"}
    made(live, turned)
    assert texts(live) == turned


@pytest.mark.parametrize("twin", ["a/index.html", "A/index.html", "a/INDEX.html"])
def test_two_files_at_one_address_are_refused(live: Path, twin: str) -> None:
    """Also where only capitals differ: some systems cannot keep both."""
    with new_tree(live) as tree:
        tree.write(Output("a/index.html", b"one"))
        with pytest.raises(Failure, match="same address") as caught:
            tree.write(Output(twin, b"two"))
    assert caught.value.message.endswith(f"/a/index.html and /{twin}.")
    assert texts(live) == OLD


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", "."])
def test_paths_outside_are_refused(live: Path, path: str) -> None:
    """A path that leaves the site is our own mistake, and nothing is written."""
    with pytest.raises(ValueError, match="inside the site"):
        made(live, {path: "x"})
    assert texts(live) == OLD
    assert not (live.parent / "x").exists()


def test_error_while_rendering_leaves_the_old_tree(live: Path) -> None:
    """Whatever is raised, the live tree stays and the unfinished one is gone."""
    before = snapshot(live)
    with pytest.raises(ZeroDivisionError), new_tree(live) as tree:
        tree.write(Output("index.html", b"half"))
        raise ZeroDivisionError
    assert snapshot(live) == before
    assert not (live.parent / ".site.alongside/next").exists()


def test_lock_is_free_again_after_an_error(live: Path) -> None:
    """The build after a failed one is not told to wait."""
    with pytest.raises(ZeroDivisionError), new_tree(live):
        raise ZeroDivisionError
    made(live, NEW)
    assert texts(live) == NEW


def test_second_tree_at_once_is_refused(live: Path) -> None:
    """The first one goes on undisturbed."""
    with new_tree(live) as tree:
        tree.write(Output("index.html", b"first"))
        with pytest.raises(Failure, match="Another build is writing"), new_tree(live):
            pass
        tree.publish({})
    assert texts(live) == {"index.html": "first"}


def test_kill_between_two_renames_is_put_right(live: Path) -> None:
    """The live tree has moved away, the new one has not come: the old one returns."""
    work = live.parent / ".site.alongside"
    live.rename(work / "previous")
    put(work, {"next/index.html": "half"})
    with pytest.raises(ZeroDivisionError), new_tree(live) as tree:
        assert texts(live) == OLD
        assert tree.notes["made by"] == "Alongside"
        raise ZeroDivisionError
    assert texts(live) == OLD


def test_kill_after_the_swap_is_put_right(live: Path) -> None:
    """The new tree lives already; the replaced one is only cleared away."""
    work = live.parent / ".site.alongside"
    put(work, {"previous/index.html": "older", "next/index.html": "half", "search/x": "x"})
    made(live, NEW)
    assert texts(live) == NEW
    assert [file.name for file in work.iterdir()] == ["lock"]


def test_second_rename_that_fails_gives_the_old_tree_back(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old tree is away and the new one cannot come: nobody may lose both."""

    def losing(one: Path, other: Path) -> bool:
        """Stand for a system without exchange on which the new tree's folder goes missing."""
        one.rename(one.with_name("lost"))
        return False

    monkeypatch.setattr(publish, "_exchange", losing)
    with pytest.raises(Failure):
        made(live, NEW)
    assert live.is_dir()
    assert texts(live) == OLD


def test_interrupt_between_the_renames_gives_the_old_tree_back(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C may come at any moment."""
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "next":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(publish, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made(live, NEW)
    monkeypatch.undo()
    assert live.is_dir()
    assert texts(live) == OLD


def test_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """A folder without our mark is left as it is; an empty one may be used."""
    put(tmp_path, {"mine/letter.txt": "Dear you", "mine/.hidden": ""})
    with pytest.raises(Failure, match="not made by Alongside"), new_tree(tmp_path / "mine"):
        pass
    assert contents(tmp_path / "mine") == {"letter.txt": b"Dear you", ".hidden": b""}
    (tmp_path / "empty").mkdir()
    made(tmp_path / "empty", NEW)
    assert texts(tmp_path / "empty") == NEW


def test_link_to_a_folder_is_followed(live: Path, tmp_path: Path) -> None:
    """A host may let `site` be a link to elsewhere; it stays one."""
    link = tmp_path / "link"
    link.symlink_to(live, target_is_directory=True)
    made(link, NEW)
    assert link.is_symlink()
    assert texts(live) == NEW


def test_notes_reach_the_next_build(live: Path) -> None:
    """Notes that cannot be read count as none."""
    with new_tree(live) as tree:
        tree.publish({"search": "abc"})
    with new_tree(live) as tree:
        assert tree.notes["search"] == "abc"
    (live / publish.MARKER).write_text("{ broken")
    with new_tree(live) as tree:
        assert dict(tree.notes) == {}
