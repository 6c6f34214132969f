"""What a crew says of calls that it could not score."""

import pickle

from coach.batch.crew import Crew, NotAnswering, WorkerLost
from tests.batch.calls import FakeCrew


def test_a_loss_travels_between_processes() -> None:
    """With its reason."""
    for lost in (WorkerLost("it died"), NotAnswering("it was still")):
        travelled = pickle.loads(pickle.dumps(lost))
        assert type(travelled) is type(lost)
        assert str(travelled) == travelled.reason == lost.reason


def test_the_crew_of_tests_is_a_crew() -> None:
    """As every crew is."""
    assert isinstance(FakeCrew(), Crew)
