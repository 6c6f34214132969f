import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.call_details import (
    MAX_KEY_CHARACTERS,
    MAX_METADATA_KEYS,
    MAX_NUMBER,
    MAX_VALUE_CHARACTERS,
    CallDetails,
    parse_details,
)


def body(metadata: object) -> bytes:
    """Return a body with this as metadata."""
    return json.dumps({"metadata": metadata}).encode()


class TestParseDetails:
    @pytest.mark.parametrize(
        ("text", "details"),
        [
            (b"", CallDetails()),
            (b"{}", CallDetails()),
            (b'{"agent":null}', CallDetails()),
            ('{"agent":"Zoë"}'.encode(), CallDetails(agent="Zoë")),
            (
                b'{"metadata":{"ticket":"INC-1","queue":7,"vip":true,"cost":1.5,"x":null}}',
                CallDetails(
                    metadata={
                        "ticket": "INC-1",
                        "queue": 7,
                        "vip": True,
                        "cost": 1.5,
                        "x": None,
                    }
                ),
            ),
        ],
    )
    def test_takes_what_the_contract_allows(
        self, text: bytes, details: CallDetails
    ) -> None:
        """Both keys, each kind of value, or nothing at all."""
        assert parse_details(text) == details

    def test_values_keep_their_kind(self) -> None:
        """True is no 1, and 1 no 1.0."""
        metadata = parse_details(body({"a": True, "b": 1, "c": 1.0})).metadata

        assert [type(value) for value in metadata.values()] == [bool, int, float]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            (b"no JSON", "body"),
            (b" ", "body"),
            (b"null", "body"),
            (b"[]", "body"),
            (b'"text"', "body"),
            (b"\xff\xfe{}", "body"),
            (b'{"agent":"\xff"}', "body"),
            ("{}".encode("utf-16"), "body"),
            (b"{} {}", "body"),
            (b"[" * 16_000, "body"),
            (b'{"metadata":{"k":' + b"[" * 16_000, "body"),
            (b'{"metadata":' * 1_000 + b"1" + b"}" * 1_000, "body"),
            (b'{"agnet":"A"}', "agnet"),
            (b'{"type":"begin-call"}', "type"),
            (b'{"agent":7}', "agent"),
            (b'{"agent":""}', "agent"),
            (b'{"agent":"a\\u0000"}', "agent"),
            (b'{"agent":"a\\nb"}', "agent"),
            (b'{"agent":"a","agent":"b"}', "agent"),
            (b'{"metadata":null}', "metadata"),
            (b'{"metadata":[]}', "metadata"),
            (b'{"metadata":{"k":1,"k":2}}', "k"),
            (b'{"metadata":{"k":[1]}}', r"metadata\.k"),
            (b'{"metadata":{"k":{}}}', r"metadata\.k"),
            (b'{"metadata":{"k":NaN}}', r"metadata\.k"),
            (b'{"metadata":{"k":-Infinity}}', r"metadata\.k"),
            (b'{"metadata":{"k":1e999}}', r"metadata\.k"),
            (b'{"metadata":{"k":"a\\u0000b"}}', r"metadata\.k"),
            (b'{"metadata":{"k":"\\u001b[2J"}}', r"metadata\.k"),
            (b'{"metadata":{"k":"\\ud800"}}', "body"),
            (b'{"metadata":{"\\udfff":1}}', "body"),
            (b'{"metadata":{"":1}}', "metadata"),
            (b'{"metadata":{"a\\u0000":1}}', "metadata"),
            (b'{"metadata":{"k":' + b"9" * 5_000 + b"}}", "body"),
        ],
    )
    def test_refuses_everything_else(self, text: bytes, place: str) -> None:
        """In one line that names the place."""
        with pytest.raises(ValueError, match=rf"^{place}[^\n]*: [^\n]+$"):
            parse_details(text)

    @pytest.mark.parametrize(
        ("allowed", "refused"),
        [
            (
                {f"k{n}": n for n in range(MAX_METADATA_KEYS)},
                {f"k{n}": n for n in range(MAX_METADATA_KEYS + 1)},
            ),
            ({"k" * MAX_KEY_CHARACTERS: 1}, {"k" * (MAX_KEY_CHARACTERS + 1): 1}),
            (
                {"k": "v" * MAX_VALUE_CHARACTERS},
                {"k": "v" * (MAX_VALUE_CHARACTERS + 1)},
            ),
            ({"k": -MAX_NUMBER}, {"k": -MAX_NUMBER - 1}),
        ],
        ids=["keys", "key", "text", "number"],
    )
    def test_everything_has_its_bound(self, allowed: object, refused: object) -> None:
        """At the bound it is taken, one above it is not."""
        assert parse_details(body(allowed)).metadata == allowed
        with pytest.raises(ValueError, match="metadata"):
            parse_details(body(refused))

    def test_a_refusal_repeats_no_value(self) -> None:
        """What a telephone tells of a caller goes into no answer."""
        with pytest.raises(ValueError, match=r"metadata\.caller") as caught:
            parse_details(body({"caller": ["geheim"]}))

        assert "geheim" not in str(caught.value)

    @given(st.binary() | st.text().map(str.encode))
    def test_no_body_does_anything_but_parse_or_fail(self, text: bytes) -> None:
        """Whatever comes in, only ValueError comes out."""
        try:
            details = parse_details(text)
        except ValueError:
            return
        assert len(details.metadata) <= MAX_METADATA_KEYS

    @given(
        st.dictionaries(
            st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1),
            st.none()
            | st.booleans()
            | st.floats(allow_nan=False, allow_infinity=False),
            max_size=5,
        )
    )
    def test_what_is_allowed_comes_through_unchanged(
        self, metadata: dict[str, object]
    ) -> None:
        """Any key of any script."""
        if all(len(key) <= MAX_KEY_CHARACTERS for key in metadata):
            assert parse_details(body(metadata)).metadata == metadata
