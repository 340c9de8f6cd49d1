"""A plan as a tree: which branches are folded, how each of them stands, and where assignments have their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from store import vocabulary as v
from store.lights import worst
from store.queries.matching import is_whole_ref
from store.shapes import Assignment, Count, Reason
from store.tree import Case, GroupNode, Page, PlanNode, SectionNode, TaskNode, Tree
from store.workload import Tally, add_up

Key = tuple[str, int, int]
"""What a branch is known by: its kind, the id of its plan, section or task, and of a group in a task its own."""
Node = PlanNode | SectionNode | TaskNode | GroupNode


class Standing(NamedTuple):
    """How everything below a branch stands."""

    reason: Reason | None = None
    """Its light, with the days and the due date of what gives it; None where nothing is owed."""
    counts: tuple[Count, ...] = ()

    @property
    def total(self) -> int:
        """How many assignments there are."""
        return sum(count.n for count in self.counts)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(count.n for count in self.counts if count.light == v.DONE)


class Branch(NamedTuple):
    """The row of a plan, a section, a task or a group."""

    key: Key
    depth: int
    label: str
    title: str
    standing: Standing
    opened: bool | None
    """None where nothing is below it."""
    node: Node
    plan: str
    """The key of its plan."""


class Leaf(NamedTuple):
    """The row of an assignment."""

    item: Assignment
    depth: int


class Span(NamedTuple):
    """The place of assignments that came the same way."""

    task: int
    via: int
    n: int
    depth: int


Row = Branch | Leaf
Entry = Branch | Span
Pages = Mapping[Page, tuple[Assignment, ...]]


class Forest:
    """The rows of a tree, those of its assignments as gaps."""

    def __init__(
        self,
        tree: Tree,
        turned: frozenset[Key],
        as_of: date,
        text: str = "",
        many: bool = False,
        narrowed: bool = False,
    ) -> None:
        """Lay out a tree.

        Args:
            tree: what there is.
            turned: the branches that are not as they are at first.
            as_of: the date that the lights are of.
            text: the filter as typed: what was found inside a branch is unfolded.
            many: True where all plans are shown: each has a row then.
            narrowed: True where branches without anything found are left out.
        """
        self.tree = tree
        self.text = text.strip().casefold()
        self.narrowed = narrowed or bool(self.text)
        self.turned = turned
        self.as_of = as_of
        self.plan_keys = {plan.id: plan.key for plan in tree.plans}
        self.cases: dict[int, list[Case]] = {}
        for case in tree.cases:
            self.cases.setdefault(case.task, []).append(case)
        self.groups: dict[int, list[GroupNode]] = {}
        for group in tree.groups:
            self.groups.setdefault(group.task, []).append(group)
        self.below: dict[tuple[int | None, int | None], list[TaskNode]] = {}
        for task in tree.tasks:
            place = (None, task.parent) if task.parent else (task.section, None)
            self.below.setdefault(place, []).append(task)
        self.loose: dict[int, list[TaskNode]] = {}
        """By plan, the tasks that stand in no section."""
        for task in self.below.get((None, None), ()):
            self.loose.setdefault(task.plan, []).append(task)
        self.entries: list[Entry] = []
        for plan in tree.plans:
            if many:
                self._branch(("plan", plan.id, 0), 0, "", plan.title, self._of_plan(plan), plan, plan.key)
            else:
                self._inside_plan(plan, 0)

    def _branch(self, key: Key, depth: int, label: str, title: str, standing: Standing, node: Node, plan: str) -> None:
        """One branch and, unless it is folded, all below it."""
        if self.narrowed and not standing.total and not (self.text and self._is_named(node)):
            return
        leaf = isinstance(node, TaskNode) and not standing.total and not self.below.get((None, node.id))
        opened = None if leaf else self._opens(node) != (key in self.turned)
        self.entries.append(Branch(key, depth, label, title, standing, opened, node, plan))
        if not opened:
            return
        if isinstance(node, PlanNode):
            self._inside_plan(node, depth + 1)
        elif isinstance(node, SectionNode):
            self._tasks(self.below.get((node.id, None), ()), depth + 1)
        elif isinstance(node, TaskNode):
            self._inside_task(node, depth + 1)
        else:
            self._span(node.task, node.via, depth + 1)

    def _inside_plan(self, plan: PlanNode, depth: int) -> None:
        self._tasks(self.loose.get(plan.id, ()), depth)
        for section in self.tree.sections:
            if section.plan != plan.id:
                continue
            tasks = self.below.get((section.id, None), ())
            if section.label or section.title:
                standing = _together(self._of_task(task) for task in tasks)
                key = ("section", section.id, 0)
                self._branch(key, depth, section.label, section.title, standing, section, plan.key)
            else:
                self._tasks(tasks, depth)

    def _tasks(self, tasks: Iterable[TaskNode], depth: int) -> None:
        for task in tasks:
            plan = self.plan_keys.get(task.plan, "")
            self._branch(("task", task.id, 0), depth, task.label, task.title, self._of_task(task), task, plan)

    def _inside_task(self, task: TaskNode, depth: int) -> None:
        """The units named directly, the groups, then the clauses."""
        self._span(task.id, 0, depth)
        for group in self.groups.get(task.id, ()):
            cases = [case for case in self.cases[task.id] if case.via == group.via]
            standing = Standing(self._reason(cases, owed=False), _counts(cases))
            key = ("group", task.id, group.via)
            self._branch(key, depth, "", group.name, standing, group, self.plan_keys.get(task.plan, ""))
        self._tasks(self.below.get((None, task.id), ()), depth)

    def _span(self, task: int, via: int, depth: int) -> None:
        n = sum(case.n for case in self.cases.get(task, ()) if case.via == via)
        if n:
            self.entries.append(Span(task, via, n, depth))

    # Folds

    def _opens(self, node: Node) -> bool:
        """Whether a branch is open at first: headings are; with a filter, what was found in a task or group shows."""
        if isinstance(node, SectionNode):
            return True
        if self.text:
            return isinstance(node, PlanNode) or not self._is_named(node)
        return isinstance(node, TaskNode) and node.id not in self.cases and (None, node.id) in self.below

    def _is_named(self, node: Node) -> bool:
        """Whether the filter means a task or group itself, and so all below it."""
        if isinstance(node, GroupNode):
            return self.text in node.name.casefold()
        if not isinstance(node, TaskNode):
            return False
        plan = f"{self.plan_keys.get(node.plan, '')}/" if is_whole_ref(self.text) else ""
        return self.text in f"{node.label} {node.title}\n{plan}{node.ref}".casefold()

    # Standings

    def _of_plan(self, plan: PlanNode) -> Standing:
        tops = [*self.loose.get(plan.id, ())]
        for section in self.tree.sections:
            if section.plan == plan.id:
                tops += self.below.get((section.id, None), ())
        return _together(self._of_task(task) for task in tops)

    def _of_task(self, task: TaskNode) -> Standing:
        """A task with its clauses: done by its rule, else the worst of those who owe it (store.lights.task_light)."""
        cases = self.cases.get(task.id, [])
        reason = self._reason(cases, owed=True)
        if reason is not None and task.done:
            reason = Reason(v.DONE, due=max((case.last_due for case in cases if case.last_due), default=None))
        own = Standing(reason, _counts(cases))
        return _together([own, *(self._of_task(child) for child in self.below.get((None, task.id), ()))])

    def _reason(self, cases: Sequence[Case], owed: bool) -> Reason | None:
        """The worst light of some assignments; `owed`: supporting ones count only where there are no others."""
        chosen = [case for case in cases if not case.supports] if owed else []
        return worst(map(self._of_case, chosen or cases))

    def _of_case(self, case: Case) -> Reason:
        if case.light in v.CLOSED:
            return Reason(case.light, due=case.last_due)
        days = (self.as_of - case.first_due).days if case.first_due and case.light != v.TO_CONFIRM else None
        return Reason(case.light, days=days, due=case.first_due)


def _counts(cases: Iterable[Case]) -> tuple[Count, ...]:
    return add_up(Tally(0, None, "", case.light, case.n, 0, None) for case in cases)


def _together(standings: Iterable[Standing]) -> Standing:
    """Several standings as one."""
    found = list(standings)
    if len(found) == 1:
        return found[0]
    counts = add_up(Tally(0, None, "", count.light, count.n, 0, None) for one in found for count in one.counts)
    return Standing(worst(one.reason for one in found if one.reason), counts)
