"""The option ``--data`` that all commands share."""

import argparse
from pathlib import Path


def add_data_option(command: argparse.ArgumentParser) -> None:
    """Let a command take a data folder; what the workspace adds, it adds to that one."""
    help_text = "data folder that the workspace adds to; default: IGF_DATA, else the shipped data"
    command.add_argument("--data", type=Path, metavar="DIR", help=help_text)
