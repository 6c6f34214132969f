from coach.detectors.hold import words as hold_words
from coach.language.phrases import Phrases


def test_every_list_can_be_read() -> None:
    """Each list of phrases is well formed and not empty."""
    lists = [
        value
        for name, value in vars(hold_words).items()
        if name.isupper() and not name.startswith("_")
    ]

    assert all(isinstance(value, tuple) and value for value in lists)
    for phrases in lists:
        Phrases(phrases)
