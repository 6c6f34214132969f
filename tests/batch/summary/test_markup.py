"""HTML made of elements."""

from coach.batch.summary.markup import Html, el, together


def test_texts_are_escaped_and_elements_are_not() -> None:
    """Whatever a call is named, it is no markup."""
    made = el("p", "<script>", el("b", "&"), None, 3, title='"x"', data_severity="info")
    assert made == (
        '<p title="&quot;x&quot;" data-severity="info">&lt;script&gt;<b>&amp;</b>3</p>'
    )


def test_some_elements_have_no_end() -> None:
    """And an attribute of None is left out."""
    made = el("meta", name="a", content=None, http_equiv="b")
    assert made == '<meta name="a" http-equiv="b">'


def test_elements_stand_together() -> None:
    """What comes of it is markup again."""
    both = together(el("i", "a"), " < ")
    assert both == "<i>a</i> &lt; "
    assert isinstance(both, Html)
