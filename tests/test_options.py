from coach.options import CallOptions


def test_defaults_suit_a_live_call() -> None:
    """At its own pace, in English, with the packaged model, on any free port."""
    options = CallOptions()

    assert (options.speed, options.language, options.model, options.port) == (
        1.0,
        "en",
        None,
        0,
    )
