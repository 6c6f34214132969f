import json
import struct
from pathlib import Path

import pytest

import coach
from coach.errors import ServerError
from coach.web.pages import load_page, page_folder


class TestPageFolder:
    def test_a_checkout_has_it_at_the_top(self) -> None:
        """An editable install does not see what the wheel contains."""
        folder = page_folder("overlay")

        assert (folder / "index.html").is_file()
        assert folder.is_relative_to(Path(coach.__file__).parent.parent)

    def test_the_wheel_has_it_inside(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In the package itself it is found first."""
        package = tmp_path / "coach"
        for folder in (package / "overlay", tmp_path / "overlay"):
            folder.mkdir(parents=True)
            (folder / "index.html").write_text("<!doctype html>")
        monkeypatch.setattr(coach, "__file__", str(package / "__init__.py"))

        assert page_folder("overlay") == package / "overlay"

    def test_a_broken_install_is_one_clear_line(self) -> None:
        """Missing files are said before a browser shows an empty page."""
        with pytest.raises(ServerError, match="install call-coach again"):
            page_folder("no-such-page")


class TestLoadPage:
    def test_reads_what_a_page_is_made_of(self, tmp_path: Path) -> None:
        """Other files beside it are not served."""
        (tmp_path / "index.html").write_text("<!doctype html>")
        (tmp_path / "main.js").write_text("")
        (tmp_path / "notes.txt").write_text("private")
        (tmp_path / "folder.js").mkdir()

        with pytest.raises(ServerError, match="directory"):
            load_page(tmp_path)
        (tmp_path / "folder.js").rmdir()
        page = load_page(tmp_path)

        assert sorted(page) == ["index.html", "main.js"]
        assert page["main.js"].content_type == "text/javascript; charset=utf-8"

    def test_the_overlay_can_be_installed(self) -> None:
        """Its manifest has what Chromium asks for, and each icon its size."""
        page = load_page(page_folder("overlay"))
        manifest = json.loads(page["manifest.webmanifest"].body)

        assert b'<link rel="manifest" href="manifest.webmanifest">' in (
            page["index.html"].body
        )
        assert manifest["start_url"] == manifest["scope"] == manifest["id"]
        assert manifest["display"] == "standalone"
        assert f"--paper: {manifest['background_color']};".encode() in (
            page["base.css"].body
        )
        edges = set()
        for icon in manifest["icons"]:
            file = page[icon["src"]]
            assert file.content_type == icon["type"]
            if file.content_type == "image/png":
                # The head of a PNG file has both of its edges at byte 16.
                width, height = struct.unpack_from(">II", file.body, 16)
                assert icon["sizes"] == f"{width}x{height}"
                assert len(file.body) < 20_000
                edges.add((width, icon.get("purpose", "any")))
        assert edges == {(192, "any"), (512, "any"), (512, "maskable")}

    def test_the_overlay_needs_no_other_host(self) -> None:
        """No file of the overlay names one, and none has script or style inline."""
        page = load_page(page_folder("overlay"))

        for name, file in page.items():
            if file.content_type == "image/png":
                continue
            text = file.body.decode()
            text = text.replace("http://www.w3.org/2000/svg", "")
            assert "http:" not in text, name
            assert "https:" not in text, name
            assert "innerHTML" not in text, name
        html = page["index.html"].body.decode()
        assert "style=" not in html
        assert "<style" not in html
        assert "onclick" not in html
