"""How fast the installed program is, measured from outside, beside others.

    python -m tests.benchmarks.terminal

Needs Linux and ``pip install 'briefing[bench]'``.
"""
