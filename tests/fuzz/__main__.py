"""As many inputs as some time holds: ``python -m tests.fuzz notes --seconds 3600``.

Guided by what lines of the package an input reaches; needs ``pip install atheris``. What goes wrong is
printed and kept as ``crash-…`` in the folder of findings; put it into ``corpus/NAME/`` with the mend.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

MEMORY = 2048
LONGEST = 3000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("name", metavar="NAME", help="a target of tests/fuzz/targets.py")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--hang", type=int, default=10, help="seconds after which an input counts as a hang")
    parser.add_argument(
        "--kept", type=Path, help="a folder in which what was reached is kept for another time"
    )
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "briefing-fuzz")
    arguments = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["briefing"]):
        from tests.fuzz.seeds import seeds, tokens
        from tests.fuzz.targets import TARGETS

        if arguments.name not in TARGETS:
            parser.error(f"there is no target {arguments.name!r}; there are {', '.join(TARGETS)}")
        for seed in seeds(arguments.name):
            TARGETS[arguments.name](seed)  # so that what is imported only when it is used is watched too
    kept = arguments.kept or Path(tempfile.mkdtemp(prefix="briefing-fuzz-"))
    kept.mkdir(parents=True, exist_ok=True)
    arguments.findings.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(arguments.name)):
        (kept / f"seed-{number}").write_bytes(seed)
    words = kept.with_name(f"{kept.name}.dict")
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in tokens(arguments.name)))
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={arguments.seconds}",
            f"-timeout={arguments.hang}",
            f"-rss_limit_mb={MEMORY}",
            f"-max_len={LONGEST}",
            f"-dict={words}",
            f"-artifact_prefix={arguments.findings / arguments.name}-",
            "-print_final_stats=1",
            "-verbosity=1",
            str(kept),
        ],
        TARGETS[arguments.name],
    )
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


if __name__ == "__main__":
    main()
