"""A call in other forms: subtitles, a table, another product's JSON, a bit of sound.

All but :mod:`~coach.exports.clip`, which reads the sound, are pure: report in, text or
JSON out.  What they are given has been redacted before.
"""
