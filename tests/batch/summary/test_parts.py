"""What the sections are built of."""

from xml.etree import ElementTree

from coach.batch.summary.markup import el
from coach.batch.summary.parts import chip, figure, legend, section, table


def test_a_section_is_named_by_its_heading() -> None:
    """For those who go from heading to heading."""
    root = ElementTree.fromstring(section("Holds", None, el("p", "x"), name="holds"))
    assert root.attrib["aria-labelledby"] == "holds"
    heading = root.find("h2")
    assert heading is not None
    assert (heading.text, heading.attrib["id"]) == ("Holds", "holds")


def test_a_picture_has_its_figures_as_a_table() -> None:
    """With heads of rows and columns, and a caption."""
    made = table("Calls by day", ("Day", "Calls"), [("2 Nov", "3")])
    root = ElementTree.fromstring(figure(el("svg"), "Calls", made))
    assert root.findtext(".//caption") == "Calls by day"
    assert [one.attrib["scope"] for one in root.iter("th")] == ["col", "col", "row"]


def test_severities_are_told_in_words() -> None:
    """One that nobody knows, too."""
    assert ">Alert<" in chip("alert")
    assert "#mark-info" in chip("loud")
    assert ">loud<" in chip("loud")
    assert legend().count("<li>") == 4
