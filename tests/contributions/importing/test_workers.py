"""A document that takes too long, needs too much or breaks its reader stops nothing else."""

import pytest

from bpfanalysis.contributions.importing import worker, workers


@pytest.fixture
def folder(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Question 1\n\nNo, number {n}.\n")
    return tmp_path


def documents(folder):
    return [(p, p.name) for p in sorted(folder.iterdir())]


def test_answers_come_in_the_order_of_the_documents(folder, knowledge):
    seen = []
    found = workers.read_all(
        documents(folder), knowledge.setup(), jobs=2, progress=lambda n, of: seen.append((n, of))
    )
    texts = [f["document"]["contributions"][0]["answers"][0]["text"] for f in found]
    assert texts == ["No, number 0.", "No, number 1.", "No, number 2."]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_document_that_takes_too_long_is_set_aside(folder, knowledge):
    one = workers.Worker(knowledge.setup(), seconds=0.0)
    one.start()
    answer = one.read(folder / "0.txt", "0.txt")
    assert "takes longer" in answer["refused"]
    one.seconds = 20
    assert "document" in one.read(folder / "1.txt", "1.txt"), "a new process must go on"
    one.stop()


def test_a_worker_that_dies_is_replaced(folder, knowledge):
    one = workers.Worker(knowledge.setup(), seconds=20)
    one.start()
    one.process.kill()
    one.process.wait()
    assert one.read(folder / "0.txt", "0.txt") == {"refused": workers.LOST}
    assert "document" in one.read(folder / "1.txt", "1.txt")
    one.stop()


def test_a_missing_file_is_set_aside(folder, knowledge):
    found = workers.read_all([(folder / "gone.txt", "gone.txt")], knowledge.setup(), jobs=1)
    assert "cannot be read from disk" in found[0]["refused"]


def test_memory_is_bounded(tmp_path, knowledge):
    resource = pytest.importorskip("resource")
    assert resource.RLIMIT_AS
    # 45 MB of markup needs several hundred as a tree.
    (tmp_path / "big.html").write_text("<p>a" * 11_000_000)
    found = workers.read_all(
        [(tmp_path / "big.html", "big.html")], knowledge.setup(), jobs=1, seconds=60
    )
    assert "refused" in found[0]
    assert worker.MEMORY == 512 * 1024 * 1024
