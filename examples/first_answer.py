"""Answer a shipped study from Python, and again with one thing changed."""

from visviva.assessment.run import assess
from visviva.assessment.study import load_study


def main() -> None:
    """Print the verdict of a study, then from another pad."""
    for settings in ((), ("launch.site=jiuquan",)):
        answer = assess(load_study("soyuz-tiangong", settings), alternatives=False)
        print(answer.sentence)
        for figure in answer.decisive_inputs[:2]:
            share = f"{100 * figure.variance_share:.0f} %"
            print(f"    decided by {figure.path}: {share} of the margin's spread")


if __name__ == "__main__":
    main()
