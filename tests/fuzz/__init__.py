"""Every parser under arbitrary bytes.

``targets`` says what must hold, ``seeds`` gives inputs to begin with, ``test_targets`` tries a few in every
run of the tests, and ``python -m tests.fuzz NAME --seconds 3600`` as many as an hour holds.
"""
