"""Mono recordings: two speakers told apart by their voices.

    file ─▶ survey: voice activity ─▶ glimpses ─▶ voice encoder ─▶ embeddings, times
                                                                       │
         division: whose voice is it, and how sure is that   ◀─ two clusters
           │
         roles: who is the agent, by the wording   ◀─ a few utterances recognised
           │
    file ─▶ source: two channels, each with what its speaker says ─▶ hearing, as ever

What is not certain is said, and such a call is not scored (docs/mono.md).
"""
