import os
import time
from pathlib import Path

import fsspec
import pytest

from coach.batch import looking
from coach.batch.call import BatchCall
from coach.batch.looking import Look, look, look_at

from .conftest import MakeWav


def call(address: object, customer: object = None) -> BatchCall:
    """A call with this address."""
    return BatchCall(
        address=str(address),
        customer=None if customer is None else str(customer),
        name="a",
        id="a",
    )


class TestLook:
    def test_a_recording_tells_its_length(
        self, tmp_path: Path, make_wav: MakeWav
    ) -> None:
        """By its headers."""
        found = look(call(make_wav(tmp_path / "a.wav", 1.5)))
        assert (found.seconds, found.fault, found.ending) == (1.5, None, ".wav")
        assert not found.call.is_transcript

    def test_a_pair_is_as_long_as_its_longer_side(
        self, tmp_path: Path, make_wav: MakeWav
    ) -> None:
        """Each of one channel."""
        agent = make_wav(tmp_path / "a.wav", 1.0, channels=1)
        customer = make_wav(tmp_path / "b.wav", 2.0, channels=1)
        assert look(call(agent, customer)).seconds == 2.0
        stereo = look(call(agent, make_wav(tmp_path / "c.wav")))
        assert str(stereo.fault) == (
            f"{agent} + {tmp_path}/c.wav: has 2 channels; a side of a pair has one"
        )
        assert not stereo.is_whole

    def test_a_transcript_is_as_long_as_its_last_words(
        self, tmp_path: Path, transcript: bytes
    ) -> None:
        """It is read whole: what is wrong in it is found."""
        path = tmp_path / "t.json"
        path.write_bytes(transcript)
        found = look(call(path))
        assert (found.seconds, found.call.is_transcript) == (4.0, True)
        path.write_bytes(b"{}")
        assert "schema" in str(look(call(path)).fault)

    def test_elsewhere_is_as_here(
        self,
        tmp_path: Path,
        make_wav: MakeWav,
        transcript: bytes,
        memory: fsspec.AbstractFileSystem,
    ) -> None:
        """Errors name the address."""
        memory.pipe(
            {
                "/a.wav": make_wav(tmp_path / "a.wav").read_bytes(),
                "/t.json": transcript,
                "/bad.json": b"{",
                "/bad.wav": b"PK\3\4",
            }
        )
        assert look(call("memory://a.wav")).seconds == 1.0
        assert look(call("memory://t.json")).seconds == 4.0
        for name in ("bad.json", "bad.wav", "none.wav"):
            fault = str(look(call(f"memory://{name}")).fault)
            assert fault.startswith(f"memory://{name}: ")

    def test_a_file_cut_short_is_told_and_scored(
        self, tmp_path: Path, make_wav: MakeWav
    ) -> None:
        """As far as it goes."""
        path = make_wav(tmp_path / "a.wav")
        path.write_bytes(path.read_bytes()[:20_000])
        found = look(call(path))
        assert str(found.fault) == f"{path}: is cut short: scored as far as it goes"
        assert found.is_whole

    def test_what_cannot_be_scored_is_told(
        self, tmp_path: Path, make_wav: MakeWav
    ) -> None:
        """In one line each, and nothing is waited for."""
        os.mkfifo(tmp_path / "pipe.wav")
        (tmp_path / "empty.wav").touch()
        make_wav(tmp_path / "three.wav", channels=3)
        reasons = {
            "pipe.wav": "is not an ordinary file",
            "empty.wav": "is empty",
            "three.wav": "has 3 channels; a call has two",
            "none.wav": "no such file",
        }
        for name, reason in reasons.items():
            found = look(call(tmp_path / name))
            assert str(found.fault) == f"{tmp_path / name}: {reason}"
            assert found.fault is not None
            assert found.fault.__cause__ is None
            assert found.fault.__traceback__ is None
            assert not found.is_whole


def test_many_are_looked_at_in_order(tmp_path: Path, make_wav: MakeWav) -> None:
    """Several at once."""
    paths = [make_wav(tmp_path / f"{i}.wav", 0.1 * (i + 1)) for i in range(50)]
    found = list(look_at([call(path) for path in paths]))
    assert [look.call.address for look in found] == [str(path) for path in paths]
    assert [look.seconds for look in found] == pytest.approx(
        [0.1 * (i + 1) for i in range(50)]
    )


def test_what_is_no_longer_wanted_is_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever stops asking does not wait for thousands."""
    looked: list[BatchCall] = []

    def slow(one: BatchCall) -> Look:
        time.sleep(0.02)
        looked.append(one)
        return Look(call=one)

    monkeypatch.setattr(looking, "look", slow)
    looks = look_at([call("a.wav")] * 5_000)
    next(looks)
    looks.close()
    assert len(looked) < 2_500
