"""Many recorded calls, scored by the engine that listens live.

    paths, manifests, buckets ─▶ planning ─▶ BatchCall ─▶ crew of workers ─▶ Outcome
                                                            │
                       report a call, tables, summary  ◀─ run ◀─

A :class:`~coach.batch.worker.Worker` scores calls in its own process, several at a
time; a crew has some of them, on this machine or on a cluster; the run hands out
calls, writes what comes back and remembers it.
"""
