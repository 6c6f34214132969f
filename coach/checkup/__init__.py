"""``coach check``: ten seconds of both devices, and a verdict with advice.

``levels``, ``echo``, ``bandwidth`` and ``timing`` measure arrays; ``speed`` times the
recogniser; ``verdict`` says what the figures mean; ``recording`` is the shell.
"""
