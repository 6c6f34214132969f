"""What a user who installs the wheel gets."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in the wheel that the build makes."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "coach/py.typed",
        "coach/samples/angry-upgrade.flac",
        "coach/overlay/index.html",
        "coach/overlay/main.js",
        "coach/overlay/manifest.webmanifest",
        "coach/overlay/icon-192.png",
        "coach/batch/summary/summary.css",
        "coach/batch/summary/sprite.svg",
        "coach/review/index.html",
        "coach/review/main.js",
        "coach/review/list.js",
        "coach/review/icon.svg",
        "coach/review/vendor/wavesurfer.esm.js",
        "coach/review/vendor/wavesurfer.LICENSE",
        "coach/meaning/minilm/model.bin",
        "coach/meaning/minilm/vocabulary.json",
        "coach/meaning/minilm/tokenizer.json",
        "coach/meaning/minilm/config.json",
        "coach/meaning/minilm/heads.json",
        "coach/speech/silero/model.onnx",
        "coach/speech/silero/LICENSE",
        "coach/speakers/ge2e/model.onnx",
        "coach/speakers/ge2e/README.md",
    ],
)
def test_the_wheel_holds_what_runs_without_the_checkout(
    wheel: list[str], name: str
) -> None:
    """The pages and the sample call come along."""
    assert name in wheel


def test_the_wheel_holds_licence_and_notices(wheel: list[str]) -> None:
    """Whoever gets the product gets its terms."""
    names = {Path(name).name for name in wheel}
    assert {"LICENSE", "NOTICE"} <= names


def test_the_wheel_holds_no_tests(wheel: list[str]) -> None:
    """Neither tests nor benches are installed."""
    assert {name.split("/")[0] for name in wheel if "dist-info" not in name} == {
        "coach"
    }


def test_every_detector_of_the_package_is_registered() -> None:
    """Each package and module with a detector class has its entry point."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    points = project["entry-points"]["coach.detectors"]
    classes = {
        path.parent.name if path.name == "detector.py" else path.stem
        for path in (ROOT / "coach" / "detectors").rglob("*.py")
        if re.search(r"^class \w+Detector[(:]", path.read_text(), re.MULTILINE)
    }
    assert {name.replace("-", "_") for name in points} == classes
