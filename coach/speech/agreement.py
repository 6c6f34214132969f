"""Local agreement: which words of a growing utterance will not change any more."""

import re

_WORD = re.compile(r"\S+")
_PLAIN = re.compile(r"[^\w']+")


class Agreement:
    """Commits the words that two successive hypotheses begin with.

    Source: Liu, Spanakis and Niehues (2020), "Low-latency sequence-to-sequence speech
    recognition and translation by partial hypothesis selection"; LocalAgreement-2.

        first hypothesis    I can't print from
        second              I can't bring from the second floor
                            ━━━━━━━ stable
    """

    def __init__(self) -> None:
        self._latest: list[str] = []
        self._stable: list[str] = []

    def update(self, text: str) -> tuple[str, int]:
        """Take the next hypothesis.

        Returns:
            The text to show and the number of its characters that will not change:
            it always begins with what was stable before.
        """
        words = _WORD.findall(text)
        agreed = 0
        for mine, theirs in zip(self._latest, words, strict=False):
            if _plain(mine) != _plain(theirs):
                break
            agreed += 1
        self._latest = words
        settled = len(self._stable)
        if agreed > settled:
            self._stable = self._stable + words[settled:agreed]
        shown = self._stable + words[len(self._stable) :]
        return " ".join(shown), len(" ".join(self._stable))


def _plain(word: str) -> str:
    """Return the word as it sounds: case and punctuation come and go."""
    return _PLAIN.sub("", word).casefold()
