"""A user's or a team's workspace: the class whose body lists everything that a workspace can do.

Each entry is a function of a module over an open transaction; ``reads``, ``writes`` and ``checks`` open it::

    save_codes = writes(codes.save_codes)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd

from igfdata.dataset import Dataset, build
from igfdata.validation import check_frames
from igfdata.workspace import archive, broken_rows, codebooks, codes, merge, revisions, settings
from igfdata.workspace import decisions as decided
from igfdata.workspace import versions as programmes
from igfdata.workspace.database import Database, Reading, Transaction
from igfdata.workspace.difference import DIFFERENCE_COLUMNS
from igfdata.workspace.errors import StoreUnavailable

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def reads(function: Callable[Concatenate[Reading, Given], Answer]) -> Callable[Concatenate["Workspace", Given], Answer]:
    """Method that calls a function with one state of the store."""

    @wraps(function)
    def method(self: "Workspace", *given: Given.args, **named: Given.kwargs) -> Answer:
        with self.reading() as reading:
            return function(reading, *given, **named)

    return method


def writes(function: Callable[Concatenate[Transaction, Given], Answer]) -> Callable[Concatenate["Workspace", Given], Answer]:
    """Method that calls a function with a change: all of it or nothing."""

    @wraps(function)
    def method(self: "Workspace", *given: Given.args, **named: Given.kwargs) -> Answer:
        with self.writing() as transaction:
            return function(transaction, *given, **named)

    return method


def checks(function: Callable[Concatenate[Transaction, Given], Answer]) -> Callable[Concatenate["Workspace", Given], Answer]:
    """Method that calls a function with a change that is refused when the data would not be sound afterwards."""

    @wraps(function)
    def method(self: "Workspace", *given: Given.args, **named: Given.kwargs) -> Answer:
        with self.checked() as transaction:
            return function(transaction, *given, **named)

    return method


class Workspace(Database):
    """An open workspace; :meth:`open` one. Safe to share between threads."""

    # Programmes of meetings
    meetings = reads(programmes.meetings)
    versions = reads(programmes.versions)
    programme = reads(programmes.programme)
    texts = reads(programmes.texts)
    known_days = reads(programmes.known_days)
    last_change = reads(programmes.last_change)
    preview = reads(programmes.preview)
    coverage = reads(programmes.coverage)
    official_total = reads(programmes.official_total)
    check_facts = reads(programmes.check_facts)
    deletion_of = reads(programmes.deletion_of)
    import_version = checks(programmes.import_version)
    undo_to = checks(programmes.undo_to)
    delete_meeting = writes(programmes.delete_meeting)

    # Everything as one data set
    frames = reads(merge.all_frames)

    # Codes of coders
    codings = reads(codes.codings)
    session_work = reads(codes.session_work)
    codings_of_unknown = reads(codes.codings_of_unknown)
    save_codes = writes(codes.save_codes)
    save_session = writes(codes.save_session)
    take_back = writes(codes.take_back)
    accept_renumbering = writes(codes.accept_renumbering)

    # Decisions where coders differ
    decisions = reads(decided.decisions)
    save_decision = writes(decided.save_decision)
    reopen_decision = writes(decided.reopen_decision)
    undo_decision = writes(decided.undo_decision)

    # The codebook by which is coded
    codebook = reads(codebooks.codebook)
    codebook_revision = reads(codebooks.codebook_revision)
    save_codebook = checks(codebooks.save_codebook)

    # Decks of slides that users put together
    decks = reads(settings.decks)
    save_deck = writes(settings.save_deck)
    delete_deck = writes(settings.delete_deck)

    # Rows that cannot be used: codes that break a rule, and what a hand has altered
    code_errors = reads(merge.stored_code_errors)
    row_problems = reads(broken_rows.row_problems)
    withdraw = writes(revisions.withdraw)

    # What is remembered for users
    mapping_for = reads(settings.mapping_for)
    remember_mapping = writes(settings.remember_mapping)
    setting = reads(settings.setting)
    set_setting = writes(settings.set_setting)

    @contextmanager
    def checked(self) -> Iterator[Transaction]:
        """A change that is refused with :class:`InvalidData` when shipped and added data would not be sound afterwards."""
        with self.writing() as transaction:
            before = transaction.last_id
            yield transaction
            if transaction.last_id != before:
                check_frames(merge.all_frames(transaction), trusted=self.shipped)

    def dataset(self) -> Dataset:
        """The shipped data with codebook, active versions, codes and decisions: what every page works on.

        Sessions that nobody coded have no codes. Relevance of an imported session is that of a decision, else of its last
        coder, else suggested by the dictionary (said in ``note``). InvalidData when shipped and added data do not fit, as after
        an update of the shipped ones.
        """
        frames = self.frames()
        check_frames(frames, trusted=self.shipped)
        return build(frames)

    def changes_for(self, meeting_id: str) -> pd.DataFrame | None:
        """Changes for a briefing: ``kind, session, before, after, session_id``; None without an earlier version."""
        try:
            change = self.last_change(meeting_id)
        except StoreUnavailable:  # the store went away since the data were read: the other slides still hold
            return None
        return None if change is None else change.difference[DIFFERENCE_COLUMNS]

    def orphans(self) -> pd.DataFrame:
        """Sessions with codes or decisions that no active version holds: ``session_id, title, n_codings, n_decisions``."""
        return self.codings_of_unknown(self.frames()["sessions"]["session_id"])

    def export_folder(self, folder: Path | str) -> Path:
        """Write everything into a new folder: the merged data set, which ``python -m igfdata check`` accepts, and the store.

        FileExistsError when the folder is there and not empty.
        """
        target = archive.new_folder(folder)
        with self.reading() as reading:
            content = archive.read_content(reading)
        return archive.write_folder(content, target)

    def import_folder(self, folder: Path | str, *, replace: bool = False) -> dict[str, int]:
        """Bring a workspace to the state that an exported folder holds, in one transaction; return the rows read, by table.

        With ``replace`` what the workspace holds now is given up; without it, it must be empty.

        Raises ValueError, InvalidData or StoreIsNewer when the folder is no exported one, the workspace is not empty, the
        result would not be sound, codes break a rule, or a newer program wrote the folder; nothing changed.
        """
        read = archive.read_archive(folder)
        with self.checked() as transaction:
            return archive.restore(transaction, read, replace=replace)
