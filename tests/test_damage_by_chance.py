"""A few hundred stores damaged by chance, the same on every run; `make mutations` does thousands."""

from __future__ import annotations

from pathlib import Path

from mutations import OF_LOG, OF_STORE, Figures, sound, torture


def test_damage_never_breaks_the_program_and_the_program_never_touches_the_damage(demo: Path, tmp_path: Path) -> None:
    figures = Figures()
    torture(150, 2006, [sound(demo, tmp_path, logged) for logged in (False, True)], tmp_path, figures, reads=1)
    assert not figures.faults, "\n".join(figures.faults)
    assert set(figures.mutations) == {*OF_STORE, *OF_LOG}, "every kind of damage was tried"
    assert figures.ends["read right"] and figures.ends["read refused: damage"] and figures.ends["write refused"]
