"""How fast is learned: faster at first, then slower to the end."""

from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR


def warmed(optimiser: Optimizer, steps: int, *, warming: float) -> LambdaLR:
    """Return what sets an optimiser's rate: up to its own, and down to nothing.

    Args:
        optimiser: With its highest rates.
        steps: How many there will be, at least one.
        warming: Share of them after which the way up ends, 0..1.
    """
    return LambdaLR(
        optimiser,
        lambda step: (
            min(1.0, (step + 1) / (warming * steps)) * max(0.0, 1 - step / steps)
        ),
    )
