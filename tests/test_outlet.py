import io
import os
from pathlib import Path

import pytest

from coach.outlet import Outlet, outlast


class TestOutlet:
    def test_goes_quiet_when_the_reader_has_gone(self) -> None:
        """No error then, none later, and none on closing."""
        reader, writer = os.pipe()
        os.close(reader)
        outlet = Outlet(io.BufferedWriter(io.FileIO(writer, "w")), "utf-8")

        for _ in range(3):
            assert outlet.write("a line\n") == 7
            outlet.flush()
        outlet.close()

    @pytest.mark.skipif(
        not Path("/dev/full").is_char_device(), reason="there is no full device here"
    )
    def test_goes_quiet_when_the_disk_is_full(self) -> None:
        """Even when the text was in a buffer for a while."""
        outlet = Outlet(io.BufferedWriter(io.FileIO("/dev/full", "w")), "utf-8")
        written = [outlet.write("no line end")]
        outlet.flush()
        written.append(outlet.write("x" * 100_000))
        outlet.close()

        assert written == [11, 100_000]
        assert outlet.closed

    def test_writes_what_it_is_given(self, tmp_path: Path) -> None:
        """At every line's end, with a ? for what the encoding has no sign for."""
        path = tmp_path / "out"
        outlet = Outlet(io.BufferedWriter(io.FileIO(path, "w")), "latin-1")
        outlet.write("café ╭ \udce9\n")

        assert path.read_bytes() == "café ? ?\n".encode("latin-1")
        outlet.close()


class TestOutlast:
    def test_a_stream_that_is_missing(self) -> None:
        """A program started with its output closed has somewhere to write to."""
        with outlast(None) as stream:
            assert stream.write("nowhere") == 7
            assert stream.name == os.devnull

    def test_takes_the_place_of_the_stream(self, tmp_path: Path) -> None:
        """The same file, in the same encoding."""
        path = tmp_path / "out"
        with outlast(path.open("w", encoding="latin-1")) as stream:
            stream.write("é")

        assert path.read_bytes() == b"\xe9"
        assert isinstance(stream, Outlet)

    def test_leaves_a_stream_of_somebody_s_own(self) -> None:
        """It knows best."""
        own = io.StringIO()
        assert outlast(own) is own
