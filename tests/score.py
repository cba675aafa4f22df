"""`make score`: annotate the hand-made gold and print the scorer's figures; needs the gold beside the checkout."""

import subprocess
import sys
from pathlib import Path

GOLD = Path(__file__).parents[2] / "shared" / "gold"


def main() -> int:
    """Run the scorer's input through `kg annotate` and the result through the scorer."""
    if not GOLD.is_dir():
        print(f"no gold at {GOLD}: nothing to score against", file=sys.stderr)
        return 2
    scorer, gold = str(GOLD / "score.py"), sys.argv[1] if len(sys.argv) > 1 else str(GOLD / "dev")
    folder = Path("build")
    folder.mkdir(exist_ok=True)
    texts, predictions = folder / "gold.jsonl", folder / "predictions.jsonl"
    texts.write_bytes(subprocess.run([sys.executable, scorer, gold, "--input"], check=True, capture_output=True).stdout)
    found = subprocess.run([sys.executable, "-m", "kg.cli", "annotate", str(texts)], check=True, capture_output=True)
    predictions.write_bytes(found.stdout)
    return subprocess.run([sys.executable, scorer, gold, str(predictions), *sys.argv[2:]], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
