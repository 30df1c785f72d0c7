"""The texts of a folder: found, coded on one core, on two and on a cluster with equal results, never too many at once."""

import os
import sys
from concurrent.futures import Future
from multiprocessing import active_children

import pytest

from igfdata.coding import corpus as corpus_module
from igfdata.coding.corpus import (
    ClusterUnavailable,
    code_corpus,
    code_on_cluster,
    code_on_cores,
    find_texts,
    in_order,
    program_version,
    read_bytes,
)
from igfdata.importers.model import Limits, Problem

TERMS = (("gaming", "game*"), ("privacy", "privacy"), ("relevance_child", "child*"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twelve texts in three folders; every third has no code, one is no text."""
    root = tmp_path_factory.mktemp("texts")
    for n in range(12):
        place = root / ("igf2024", "igf2025", "igf2025/day1")[n % 3]
        place.mkdir(parents=True, exist_ok=True)
        said = ["games " * n + "and children", "our privacy", "nothing to see"][n // 4]
        (place / f"text{n}.txt").write_text(said, encoding="utf-8")
    (root / "igf2025" / "page.html").write_text("<p>Privacy of <b>child</b>ren</p>", encoding="utf-8")
    (root / "igf2025" / "no-text.txt").write_bytes(b"%PDF-1.7 games")
    return root


@pytest.fixture(scope="module")
def workers():
    """Address of a cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed", reason="dask is not installed: pip install 'dask[distributed]'")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as found:
        yield found.scheduler_address


@pytest.fixture(scope="module")
def expected(folder):
    return list(code_corpus(folder, find_texts(folder).files, TERMS))


def test_texts_are_found_in_their_order_and_the_rest_is_counted(tmp_path):
    for name in ("b.txt", "a/z.MD", "a.txt", "a-b/c.htm", "a/.git/x.txt", ".hidden.txt", "a/slides.pdf", "README"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("games", encoding="utf-8")
    found = find_texts(tmp_path)
    assert found.files == ("a-b/c.htm", "a.txt", "a/z.MD", "b.txt")
    assert dict(found.others) == {".pdf": 1, "no ending": 1}
    assert found.problems == ()


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "a.txt").write_text("games", encoding="utf-8")
    found = find_texts(tmp_path)
    assert found.files == ("in/a.txt",)
    assert [problem.file for problem in found.problems] == ["in/loop"]


def test_each_file_has_one_result_in_order(folder, expected):
    files = find_texts(folder).files
    assert [found.file for found in expected] == list(files)
    assert len(files) == 14
    by_file = {found.file: found for found in expected}
    assert [tuple(code) for code in by_file["igf2024/text3.txt"].codes] == [
        ("topic", "gaming", False, 3, "games"),
        ("relevance", "child", False, 1, "children"),
    ]
    assert by_file["igf2025/page.html"].codes[0].words == "Privacy"
    assert by_file["igf2024/text9.txt"].codes == ()
    assert by_file["igf2024/text9.txt"].was_read
    assert [found.file for found in expected if not found.was_read] == ["igf2025/no-text.txt"]


def test_two_processes_give_what_one_gives(folder, expected):
    assert list(code_on_cores(2, folder, find_texts(folder).files, TERMS)) == expected


def test_a_cluster_gives_what_one_process_gives(folder, expected, workers):
    assert list(code_on_cluster(workers, folder, find_texts(folder).files, TERMS)) == expected


def test_a_cluster_names_what_is_not_there(folder, workers):
    files = ("igf2024/text0.txt", "gone.txt", "igf2024/text3.txt")
    results = list(code_on_cluster(workers, folder, files, TERMS))
    assert [found.was_read for found in results] == [True, False, True]
    assert [found.file for found in results] == list(files)


def test_a_worker_with_another_version_is_refused(folder, workers, monkeypatch):
    assert program_version() == program_version.__wrapped__()
    monkeypatch.setattr(corpus_module, "program_version", lambda: "another")
    with pytest.raises(ClusterUnavailable, match="not this version of igfdata found"):
        next(code_on_cluster(workers, folder, ["igf2024/text0.txt"], TERMS))


def test_a_cluster_without_workers_is_told(folder):
    distributed = pytest.importorskip("distributed", reason="dask is not installed: pip install 'dask[distributed]'")
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(ClusterUnavailable, match="No worker at tcp"),
    ):
        next(code_on_cluster(empty.scheduler_address, folder, ["igf2024/text0.txt"], TERMS))


def test_no_scheduler_at_the_address_is_told(folder, monkeypatch):
    pytest.importorskip("distributed", reason="dask is not installed: pip install 'dask[distributed]'")
    monkeypatch.setattr(corpus_module, "CONNECTING", "0.1s")
    with pytest.raises(
        ClusterUnavailable, match=r"--dask: 'tcp://127.0.0.1:1' found; expected the address of a Dask scheduler"
    ):
        next(code_on_cluster("tcp://127.0.0.1:1", folder, ["igf2024/text0.txt"], TERMS))


def test_without_dask_there_is_a_clear_word(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterUnavailable, match=r"Dask is not installed; expected: pip install 'dask\[distributed\]'"):
        next(code_on_cluster("tcp://127.0.0.1:1", folder, [], TERMS))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "large.txt").write_bytes(b"x" * 101)
    (tmp_path / "fits.txt").write_bytes(b"x" * 100)
    os.mkfifo(tmp_path / "pipe.txt")
    read = {name: read_bytes(tmp_path, name, Limits(file_bytes=100)) for name in find_texts(tmp_path).files}
    assert read.pop("fits.txt") == b"x" * 100
    assert all(isinstance(problem, Problem) and problem.severity == "error" for problem in read.values())
    assert "No such file" in str(read["gone.txt"])
    assert "it is larger" in str(read["large.txt"])
    assert "something else" in str(read["pipe.txt"])


@pytest.mark.parametrize(("n", "window"), [(0, 3), (2, 3), (50, 3), (5, 1)])
def test_no_more_pieces_are_under_way_than_the_window(n, window):
    given, taken, most = [], [], 0

    def submit(item):
        nonlocal most
        given.append(item)
        most = max(most, len(given) - len(taken))
        done = Future()
        done.set_result(item * item)
        return done

    for result in in_order(submit, iter(range(n)), window=window):
        taken.append(result)
    assert taken == [item * item for item in range(n)]
    assert most <= window


def test_a_stop_ends_the_processes(folder):
    before = set(active_children())
    results = code_on_cores(2, folder, find_texts(folder).files * 50, TERMS)
    assert next(results).file == "igf2024/text0.txt"
    assert len(set(active_children()) - before) == 2
    results.close()  # waits for them
    assert set(active_children()) - before == set()
