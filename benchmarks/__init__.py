"""Speed and accuracy beside what was asked; `python -m benchmarks` writes docs/validation.md."""

import os

#: Set by the test that runs each benchmark once: sizes that prove it runs, and no figure.
TOY = bool(os.environ.get("VISVIVA_TOY"))
