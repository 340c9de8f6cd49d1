"""The dashboard: one store, one person, one date. What shows first is read before Textual's loop starts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import Worker, WorkerFailed

from store.errors import StoreError, Unusable
from tui.desk import Desk
from tui.filters import NoColours, PlainSigns
from tui.keys import DEFAULT_KEYS, Keymap
from tui.looks import PALETTES, Face, Look, Palette
from tui.messages import Jump, ModeAsked, PastAsked, PlanShown, RetryAsked, ThemeAsked, Trouble
from tui.narrowed import Saved
from tui.rescue import may_rescue, rescue
from tui.screens.base import BaseScreen
from tui.screens.overview import OverviewScreen
from tui.screens.plan_screen import PlanScreen
from tui.screens.trouble import TroubleScreen
from tui.typeahead import TypeAhead
from tui.view import Ask, first_plan, read_first
from words import speak
from words.said import say_error

if TYPE_CHECKING:
    from store.past import Past

AFTERWARDS = ("totals", "later", "sheet")
"""Groups of workers that read what comes after everything else."""
PATIENCE = 0.2
"""Seconds that something may take before it is said what is waited for."""


def _theme(palette: Palette) -> Theme:
    """A palette as a theme of Textual, for the few widgets that are styled."""
    tones, grounds = palette.tones, palette.grounds
    return Theme(
        palette.name,
        primary=tones["accent"],
        accent=tones["accent"],
        foreground=tones["text"],
        background=grounds["page"],
        surface=grounds["page"],
        panel=grounds["title"],
        warning=tones["yellow"],
        error=tones["red"],
        success=tones["green"],
        dark=palette.dark,
        variables=Look(palette).variables(),
    )


def _dated(face: Face, past: Past | None, as_of: date) -> Face:
    """A face for another date."""
    known = f"{past.known_at:%Y-%m-%d %H:%M}" if past and past.known_at else ""
    return face._replace(as_of=as_of, past=face.words.screen.past(as_of.isoformat(), known) if past else "")


class DubanApp(App[int], inherit_bindings=False):
    """The dashboard on one store."""

    CSS_PATH = "screens/plan_screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    TITLE = "duban"

    def __init__(
        self,
        desk: Desk,
        lang: str = "en",
        plan: str | None = None,
        demo: bool = False,
        theme: str = "duban-dark",
        ascii_only: bool = False,
        remember: Callable[[str], None] | None = None,
        keys: Keymap = DEFAULT_KEYS,
        remember_theme: Callable[[str], None] | None = None,
        filters: Saved | None = None,
    ) -> None:
        face = Face(speak(lang, keys.names(ascii_only)), Look(PALETTES[theme], ascii_only), desk.today, keys=keys)
        self.face = _dated(face, desk.past, desk.as_of)
        super().__init__()  # asks for the variables of the theme at once
        if self.no_color:
            self._filters = [NoColours()]
            self.face = self.face._replace(look=Look(PALETTES[theme], ascii_only, no_colour=True))
        if ascii_only:
            self._filters.append(PlainSigns())
        self.desk = desk
        desk.slow = self._slow
        self.demo = demo
        self.filters = filters or Saved()
        self.remember = remember or (lambda plan: None)
        self.remember_theme = remember_theme or (lambda theme: None)
        for palette in PALETTES.values():
            self.register_theme(_theme(palette))
        self.theme = theme
        self._ahead = TypeAhead(self, super().on_event)
        self._seen: PlanScreen | None = None
        """The mode of a plan that was shown last."""
        self._view = read_first(desk.shown, Ask(first_plan(desk.shown, plan, desk.as_of), desk.as_of))

    async def on_event(self, event: Event) -> None:
        """Keys wait for each other; everything else goes its way."""
        if isinstance(event, (Key, Paste)) and not event.is_forwarded:
            await self._ahead.typed(event)
        else:
            await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        """The overview is the first screen, not one on top of an empty one."""
        screen = OverviewScreen(self.desk, self.face, self._view, self.demo)
        screen.filters = self.filters
        return screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our .tcss also under a theme of Textual's own."""
        return self.face.look.variables()

    @on(PlanShown)
    def _plan_shown(self, message: PlanShown) -> None:
        self.remember(message.plan)

    @on(ModeAsked)
    def _mode_asked(self, message: ModeAsked) -> None:
        self.show_mode(message.mode)

    @on(Jump)
    def _jump(self, message: Jump) -> None:
        here = self.screen
        if isinstance(here, PlanScreen) and not message.in_overview and here.seek(message.kind, message.name):
            return
        self.show_mode("overview")
        overview = self.screen
        if isinstance(overview, OverviewScreen):
            overview.jump(message.kind, message.name)

    def show_mode(self, mode: str) -> None:
        """Show a mode, made when first asked for; the overview is below all others."""
        here = self.screen
        if not isinstance(here, BaseScreen) or here.mode == mode:
            return
        overview = self.screen_stack[0]
        assert isinstance(overview, OverviewScreen)
        if isinstance(here, PlanScreen):
            self._seen = here
        seen = self._seen or overview
        if mode == overview.mode:
            self.pop_screen()
            overview.come(seen.ask.plan, self.face, seen.ask.narrowed)
            return
        if not self.is_screen_installed(mode):
            from tui.screens.modes import make_mode

            self.install_screen(make_mode(mode, self.desk, self.face, seen, self.demo), mode)
        screen = self.get_screen(mode, BaseScreen)
        if isinstance(screen, PlanScreen):
            screen.filters = self.filters
        screen.come(seen.ask.plan, self.face, seen.ask.narrowed)
        if here is overview:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    @on(PastAsked)
    def _past_asked(self, message: PastAsked) -> None:
        self.run_worker(self._travel(message.past), group="travel")

    async def _travel(self, past: Past | None) -> None:
        """Show a past date in every mode, or (None) today again; going to a date anew is not talked about."""
        says, before = self.face.words.screen, self.desk.past
        for screen in {*self.screen_stack, *self._installed_screens.values()}:
            if isinstance(screen, BaseScreen) and past != before:
                screen.call_off(*AFTERWARDS)  # of a date that is left: what is read next would wait for it
        if past is None:
            self.desk.leave()
        else:
            going = self.set_timer(PATIENCE, lambda: self._tell(says.going(past.as_of.isoformat())))
            try:
                if not await self.desk.enter(past):
                    return
            except StoreError as error:
                self._tell(say_error(self.face.words, error.kind, error.facts), "red")
                return
            finally:
                going.stop()
        self.face = _dated(self.face, past, self.desk.as_of)
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.travelled(self.face)
        if past != before:
            self._tell(says.arrived(self.face.past) if past else says.today_again(self.desk.today.isoformat()))

    def _tell(self, sentence: str, tone: str = "text") -> None:
        """Say a sentence on the mode that shows."""
        modes = [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]
        if modes:
            modes[-1].tell(sentence, tone)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        # It is met again with every look at the store: what is said already is not begun anew, or a search for a
        # backup that takes longer than from one look to the next would never end.
        if not (isinstance(self.screen, TroubleScreen) and self.screen.is_about(message.error)):
            self._show_trouble(message.error)

    def _show_trouble(self, error: StoreError) -> None:
        """What happened, at once, on one screen; the backup to go back to as soon as it was looked for."""
        if isinstance(self.screen, TroubleScreen):
            self.screen.say(error)
        else:
            self.push_screen(TroubleScreen(self.face, error))
        if may_rescue(error, self.desk.backups):
            _: Worker[None] = self.run_worker(partial(self._advise, error), group="advice", exclusive=True)

    async def _advise(self, error: StoreError) -> None:
        words, backups = self.face.words, self.desk.backups
        advice = await asyncio.get_running_loop().run_in_executor(None, rescue, words, error, backups)
        if isinstance(self.screen, TroubleScreen) and self.screen.is_about(error):
            self.screen.say(error, advice)

    @on(RetryAsked)
    def _retry_asked(self) -> None:
        # The function, not what it returns: one that is called off before it began leaves nothing behind.
        _: Worker[None] = self.run_worker(self._retry, group="trouble", exclusive=True)

    async def _retry(self) -> None:
        """Open the store anew; what still stands in the way is said on the same screen."""
        try:
            await self.desk.reopen()
        except StoreError as error:
            self._show_trouble(error)
            return
        if isinstance(self.screen, TroubleScreen):
            self.screen.dismiss()
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.reread()

    def _fatal_error(self) -> None:
        """A mistake of the program: leave at once, and let `run` raise it. Textual would print all that it held."""
        self._close_messages_no_wait()

    @property
    def crash(self) -> BaseException | None:
        """The mistake that ended the program."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def _slow(self, waited: float, changes: int) -> None:
        """Say that a write goes on, how far it is, and what it waits for."""
        said = self.face.words.screen.saving(int(waited) if waited else None, changes)
        self._tell(said, "yellow" if waited else "text")

    @on(ThemeAsked)
    def _theme_asked(self, message: ThemeAsked) -> None:
        look = self.face.look
        palette = PALETTES[f"duban-{message.theme}"]
        self.face = self.face._replace(look=Look(palette, look.ascii, look.no_colour))
        self.theme = palette.name
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.set_face(self.face)
        self.remember_theme(message.theme)
        self._tell(self.face.words.screen.theme_is(message.theme))

    async def action_quit(self) -> None:
        """Leave; everything is saved already."""
        self.exit(0)


def run(
    path: str, *, lang: str, today: date, by: str, plan: str | None = None, demo: bool = False, read_only: bool = False,
    theme: str = "duban-dark", ascii_only: bool = False, remember: Callable[[str], None] | None = None,
    backups: str = "", past: Past | None = None, keys: Keymap = DEFAULT_KEYS,
    remember_theme: Callable[[str], None] | None = None, saved_filters: str = "",
    remember_filters: Callable[[str], None] | None = None, settled: Callable[[], None] = lambda: None,
) -> int:  # fmt: skip
    """Open the dashboard on a store and stay until it is quit.

    Args:
        path: the store; created where there is none.
        lang: `zh` or `en`.
        today: the date everything is computed for.
        by: who acts.
        plan: the plan used last; the worst one where there is none.
        demo: True for a throwaway store: said in the header.
        read_only: True to refuse every write.
        theme, ascii_only: the name of a palette of tui.looks; True for a terminal without the signs of the lights.
        backups: the directory of daily backups; empty for a throwaway store.
        past: the past date to begin with; None for today.
        keys: which keys do what.
        remember, remember_theme: told every plan (its key) and theme (tui.keys.THEMES) that is chosen.
        saved_filters, remember_filters: see tui.narrowed.Saved.
        settled: called once everything that is imported at the start was imported; in any thread.

    Returns:
        The exit code.

    Raises:
        StoreError: the store cannot be opened.
    """
    try:
        desk = Desk(path, by, today, read_only, backups, past)
    except Unusable as error:
        if error.kind != "store_missing" or read_only or past:
            raise
        from store.writer import Writer

        Writer(path, backups=backups).close()
        desk = Desk(path, by, today, read_only, backups, past)
    desk.settled = settled
    try:
        filters = Saved(saved_filters, remember_filters)
        app = DubanApp(desk, lang, plan, demo, theme, ascii_only, remember, keys, remember_theme, filters)
        code = app.run() or app.return_code or 0
        if app.crash is not None:
            raise app.crash
        return code
    finally:
        desk.close()
