import subprocess
import sys
from pathlib import Path

from coach.keeping.locking import lock


def test_a_lock_is_one_holder_s(tmp_path: Path) -> None:
    """Whoever opened the file; closing it lets go."""
    path = tmp_path / "notes"
    path.touch()
    with path.open("r+b") as other:
        with path.open("r+b") as first:
            assert lock(first)
            assert not lock(other)
        assert lock(other)


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    """Nobody has to clean up after it."""
    path = tmp_path / "notes"
    path.touch()
    script = (
        "import sys, time; from coach.keeping.locking import lock;"
        "file = open(sys.argv[1], 'r+b'); print(lock(file), flush=True);"
        "time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(path)]
    with (
        path.open("r+b") as file,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "True"
        assert not lock(file)
        process.kill()
        process.wait()
        assert lock(file)
