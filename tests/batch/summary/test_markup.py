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


def test_no_text_turns_round_what_is_beside_it() -> None:
    """A name that would be read from right to left is seen through."""
    assert el("b", "a\u202egpj", title="\u2066") == (
        '<b title="\\u2066">a\\u202egpj</b>'
    )
    assert el("b", "שלום") == "<b>שלום</b>"
