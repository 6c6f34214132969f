from coach.detectors.stretches import Stretch, StretchLog


def log(*segments: tuple[int, int | None], join: int = 0) -> StretchLog:
    """Return a log of segments."""
    made = StretchLog(join)
    for start, end in segments:
        made.start(start)
        if end is not None:
            made.stop(end)
    return made


def test_short_pauses_are_joined() -> None:
    """A pause as long as allowed joins, one sample more does not."""
    assert len(list(log((0, 10), (15, 20), join=5))) == 1
    assert len(list(log((0, 10), (16, 20), join=5))) == 2


def test_a_segment_that_goes_on() -> None:
    """While a segment goes on the end is open."""
    made = log((0, 10), (20, None))

    assert made.is_speaking
    assert made.last_end == 10
    assert made.at(100, 101) is made.last


def test_the_latest_end_by_a_sample() -> None:
    """Speech counts that ended at the sample, not a sample later."""
    made = log((0, 10), (20, 30), (40, None))

    assert made.last_end_by(None) == 30
    assert made.last_end_by(30) == 30
    assert made.last_end_by(29) == 10
    assert made.last_end_by(9) is None


def test_stretches_since_a_sample() -> None:
    """Those that end later or go on, in order."""
    made = log((0, 10), (20, 30), (40, None))

    assert [stretch.start for stretch in made.since(9)] == [0, 20, 40]
    assert [stretch.start for stretch in made.since(10)] == [20, 40]
    assert [stretch.start for stretch in made.since(30)] == [40]


def test_stopping_without_a_start() -> None:
    """A stop without a start changes nothing."""
    assert StretchLog(0).stop(5) is None
    assert StretchLog(0).last_end is None


def test_starting_twice_goes_on() -> None:
    """A second start goes on with the segment."""
    made = log((0, None))
    assert made.start(5) is made.last
    assert len(list(made)) == 1


def test_overlap_leaves_out_the_pauses_of_the_other() -> None:
    """Who pauses is not talked over; who talks over may pause for breath."""
    one, two = log((0, 10), (15, 30), join=5).last, log((5, None)).last
    assert one is not None
    assert two is not None

    assert two.overlap(one, 20) == 5 + 5
    assert two.overlap(one, 40) == 5 + 15
    assert one.overlap(two, 20) == 15
    assert one.overlap(two, 40) == 25


def test_speech_without_its_pauses() -> None:
    """Pauses do not count, nor does what still goes on."""
    assert Stretch([(100, 150), (180, 200), (220, None)]).spoken == 50 + 20


def test_removing_what_was_no_speech() -> None:
    """A removed cough leaves the rest as it was."""
    made = log((0, 10), (20, 22), (40, 50))
    made.remove(19, 23)

    assert [s.start for s in made] == [0, 40]


def test_speech_before_a_sample() -> None:
    """Pauses are left out, and what goes on counts up to there."""
    stretch = log((0, 10), (15, None), join=5).last
    assert stretch is not None

    assert stretch.spoken_by(5) == 5
    assert stretch.spoken_by(12) == 10
    assert stretch.spoken_by(20) == 15


def test_a_pause_may_be_longer_this_time() -> None:
    """Whoever starts a segment may say what is joined."""
    made = log((0, 10), join=5)

    assert made.start(18, 8) is made.last
    assert len(list(made)) == 1
    made.stop(20)
    made.start(21, 0)
    assert len(list(made)) == 2
