"""What reviewers decide about calls, and what it teaches.

Functions that take a session of the store and change or read its rows.  They flush and
do not commit: that is for whoever opened the session.  Each locks the call it changes
first, so that two of the same moment come one after the other.  Who may do what is for
the caller to know; here is what can be done at all.
"""
