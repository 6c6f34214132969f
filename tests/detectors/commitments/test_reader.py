"""Promises in single sentences."""

import pytest

from coach.detectors.commitments.reader import CommitmentReader, CommitmentsSettings

READER = CommitmentReader(CommitmentsSettings())

PROMISES: list[tuple[str, list[str | None]]] = [
    ("I'll call you back in an hour.", ["in an hour"]),
    ("I'll send you an email by Friday.", ["by Friday"]),
    ("Someone from the network team will contact you tomorrow.", ["tomorrow"]),
    ("I'm going to escalate this to the vendor.", [None]),
    ("You'll get a new laptop on Monday.", ["on Monday"]),
    ("I'll let you know when it's done.", ["when it's done"]),
    ("We'll keep you posted.", [None]),
    ("I will follow up with the print team tomorrow morning.", ["tomorrow morning"]),
    ("An engineer will visit you between ten and twelve.", ["between ten and twelve"]),
    ("She'll ring you before noon.", ["before noon"]),
    ("I'll keep the ticket open until tomorrow.", ["until tomorrow"]),
    (
        "The mail team will move them by tomorrow morning, and I'll send you a note.",
        ["by tomorrow morning", None],
    ),
    ("I've booked a technician for three o'clock today.", ["for three o'clock today"]),
    ("I'm couriering a new one to you first thing tomorrow.", ["first thing tomorrow"]),
    ("I'll chase accounts myself first thing tomorrow.", ["first thing tomorrow"]),
    ("I'll pass the log to the software people today.", ["today"]),
    ("I'll get back to you by the end of the day.", ["by the end of the day"]),
    ("I'll call you at two, okay?", ["at two"]),
    ("Danuta will call you before noon.", ["before noon"]),
    ("You'll hear from us within two days.", ["within two days"]),
    ("I'll order a replacement for you.", [None]),
    ("The network team will swap them.", [None]),
    ("Your new headset will arrive on Thursday.", ["on Thursday"]),
    ("If that's okay with you, I'll call you back at four.", ["at four"]),
    ("I'll give you a ring this afternoon.", ["this afternoon"]),
    ("We'll be in touch next week.", ["next week"]),
    ("i will email you the summary tonight", ["tonight"]),
    ("I’ll ring you on Tuesday.", ["on Tuesday"]),
]

NO_PROMISES = [
    "Let me check.",
    "The calls that you've missed since Monday are on our list.",
    "I'll put you on hold for a minute.",
    "I'll just reset it now.",
    "I'll be right back.",
    "I will ask you to restart.",
    "I'll have a look at the settings.",
    "I'm sending it again.",
    "I'm going to kill the process, and then start the setup again.",
    "If it happens again, I'll call the vendor.",
    "If it happens again, call us.",
    "Shall I call you back?",
    "Can I call you back in an hour?",
    "I'll send you a code to your phone.",
    "You'll get a text with a link in it.",
    "The screen will go black for a few seconds.",
    "It'll be fine tomorrow.",
    "I'll need your number by Friday.",
    "You'll need to restart it tonight.",
    "I'll transfer you to the network team.",
    "They'll call back.",
    "I won't keep you long.",
    "I could send you a form tomorrow.",
    "Your manager will call you tomorrow.",
    "I'd like to call the print team.",
    "I'll be happy to help you today.",
    "Let me call you Peter.",
    "I'll walk you through it.",
    "I'll ask the print team what they changed.",
    "Windows will restart tonight.",
    "We will see you in a moment.",
    "Call me back tomorrow.",
    "He called you yesterday.",
    "Thank you for calling, have a nice day.",
    "I'll tell you what we'll do.",
    "I'll let you go.",
    "I'll wait.",
]


@pytest.mark.parametrize(("sentence", "dues"), PROMISES)
def test_promises_and_their_times(sentence: str, dues: list[str | None]) -> None:
    """Whoever is to act, and with the time as it was said, if it was."""
    assert [promise.due for promise in READER.promises(sentence)] == dues


@pytest.mark.parametrize("sentence", NO_PROMISES)
def test_no_promises(sentence: str) -> None:
    """What is done on the line, what depends, and what others do."""
    assert READER.promises(sentence) == []


def test_each_promise_has_its_piece_of_the_sentence() -> None:
    """With its subject, and without the word that joins them."""
    sentence = "The mail team will move them by noon, and I'll send you a note."

    pieces = [sentence[p.begin : p.stop] for p in READER.promises(sentence)]

    assert pieces == ["The mail team will move them by noon", "I'll send you a note"]
