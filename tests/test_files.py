from __future__ import annotations

import ctypes
import errno
import io
import os
import stat
import threading
import time
from pathlib import Path

import pytest

from briefing import files
from briefing.errors import FileChanged, FileError, reason

OLD, NEW = b"old words\n", b"new words, and more of them\n"
FAILING = "input/output error; save elsewhere what you need of this disk, since it fails"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "file.md"
    found.write_bytes(OLD)
    return found


def _left_behind(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name not in ("file.md", "link.md", "twin.md")]


def test_reading_takes_regular_files_alone(tmp_path: Path, path: Path) -> None:
    assert files.read(path) == OLD
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for odd in (
        tmp_path,
        tmp_path / "pipe",
        tmp_path / "loop",
        tmp_path / "none",
        "a\0b",
        "\ud800",
        "/dev/zero",
    ):
        with pytest.raises(FileError) as caught:
            files.read(odd)
        str(caught.value).encode()
        assert str(caught.value).endswith(".")


def test_a_large_file_is_refused(path: Path) -> None:
    assert files.read(path, len(OLD)) == OLD
    with pytest.raises(FileError, match="bytes"):
        files.read(path, len(OLD) - 1)


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for odd, sentence in (
        (tmp_path, f"{tmp_path} is a folder, where a file was expected; name a file in it."),
        (
            tmp_path / "pipe",
            f"{tmp_path}/pipe is not a regular file, and only regular files are read; "
            "copy what it gives into one.",
        ),
        (
            tmp_path / "none",
            f"{tmp_path}/none cannot be opened: no such file or directory; see whether its name is right.",
        ),
        ("a\0b", "'a␀b' is no name of a file, since it holds a zero byte; name another."),
    ):
        with pytest.raises(FileError) as caught:
            files.read(odd)
        assert str(caught.value) == sentence
    with pytest.raises(FileError) as caught:
        files.read(path, 9)
    assert str(caught.value) == f"{path} has 10 bytes, more than the 9 that are read; cut it into parts."
    path.write_bytes(bytes(1_001))
    with pytest.raises(FileError) as caught:
        files.reading(path, 1_000)
    assert (
        str(caught.value) == f"{path} has 1,001 bytes, more than the 1,000 that are read; cut it into parts."
    )
    with files.reading(path, 1_001) as whole, files.reading(path) as unlimited:
        assert whole.read() == unlimited.read() == bytes(1_001)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="no file here tells a size of nothing")
def test_a_file_that_is_larger_than_it_says_is_refused_too() -> None:
    with pytest.raises(FileError) as caught:
        files.read("/proc/self/status", 10)
    assert str(caught.value) == (
        "/proc/self/status has more than the 10 bytes that are read; cut it into parts."
    )


def test_a_disk_that_refuses_to_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", _refusing(errno.EIO))
        with pytest.raises(FileError) as caught:
            files.read(path)
    assert str(caught.value) == f"{path} cannot be read: {FAILING}."

    class Refusing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(files, "reading", lambda path, limit: Refusing())
    with pytest.raises(FileError) as caught:
        files.read(path)
    assert str(caught.value) == f"{path} cannot be read: {FAILING}."


def test_what_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileError) as caught:
        files.save(tmp_path, NEW, None)
    assert str(caught.value) == f"{tmp_path} is not a regular file and cannot be replaced; name another."
    with pytest.raises(FileError) as caught:
        files.save(path / "under", NEW, None)
    assert str(caught.value) == (
        f"{path}/under cannot be written, and is as it was: not a directory; see whether its name is right."
    )
    with pytest.raises(FileChanged) as caught:
        files.save(path, NEW, None)
    assert str(caught.value) == f"{path} was changed by another program since it was read; read it again."
    with pytest.raises(FileError) as caught:
        files.create_folder(path / "under")
    assert str(caught.value) == (
        f"The folder {path}/under cannot be made: file exists; move it away, or name another place."
    )
    monkeypatch.setattr(files, "sync_folder", _refusing(errno.EIO))
    with pytest.raises(FileError) as caught:
        files.save(path, NEW, files.digest(OLD))
    assert str(caught.value) == f"{path} was written, but the disk did not confirm it: {FAILING}."
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS])
def test_any_way_in_which_a_file_system_says_that_it_has_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "link", _refusing(code))
    files.save(tmp_path / "file.md", NEW, None)
    assert (tmp_path / "file.md").read_bytes() == NEW
    assert _left_behind(tmp_path) == []


def test_a_link_that_is_refused_for_another_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _refusing(errno.ENOSPC))
    with pytest.raises(FileError, match="and is as it was: no space left on device; make room on the disk"):
        files.save(tmp_path / "file.md", NEW, None)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EIO])
def test_a_folder_that_cannot_be_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Some network file systems have no such call; any other refusal is told."""
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _refusing(code))
        if code == errno.EIO:
            with pytest.raises(OSError, match="Input/output"):
                files.sync_folder(str(tmp_path))
        else:
            files.sync_folder(str(tmp_path))
    assert not before or len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV])
def test_a_system_that_refuses_to_swap(path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    class Library:
        def renameat2(self, *words: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: Library())
    if code == errno.EXDEV:
        with pytest.raises(FileError, match="cross-device"):
            files.save(path, NEW, files.digest(OLD))
        assert path.read_bytes() == OLD
    else:
        files.save(path, NEW, files.digest(OLD))
        assert path.read_bytes() == NEW
    assert _left_behind(path.parent) == []


def test_a_system_without_the_call_to_swap(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: object())
    files.save(path, NEW, files.digest(OLD))
    assert path.read_bytes() == NEW


def test_the_old_bytes_are_on_the_disk_before_a_file_with_two_names_is_written_into(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, tmp_path / "twin.md")
    path.chmod(0o640)
    overwrite, seen = files._overwrite, []

    def looking(target: str, data: bytes) -> None:
        (kept,) = _left_behind(tmp_path)
        assert kept.startswith(f"file.md.kept-by-briefing-{files.digest(NEW)[:12]}-")
        assert (tmp_path / kept).read_bytes() == OLD
        assert stat.S_IMODE((tmp_path / kept).stat().st_mode) == 0o640
        seen.append(kept)
        overwrite(target, data)

    monkeypatch.setattr(files, "_overwrite", looking)
    files.save(path, NEW, files.digest(OLD))
    assert len(seen) == 1
    assert _left_behind(tmp_path) == []
    short = b"s"
    monkeypatch.setattr(files, "_overwrite", overwrite)
    files.save(path, short, files.digest(NEW))
    assert (tmp_path / "twin.md").read_bytes() == short


def test_a_file_with_two_names_that_changes_at_the_last_moment_stays(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, tmp_path / "twin.md")
    sync = files.sync_folder

    def late(folder: str) -> None:
        path.write_bytes(b"theirs")
        sync(folder)

    monkeypatch.setattr(files, "sync_folder", late)
    with pytest.raises(FileChanged):
        files.save(path, NEW, files.digest(OLD))
    assert path.read_bytes() == b"theirs"
    assert _left_behind(tmp_path) == []


def test_what_was_kept_of_a_file_is_needed_only_while_it_is_neither_old_nor_new(
    tmp_path: Path, path: Path
) -> None:
    os.link(path, tmp_path / "twin.md")
    mark = files.digest(NEW)[:12]
    kept = tmp_path / f"file.md.kept-by-briefing-{mark}-0a1b"
    (tmp_path / f"other.md.kept-by-briefing-{mark}-0a1b").write_bytes(b"of another")
    kept.write_bytes(OLD)
    for present, needed in ((OLD, ""), (NEW, ""), (NEW[:5], str(kept))):
        path.write_bytes(present)
        assert files.interrupted(path) == needed
        assert files.interrupted(tmp_path / "twin.md") == ""
    (tmp_path / "twin.md").unlink()
    assert files.interrupted(path) == "", "a file of one name is whole"
    os.link(path, tmp_path / "twin.md")
    files.save(path, b"third", files.digest(NEW[:5]))
    assert kept.exists(), "nobody has seen to it"
    path.write_bytes(NEW)
    files.save(path, b"fourth", files.digest(NEW))
    assert not kept.exists()


def test_reading_leaks_no_descriptor(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(20):
        with pytest.raises(FileError):
            files.read(tmp_path)
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_only_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert files.read_if_there(tmp_path / "none") is None
    with pytest.raises(FileError):
        files.read_if_there(tmp_path)
    (tmp_path / "file").write_bytes(OLD)
    assert files.read_if_there(tmp_path / "file", len(OLD)) == OLD
    with pytest.raises(FileError, match="more than"):
        files.read_if_there(tmp_path / "file", len(OLD) - 1)


def test_a_new_file_has_the_mode_that_is_usual(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.save(tmp_path / "file.md", NEW, None)
    finally:
        os.umask(before)
    assert (tmp_path / "file.md").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "file.md").stat().st_mode) == 0o640
    assert _left_behind(tmp_path) == []


def test_mode_and_attributes_stay(path: Path) -> None:
    path.chmod(0o640)
    try:
        os.setxattr(path, "user.briefing", b"kept")
    except (OSError, AttributeError):
        attributes = False
    else:
        attributes = True
    files.save(path, NEW, files.digest(OLD))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not attributes or os.getxattr(path, "user.briefing") == b"kept"


def test_a_link_stays_a_link(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(path)
    files.save(link, NEW, files.digest(OLD))
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_both_names_of_a_file_show_the_new_bytes(tmp_path: Path, path: Path) -> None:
    os.link(path, tmp_path / "twin.md")
    files.save(path, b"x", files.digest(OLD))
    files.save(path, NEW, files.digest(b"x"))
    assert (tmp_path / "twin.md").read_bytes() == NEW
    assert path.stat().st_nlink == 2
    assert _left_behind(tmp_path) == []


@pytest.mark.parametrize("base", [None, files.digest(NEW)])
def test_a_file_that_is_another_by_now_is_left_alone(tmp_path: Path, path: Path, base: str | None) -> None:
    with pytest.raises(FileChanged):
        files.save(path, NEW, base)
    assert path.read_bytes() == OLD
    assert _left_behind(tmp_path) == []


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FileChanged):
        files.save(tmp_path / "file.md", NEW, files.digest(OLD))
    assert os.listdir(tmp_path) == []


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, link = tmp_path / "file.md", os.link

    def late(source: str, target: str) -> None:
        path.write_bytes(OLD)
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileChanged):
        files.save(path, NEW, None)
    assert path.read_bytes() == OLD
    assert _left_behind(tmp_path) == []


@pytest.mark.parametrize("way", ["into it", "in its place"])
def test_a_file_that_is_saved_at_the_last_moment_stays(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Another program saves after the last look at the file, and before the new one takes its place."""
    swap, theirs = files._swap, [b"theirs"]

    def late(one: str, other: str) -> bool:
        if theirs and way == "into it":
            path.write_bytes(theirs.pop())
        elif theirs:
            (tmp_path / "beside").write_bytes(theirs.pop())
            os.rename(tmp_path / "beside", path)
        return swap(one, other)

    if not _can_swap(tmp_path):
        pytest.skip("two files cannot change names at once here")
    monkeypatch.setattr(files, "_swap", late)
    with pytest.raises(FileChanged):
        files.save(path, NEW, files.digest(OLD))
    assert path.read_bytes() == b"theirs"
    assert _left_behind(tmp_path) == []


def test_a_file_that_is_removed_at_the_last_moment_is_not_made_again(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = files._swap

    def late(one: str, other: str) -> bool:
        path.unlink()
        return swap(one, other)

    if not _can_swap(tmp_path):
        pytest.skip("two files cannot change names at once here")
    monkeypatch.setattr(files, "_swap", late)
    with pytest.raises(FileChanged):
        files.save(path, NEW, files.digest(OLD))
    assert os.listdir(tmp_path) == []


def _can_swap(folder: Path) -> bool:
    for name in ("one", "other"):
        (folder / name).write_text(name)
    able = files._swap(os.fspath(folder / "one"), os.fspath(folder / "other"))
    assert (folder / "one").read_text() == ("other" if able else "one")
    for name in ("one", "other"):
        (folder / name).unlink()
    return able


def test_a_system_that_cannot_swap_two_files(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_swap", lambda one, other: False)
    files.save(path, NEW, files.digest(OLD))
    assert path.read_bytes() == NEW
    assert _left_behind(tmp_path) == []


def test_a_kill_while_a_file_with_two_names_is_written_into_is_told(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, tmp_path / "twin.md")

    class Killed(BaseException):
        pass

    def torn(target: str, data: bytes) -> None:
        path.write_bytes(data[:3])
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(files, "_overwrite", torn)
        with pytest.raises(Killed):
            files.save(path, NEW, files.digest(OLD))
    kept = files.interrupted(path)
    assert Path(kept).read_bytes() == OLD
    path.write_bytes(OLD)
    assert files.interrupted(path) == ""
    files.save(path, NEW, files.digest(OLD))
    assert _left_behind(tmp_path) == []
    assert files.interrupted(path) == files.interrupted(tmp_path / "none") == ""


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _refusing(errno.EPERM))
    files.save(tmp_path / "file.md", NEW, None)
    assert (tmp_path / "file.md").read_bytes() == NEW


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "file.md").mkdir()
    with pytest.raises(FileError):
        files.save(tmp_path / "file.md", NEW, None)


OPERATIONS = ("open", "fdopen", "fsync", "replace", "stat", "lstat", "listdir", "fchmod")


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("twin", [False, True])
def test_a_refusing_disk_leaves_the_old_file_or_the_new(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, code: int, twin: bool
) -> None:
    """Every call of an operation fails in its turn; the file is whole, and the message tells the truth."""
    if twin:
        os.link(path, tmp_path / "twin.md")
    real = getattr(os, operation)
    for turn in range(1, 20):
        path.write_bytes(OLD)
        calls = 0

        def failing(*arguments, at=turn, **options):
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(code, os.strerror(code))
            return real(*arguments, **options)

        with monkeypatch.context() as patched:
            patched.setattr(os, operation, failing)
            try:
                files.save(path, NEW, files.digest(OLD))
                assert path.read_bytes() == NEW
            except FileError as error:
                written = "was written" in str(error)
                assert path.read_bytes() == (NEW if written else OLD)
        if calls < turn:
            return
    pytest.fail("the operation is made without end")


def test_half_a_write_is_taken_back_where_the_file_has_two_names(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, tmp_path / "twin.md")
    overwrite = files._overwrite
    turns = iter([True, False])

    def short(target: str, data: bytes) -> None:
        if next(turns):
            with open(target, "r+b") as file:
                file.write(data[:5])
            raise OSError(errno.ENOSPC, "no space left on device")
        overwrite(target, data)

    monkeypatch.setattr(files, "_overwrite", short)
    with pytest.raises(FileError, match="as it was"):
        files.save(path, NEW, files.digest(OLD))
    assert path.read_bytes() == OLD
    assert _left_behind(tmp_path) == []


def test_the_old_bytes_are_kept_where_nothing_can_be_written_any_more(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, tmp_path / "twin.md")
    monkeypatch.setattr(files, "_overwrite", _refusing(errno.EIO))
    with pytest.raises(FileError) as caught:
        files.save(path, NEW, files.digest(OLD))
    (kept,) = tmp_path.glob("file.md.kept-by-briefing-*")
    assert str(caught.value) == (
        f"{path} could only be written in part, and its old content is in {kept}: {FAILING}."
    )
    assert kept.read_bytes() == OLD


def test_new_folders_are_the_users_alone(tmp_path: Path) -> None:
    files.create_folder(tmp_path / "a" / "b")
    files.create_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError):
        files.create_folder(tmp_path / "file" / "b")
    with pytest.raises(FileError):
        files.create_folder(tmp_path / "file")


def test_a_folder_that_another_program_makes_meanwhile_is_as_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, made = Path.is_dir, tmp_path / "a"

    def late(path: Path) -> bool:
        found = real(path)
        if path == made and not found:
            os.mkdir(path)
        return found

    monkeypatch.setattr(Path, "is_dir", late)
    files.create_folder(made)
    assert made.exists()


def test_what_cannot_be_found_out_about_an_interrupted_write_is_nothing(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, tmp_path / "twin.md")

    def unreadable(path: str) -> bytes:
        raise FileError("It cannot be read.")

    monkeypatch.setattr(files, "read", unreadable)
    assert files.interrupted(path) == ""


def test_sweeping_takes_old_temporary_files_alone(tmp_path: Path, path: Path) -> None:
    for name in (".briefing-old.tmp", ".briefing-new.tmp", "mine.tmp"):
        (tmp_path / name).write_text("")
    for name in (".briefing-old.tmp", "mine.tmp", "file.md"):
        os.utime(tmp_path / name, (time.time() - 7200,) * 2)
    files.sweep(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".briefing-new.tmp", "file.md", "mine.tmp"]
    files.sweep(tmp_path / "none")


def test_one_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(10):
            with files.exclusive(tmp_path):
                inside += 1
                most = max(most, inside)
                time.sleep(0.001)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert os.listdir(tmp_path) == []


def test_a_lock_that_is_never_given_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with files.exclusive(tmp_path):
        begun = time.monotonic()
        with pytest.raises(FileError) as caught, files.exclusive(tmp_path):
            pass
        assert time.monotonic() - begun >= 0.05
    assert str(caught.value) == (
        f"Another program is writing in {tmp_path} and does not end; end it, or try again."
    )
    with files.exclusive(tmp_path):
        pass
    with files.exclusive(tmp_path / "none"):
        pass


def test_a_path_in_a_message_is_one_harmless_line() -> None:
    assert files.shown("a\nb\x1b[31m\udcff\ud800").encode()
    assert files.shown("a\nb") == "a␊b"
    assert files.shown(Path("a/b")) == "a/b"
    assert "\x1b" not in files.shown("\x1b")


def test_a_file_system_without_locks_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files.fcntl, "flock", _refusing(errno.ENOLCK))
    with files.exclusive(tmp_path), files.exclusive(tmp_path):
        pass


def test_why_a_system_refused() -> None:
    assert reason(OSError(errno.EACCES, "Permission denied")) == (
        "permission denied; give yourself the right to it (chmod), or name another place"
    )
    assert reason(OSError(errno.EIO, "I/O error")).startswith("I/O error; save elsewhere")
    for unknown, told in (
        (OSError(errno.EXDEV, "Invalid cross-device link"), "invalid cross-device link"),
        (OSError("no number"), "the system does not say why"),
    ):
        assert reason(unknown) == f"{told}; see whether it is as it should be, and try again"


def _refusing(code: int):
    def refuse(*arguments, **options):
        raise OSError(code, os.strerror(code))

    return refuse
