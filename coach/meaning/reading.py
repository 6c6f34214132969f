"""Reading texts for their meaning: each once, however many ask, and few at a time.

    reader("hold").read("Let me go ask the server guys.")["announce"]  ─▶ 0.97

Several detectors ask the same of the same texts, live and again for the report.  What
was read is remembered by a digest of the text: nothing that anybody said is kept.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from threading import Lock

from coach.meaning.encoder import meaning_encoder
from coach.meaning.heads import Chances, shipped_heads

REMEMBERED = 4_096
"""Texts of which it is remembered how they read, partials among them: those of a call
of an hour, which is read twice, as it goes on and for its report.  About 6 MB."""

ChancesByHead = Mapping[str, Chances]
"""How a text reads."""

_remembered: OrderedDict[bytes, ChancesByHead] = OrderedDict()
_lock = Lock()


class Reader:
    """Reads what one head tells of a text.

    Args:
        head: Its name.
    """

    def __init__(self, head: str) -> None:
        self._head = head

    def read(self, text: str) -> Chances:
        """Return the chance of each kind for a text; a millisecond the first time.

        Raises:
            coach.errors.ModelError: The model is missing or damaged.
        """
        return read(text)[self._head]

    def read_all(self, texts: Collection[str]) -> Sequence[Chances]:
        """Return what :meth:`read` does of each text, in less time together."""
        read_ahead(texts)
        return [self.read(text) for text in texts]


def reader(head: str) -> Reader:
    """Return the reader of a head, with the model loaded.

    Takes some 0.2 s the first time: not for the event loop.

    Args:
        head: Its name.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
        KeyError: There is no such head.
    """
    meaning_encoder()
    if head not in shipped_heads().names:
        raise KeyError(head)
    return Reader(head)


def read(text: str) -> ChancesByHead:
    """Return how a text reads by all heads.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """
    key = _key(text)
    with _lock:
        found = _remembered.get(key)
        if found is not None:
            _remembered.move_to_end(key)
            return found
    found = shipped_heads().chances(meaning_encoder().embed(text))
    _remember(key, found)
    return found


def read_ahead(texts: Iterable[str]) -> None:
    """Read texts that will be asked for: together they take less.

    Raises:
        coach.errors.ModelError: The model is missing or damaged.
    """
    wanted = {_key(text): text for text in texts}
    with _lock:
        new = {key: text for key, text in wanted.items() if key not in _remembered}
    if not new:
        return
    heads = shipped_heads()
    found = meaning_encoder().embed_all([*new.values()])
    for key, one in zip(new, found, strict=True):
        _remember(key, heads.chances(one))


def _key(text: str) -> bytes:
    return blake2b(text.encode(errors="replace"), digest_size=16).digest()


def _remember(key: bytes, found: ChancesByHead) -> None:
    with _lock:
        _remembered[key] = found
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
