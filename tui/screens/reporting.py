"""Reports on the screen: the key that opens the form, what the form records, and who has not reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from store.cycle import Period, next_period
from store.errors import Refused
from store.queries.assignments import of_ids
from store.queries.names import plan_id, unit_key
from store.queries.open_items import items, open_items
from store.queries.reporting import cycle_of, not_reported
from store.reader import Reader
from store.reported import NotReported, OpenItem
from store.shapes import Assignment, Done, Who
from tui.screens.changes import Change, Changes, Seen
from tui.text import Piece, Pieces, fit, short_day, visible
from words.said import say_error

if TYPE_CHECKING:
    from store.commands.reports import Statement
    from store.writer import Writer
    from tui.looks import Face
    from tui.panes.reporting import Call, Draft
    from tui.screens.form import Values


class Reporting:
    """What units say."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.screen = changes.screen

    def open(self) -> None:
        """The form for the unit, or the one assignment, under the cursor."""
        screen, subject = self.screen, self.screen.subject
        marked = tuple(screen.marks.values())
        if marked and all(item.unit_id == marked[0].unit_id for item in marked):
            screen.do(self._of_items(marked), "open", exclusive=True)
        elif marked:
            screen.tell(screen.face.words.screen.why_not("one_unit"), "yellow")
        elif subject.item is not None and subject.whole:
            item = subject.item
            screen.do(self._of_unit(item.unit_id, item.unit, screen.ask.plan), "open", exclusive=True)
        elif subject.item is not None:
            screen.do(self._of_items((subject.item,)), "open", exclusive=True)
        elif subject.unit is not None and not subject.unit.is_group:
            screen.do(self._of_unit(subject.unit.unit_id, subject.unit.unit, screen.ask.plan), "open", exclusive=True)
        elif subject.indicator is not None and subject.part is not None:
            screen.do(self._of_part(subject.part.unit), "open", exclusive=True)
        else:
            screen.tell(screen.face.words.screen.why_not("one_unit"), "yellow")

    async def _of_items(self, chosen: Sequence[Assignment]) -> None:
        """Assignments of one unit."""
        today, ids = self.screen.desk.today, [item.id for item in chosen]
        found = await self.screen.desk.read(lambda reader: items(reader, ids, today))
        self._form(chosen[0].unit, found)

    async def _of_part(self, unit: str) -> None:
        """A unit that stands under an indicator."""
        plan = self.screen.ask.plan or ""
        named = await self.screen.desk.read(lambda reader: unit_key(reader, unit, plan_id(reader, plan)))
        await self._of_unit(named.id, named.name, plan)

    async def _of_unit(self, unit: int, name: str, plan: str | None) -> None:
        today = self.screen.desk.today

        def job(reader: Reader) -> tuple[OpenItem, ...]:
            return open_items(reader, unit, plan_id(reader, plan) if plan else None, today)

        self._form(name, await self.screen.desk.read(job))

    def _form(self, unit: str, found: Sequence[OpenItem]) -> None:
        from tui.screens.report import ReportForm

        screen = self.screen
        if not found:
            screen.tell(screen.face.words.reports.say("none_open"), "yellow")
            return

        async def save(call: Call, drafts: Sequence[Draft]) -> None:
            await self._record(unit, call, drafts)

        screen.app.push_screen(ReportForm(screen.face, unit, found, screen.desk.today, save))

    async def _record(self, unit: str, call: Call, drafts: Sequence[Draft]) -> None:
        """One command for everything that was said."""
        screen = self.screen
        ids = [draft.item.id for draft in drafts]
        day = screen.desk.today
        rows = await screen.desk.read(lambda reader: of_ids(reader, ids, day))
        versions = {draft.item.id: draft.item.version for draft in drafts}
        seen = [row._replace(version=versions[row.id]) for row in rows]

        def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
            from store.commands.reports import Common, record_reports

            on, received = date.fromisoformat(call.on), date.fromisoformat(call.received)
            common = Common(call.via, received, call.from_whom, call.reference, call.raw)
            return record_reports(writer, who, [statement(draft) for draft in drafts], common, on, seen)

        what = screen.face.words.reports.say("report")
        await self.changes.write(seen, Change(("report", unit), what, job))

    # When reports fall due

    def cycle(self) -> None:
        """Set the cycle of the plan that is shown."""
        plan = self.screen.ask.plan
        if plan is None:
            self.screen.tell(self.screen.face.words.reports.say("cycle_whose"), "yellow")
        else:
            self.screen.do(self._cycle(plan), "open", exclusive=True)

    async def _cycle(self, plan: str) -> None:
        from exchange.cycle_typed import read_cycle
        from tui.screens.form import Field, Form

        screen, says = self.screen, self.screen.face.words.reports
        ident = await screen.desk.read(lambda reader: plan_id(reader, plan))
        now = await screen.desk.read(lambda reader: cycle_of(reader, ident))

        def preview(values: Values) -> Piece:
            try:
                cycle = read_cycle(values["cycle"])
            except Refused as refused:
                return Piece(say_error(screen.face.words, refused.kind, refused.facts), "yellow")
            period = next_period(cycle, screen.desk.today)
            return Piece("  ".join((says.cycle(cycle), self._following(period) if period else "")).rstrip())

        async def save(values: Values) -> None:
            cycle = read_cycle(values["cycle"])
            who = screen.desk.who("cycle", plan, cycle or values["cycle"])

            def job(writer: Writer, reader: Reader) -> Done:
                from store.commands.cycles import set_cycle

                return set_cycle(writer, who, ident, cycle)

            done = await screen.desk.write(job)
            if not done.command:
                screen.tell(screen.face.words.screen.say("nothing_changed"))
                return
            said = says.cycle_set(plan, says.cycle(cycle), screen.face.words.domain.date(screen.desk.today))
            screen.tell(f"{said}  {screen.face.words.screen.say('undoes')}")
            screen.reread()

        fields = [Field("cycle", says.say("cycle"), now)]
        about = says.say("cycle_typed")
        screen.app.push_screen(Form(screen.face, f"{says.say('cycle')}  {plan}", fields, save, preview, about))

    def _following(self, period: Period) -> str:
        """When the next reports fall due."""
        unsure = period.due.year if period.holidays_unknown else None
        return self.screen.face.words.reports.next_due(period.due.isoformat(), unsure)

    # Who has not reported

    def missing(self) -> None:
        """The units from which a report is missing; enter records one."""
        self.screen.do(self._missing(), "open", exclusive=True)

    async def _missing(self) -> None:
        from tui.screens.dialog import Option
        from tui.screens.missing import MissingList

        screen, face = self.screen, self.screen.face
        plan, as_of = screen.ask.plan, screen.ask.as_of
        found = await screen.desk.read(lambda reader: not_reported(reader, plan, as_of))
        told = screen.view.board.reporting
        following = ""
        if told is not None and told.next_due is not None:
            unsure = told.next_due.year if told.next_unsure else None
            following = face.words.reports.next_due(told.next_due.isoformat(), unsure)
        if not found:
            screen.tell(f"{face.words.reports.say('all_reported')} {following}".strip())
            return
        title = face.words.reports.not_reported("", "", len(found))
        if told is not None:
            month, due = face.words.domain.month(told.start), short_day(told.due, as_of)
            title = face.words.reports.not_reported(month, due, len(found))
        lines = (missing_pieces(line, plan is None, face) for line in found)
        options = [Option(str(index), pieces) for index, pieces in enumerate(lines)]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                line = found[int(answer)]
                screen.do(self._of_unit(line.unit_id, line.unit, line.plan), "open", exclusive=True)

        screen.app.push_screen(MissingList(face, title, options, following), chosen)


def missing_pieces(line: NotReported, with_plan: bool, face: Face) -> Pieces:
    """One unit of the list."""
    says = face.words.reports
    day = short_day(line.last_report, face.as_of) if line.last_report else ""
    last = says.last(day, "", "").rstrip(" :：") if day else says.say("no_last")
    told = says.whom(last, visible(line.contact), visible(line.phone), line.chases, line.open)
    name = f"{line.plan}  {line.unit}" if with_plan else line.unit
    return Piece(fit(name, 34 if with_plan else 18), "text!"), Piece("  "), Piece(told, "dim")


def statement(draft: Draft) -> Statement:
    """What was entered about one assignment; a figure of a task without an indicator is a percent.

    Raises:
        Refused: that is no percent.
    """
    from store.commands.reports import Statement

    figure, percent = draft.figure, None
    if draft.item.indicator is None and figure:
        try:
            figure, percent = "", float(figure.rstrip("%％").strip())
        except ValueError:
            raise Refused("bad_percent", text=draft.figure) from None
    return Statement(
        draft.item.id, draft.claim or None, draft.progress, draft.problem, draft.next_step, percent, figure,
        draft.item.indicator if figure else None, draft.remark, draft.evidence,
    )  # fmt: skip
