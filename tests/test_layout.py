from pathlib import Path

ROOT = Path(__file__).parent.parent
WITHOUT_TESTS_OF_THEIR_OWN: set[str] = {"__main__.py"}


def test_every_module_has_its_test_module() -> None:
    """coach/a/b.py is tested by tests/a/test_b.py."""
    package = ROOT / "coach"
    missing = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if path.name != "__init__.py"
        and not (
            ROOT / "tests" / path.relative_to(package).with_name(f"test_{path.name}")
        ).exists()
    }
    assert missing == WITHOUT_TESTS_OF_THEIR_OWN


def test_every_test_module_has_its_module() -> None:
    """A test of a module that is gone, or was renamed, is found."""
    orphans = {
        str(path.relative_to(ROOT / "tests"))
        for path in (ROOT / "tests").rglob("test_*.py")
        if "browser" not in path.parts
        and not (
            ROOT
            / "coach"
            / path.relative_to(ROOT / "tests").with_name(
                path.name.removeprefix("test_")
            )
        ).exists()
    }
    assert orphans <= {
        "detectors/recap/test_closings.py",
        "store/test_hostile_calls.py",
        "test_end_to_end.py",
        "test_glossary.py",
        "test_live_end_to_end.py",
        "test_long_calls.py",
        "test_long_shift.py",
        "test_layout.py",
        "test_packaging.py",
        "test_schemas.py",
    }
