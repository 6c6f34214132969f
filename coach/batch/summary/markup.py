"""HTML and SVG made of elements: whatever is no element is escaped."""

from html import escape


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | int | float | None
"""Of an element: None is left out."""

_TURNING = {
    code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Characters that turn round the text about them, to its end or further: shown, so that
no name passes for another."""

_VOID = frozenset(("meta", "br", "hr"))
"""Elements without an end."""


def el(tag: str, /, *children: Child, **attributes: Child) -> Html:
    """Return an element.

    Args:
        tag: Its name.
        children: Elements, and texts that are to be escaped.
        attributes: Of the element; an underscore at the end is dropped and others
            become hyphens: ``class_``, ``aria_label``.  None leaves one out.
    """
    said = "".join(
        f' {key.removesuffix("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{said}>")
    return Html(f"<{tag}{said}>{together(*children)}</{tag}>")


def together(*children: Child) -> Html:
    """Return elements and texts one after the other."""
    return Html(
        "".join(
            child if isinstance(child, Html) else _escaped(child)
            for child in children
            if child is not None
        )
    )


def _escaped(text: Child) -> str:
    return escape(str(text)).translate(_TURNING)
