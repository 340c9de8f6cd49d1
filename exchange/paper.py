"""A summary as a paper: bulletin 通报, briefing 专报 or ledger 台账, in reading order, for any format."""

from __future__ import annotations

from datetime import date

from exchange import blocks as b
from exchange.annexes import listed, moves_table
from exchange.blocks import Block, para
from exchange.paper_since import changes, counted
from exchange.paper_tables import ledger_table, plans_table, red_table, unit_table
from exchange.paper_text import indicators, names, overall, problems, required, short
from exchange.summary_shapes import PlanSummary, Summary
from store import vocabulary as v
from words import Words


def compose(summary: Summary, words: Words) -> tuple[Block, ...]:
    """The blocks of a paper.

    Args:
        summary: its content.
        words: its language.
    """
    if summary.kind == "ledger":
        return tuple(_ledger(summary, words))
    if len(summary.plans) == 1:
        return tuple(_single(summary, summary.plans[0], words))
    return tuple(_several(summary, words))


def number_text(number: str, pattern: str, year: int, words: Words) -> str:
    """The document number: a bare number goes into the office's pattern (`盘家庭上网办〔{year}〕{n}号`).

    Args:
        number: what the user gave; empty leaves a slot.
        pattern: from the plan's bulletin settings; may be empty.
        year: of issue.
        words: for the slot.
    """
    if number and not number.isdigit():
        return number
    if "{n}" not in pattern:
        return number or pattern or words.paper.slot("number")
    return pattern.replace("{year}", str(year)).replace("{n}", number or words.paper.slot(""))


def _top(summary: Summary, number: str, title: str, words: Words) -> list[Block]:
    mark = words.paper.mark(draft=summary.kind != "ledger", sample=summary.sample)
    top = [Block(b.HEADLINE, tuple(text for text in (number, mark) if text)), Block(b.TITLE, (title,))]
    return [Block(b.SAMPLE, (words.paper.sample(),)), *top] if summary.sample else top


def _period(plan: PlanSummary, words: Words) -> str:
    """The reporting period that a title names; empty in a plan without a cycle."""
    return words.paper.period(plan.reporting.start, plan.reporting.end, None) if plan.reporting else ""


def _bases(plan: PlanSummary) -> tuple[str, ...]:
    """On what the due dates rest besides the plan itself, in the order of the vocabulary."""
    used = {row.due_basis for row in plan.material.rows}
    return tuple(basis for basis in v.BASES if basis in used and basis != "plan")


def _opening(summary: Summary, plan: PlanSummary, words: Words) -> Block:
    document = plan.material.document
    differ = plan.figures_differ and any(indicator.units for indicator in plan.material.indicators)
    figures_on = plan.figures_on if plan.material.indicators else None
    text = words.paper.opening(
        summary.kind, document.title, document.number, _bases(plan), summary.as_of, figures_on, differ
    )
    return para(text)


def _single(summary: Summary, plan: PlanSummary, words: Words) -> list[Block]:
    paper, document = words.paper, plan.material.document
    year = (summary.issued or summary.as_of).year
    number = number_text(summary.number, document.bulletin.number_pattern, year, words)
    title = paper.title(summary.kind, paper.topic(document.title), _period(plan, words), summary.as_of)
    to = document.bulletin.salutation if summary.kind == "bulletin" else ""
    to = to or paper.slot("salutation" if summary.kind == "bulletin" else "addressed")
    found = _top(summary, number, title, words)
    found += [Block(b.TO, (paper.salutation(to),)), _opening(summary, plan, words)]
    found += _briefing(summary, plan, words) if summary.kind == "briefing" else _body(summary, plan, words)
    if summary.kind == "bulletin":
        found.append(_annexes(summary, plan, words))
    found.append(_sign(document.bulletin.office, summary.issued, words))
    if summary.kind == "bulletin":
        cc = document.bulletin.cc
        found.append(Block(b.FOOT, (paper.contact(), *((paper.cc(cc),) if cc else ()))))
    found.append(_note(plan, summary.as_of, words))
    table = moves_table(plan, words) if summary.kind == "bulletin" else None
    return [*found, Block(b.TABLE, table=table)] if table else found


def _body(summary: Summary, plan: PlanSummary, words: Words) -> list[Block]:
    """The numbered sections; a plan without indicators has no section about them."""
    paper, as_of = words.paper, summary.as_of
    sections = [("overall", [para(_overall(plan, as_of, words))])]
    table = 1
    if plan.material.indicators:
        sections.append(("indicators", indicators(plan, as_of, words)))
        table += any(indicator.units for indicator in plan.material.indicators)
    if plan.loads:
        sections[-1][1].append(Block(b.TABLE, table=unit_table(plan, table, as_of, summary.rank, words)))
    changed = changes(plan, as_of, words)
    if changed:
        sections.append(("since", changed))
    sections.append(("problems", problems(plan, as_of, words)))
    sections.append(("required", required(plan, as_of, words)))
    found: list[Block] = []
    for n, (name, content) in enumerate(sections, 1):
        found += [Block(b.HEADING, (paper.heading(n, name),)), *content]
    return found


def _overall(plan: PlanSummary, as_of: date, words: Words) -> str:
    """How the plan ended, the totals, the comparison with an earlier date: of these what there is."""
    ended = plan.material.board.ending
    told = words.endings.ended(*ended) if ended else "", overall(plan, as_of, words), counted(plan, as_of, words)
    return words.paper.join(tuple(text for text in told if text))


def _briefing(summary: Summary, plan: PlanSummary, words: Words) -> list[Block]:
    """One page for leaders: overall, the red items, what needs help."""
    paper, as_of = words.paper, summary.as_of
    found = [Block(b.HEADING, (paper.heading(1, "overall"),)), para(_overall(plan, as_of, words))]
    found.append(Block(b.HEADING, (paper.heading(2, "overdue"),)))
    if plan.overdue:
        found.append(para(paper.late_head(len(plan.overdue), plan.settled)))
        found.append(Block(b.TABLE, table=red_table(plan, 1, as_of, words)))
    else:
        found.append(para(paper.late_head(0, plan.settled)))
    found.append(Block(b.HEADING, (paper.heading(3, "blocked"),)))
    told = tuple(paper.stuck(names(e.units, words), e.ref, short(e.title), short(e.problem)) for e in plan.stuck)
    head = paper.stuck_head(len(plan.blocked))
    found.append(para(paper.join((head, paper.semicolon(told))) if told else head))
    return found


def _annexes(summary: Summary, plan: PlanSummary, words: Words) -> Block:
    names = [words.paper.annex_ledger(summary.as_of)]
    if listed(plan.material) or any(row.due_first and row.due != row.due_first for row in plan.material.rows):
        names.append(words.paper.annex_moves())
    return Block(b.ANNEX, words.paper.annexes(tuple(names)))


def _sign(office: str, issued: date | None, words: Words) -> Block:
    day = words.domain.date(issued) if issued else words.paper.slot("issued")
    return Block(b.SIGN, (office or words.paper.slot("office"), day))


def _note(plan: PlanSummary, as_of: date, words: Words) -> Block:
    """The basis of figures 口径: only what this paper uses."""
    paper, board, line = words.paper, plan.material.board, plan.material.board.plan
    shown = {part.light for part in plan.parts}
    notes = []
    if board.elapsed is not None:
        months = board.elapsed.of_months, board.elapsed.months
        notes.append(paper.basis_elapsed(line.start if line else None, line.end if line else None, *months, as_of))
    if v.DUE_SOON in shown:
        notes.append(paper.basis_soon(plan.settings.due_soon_days))
    if plan.material.indicators or v.BEHIND in shown:
        notes.append(paper.basis_behind(plan.settings.behind_points))
    if plan.material.indicators and plan.figures_until is not None:
        notes.append(paper.basis_figures(plan.figures_until, as_of))
    if v.NO_REPORT in shown:
        notes.append(paper.basis_silent(plan.settings.silent_days, bool(line and line.cycle)))
    if plan.material.indicators:
        notes.append(paper.basis_unknown())
    if plan.next_period and plan.next_period.holidays_unknown:
        notes.append(words.endings.holidays_unknown(plan.next_period.due.year))
    if not plan.adds_up:
        notes.append(paper.basis_rounded())
    return Block(b.NOTE, (paper.basis(tuple(notes)),) if notes else ())


def _several(summary: Summary, words: Words) -> list[Block]:
    """The whole store: the plans side by side, then a section for each."""
    paper = words.paper
    number = summary.number or paper.slot("number")
    found = _top(summary, number, paper.titles(summary.kind, len(summary.plans), summary.as_of), words)
    found.append(para(paper.openings(len(summary.plans), summary.as_of)))
    if summary.plans:
        found.append(Block(b.TABLE, table=plans_table(summary, words)))
    for plan in summary.plans:
        found += [Block(b.PLAN, (plan.material.document.title,)), _opening(summary, plan, words)]
        found += _briefing(summary, plan, words) if summary.kind == "briefing" else _body(summary, plan, words)
        found.append(_note(plan, summary.as_of, words))
    return [*found, _sign("", summary.issued, words)]


def _ledger(summary: Summary, words: Words) -> list[Block]:
    paper = words.paper
    topics = tuple(paper.topic(plan.material.document.title) for plan in summary.plans)
    topic = topics[0] if len(topics) == 1 else ""
    title = paper.title("ledger", topic, "", summary.as_of)
    if len(topics) != 1:
        title = paper.titles("ledger", len(topics), summary.as_of)
    total = sum(plan.total for plan in summary.plans)
    table = ledger_table(summary, paper.ledger_caption(total, summary.as_of), words)
    return [*_top(summary, "", title, words), Block(b.TABLE, table=table)]
