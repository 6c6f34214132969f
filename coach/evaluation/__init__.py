"""How well findings agree with labelled calls: what was missed, what was made up.

Pure but for :mod:`~coach.evaluation.labels`, which reads files, and for the shells,
:mod:`~coach.evaluation.following` and :mod:`~coach.evaluation.commands`.
"""
