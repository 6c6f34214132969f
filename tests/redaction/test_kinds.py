from typing import get_args

from coach.redaction import RedactionSettings
from coach.redaction.kinds import KIND_OF, MASK, MASKS, Kind, wanted


def test_each_kind_has_a_mask_of_its_own() -> None:
    """And what is masked is known again."""
    assert set(MASKS) == set(get_args(Kind))
    assert len(KIND_OF) == len(MASKS)
    assert all(MASK.fullmatch(mask) for mask in MASKS.values())


def test_each_setting_switches_one_kind() -> None:
    """All are wanted unless a desk says otherwise."""
    everything = wanted(RedactionSettings())
    assert everything == set(MASKS)
    for name in RedactionSettings.model_fields:
        fewer = wanted(RedactionSettings.model_validate({name: False}))
        assert len(everything - fewer) == 1
