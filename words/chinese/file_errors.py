"""Chinese sentences for what is wrong with a file or with the store."""

from __future__ import annotations

SAFE = "未作任何改动。"
COPY_AWAY = "两个文件均已原样保留。请先另存一份，再用备份恢复。"
Names = tuple[str, ...]

DATE_PROBLEMS = {
    "unreadable": "不是能识别的日期",
    "no_such_day": "日历上没有这一天",
    "no_day": "没有说到哪一天",
    "not_a_day": "须写到日，如2006-10-31",
    "hidden_year": "隐去了年份",
    "no_year": "没有写明年份，别处也没有",
}

DAMAGE = {
    "cut_short": "文件末尾缺失",
    "no_text": "含有不是文字的字节",
    "no_table": "缺少数据表{table}",
    "no_setting": "有一项设置不成立",
    "no_rule": "重算时遇到不成立的值",
}
"""What is wrong with a store where SQLite says nothing of it, or says it in words of a programmer."""

CSV_COLUMNS = {"task": "任务", "units": "牵头单位、责任单位或配合单位"} | {
    "parent": "上级任务",
}
CSV_PROBLEMS = {
    "control": "含有不是文字的字符（{text}），是否为改了扩展名的电子表格文件",
    "quotes": "引号没有成对，或出现在单元格中间",
    "too_long": "单元格过长",
    "more_cells": "单元格比表头多（“{text}”），含分隔符的单元格须加引号",
    "column_twice": "表头中“{text}”一列重复",
    "no_task": "有单位或任务数而没有任务，上面也没有可接续的任务",
    "no_number": "任务“{text}”没有序号，上面也没有所属的任务",
    "no_unit": "“{text}”没有写明单位，合并过的单元格须逐行填写",
    "bad_ref": "序号“{text}”无法识别，可用：1、2.1、（一）、A3",
    "bad_number": "任务数“{text}”无法识别，可用：3000、1.7万、60%",
    "second_date": "同一任务另有时限“{text}”，但没有写明单位",
    "share_of_many": "任务数“{text}”不是一个单位的。同一任务多行有任务数时，每行只写一个单位",
    "share_twice": "“{text}”在同一任务中有两个任务数",
    "no_parent": "“{text}”没有写明上级任务",
    "no_tasks": "表头下面没有任务",
}
"""Why a row of a task table cannot be read."""

TYPES = {"string": "文字", "table": "表", "whole number": "整数", "number": "数字", "list": "列表", "date": "日期"} | {
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "bool": "true或false",
    "dict": "表",
    "true or false": "true或false",
}
"""What a value of a file is or must be."""
THINGS = {
    "unit": "单位", "group": "单位分组", "member": "成员", "alias": "别名", "name": "名称", "body": "议事机构",
    "section": "章节",
}  # fmt: skip


def listed(names: Names, most: int = 8) -> str:
    """Names with 、, the rest counted."""
    rest = f"等{len(names)}个" if len(names) > most else ""
    return "、".join(names[:most]) + rest


def perhaps(close: Names) -> str:
    """The close matches as a sentence, or nothing."""
    return f"是否指：{listed(close)}？" if close else ""


def accepts(accepted: Names) -> str:
    """What would be accepted as a sentence, or nothing."""
    return f"可用：{listed(accepted, 20)}。" if accepted else ""


class ChineseFileErrors:
    """Plan files, task tables and the store."""

    def hidden_year(self, *, plan: str, path: str = "") -> str:
        """The document hides its year (20xx) and no --year was given."""
        return f"方案“{plan}”隐去了年份（20xx年）。{SAFE}请指定年份：duban load {path or plan} --year 2006。"

    def file_hidden_year(self, *, place: str, key: str, text: str) -> str:
        """A phrase hides its year (20xx年), in a plan that does not say so."""
        return f"{place}：{key}“{text}”隐去了年份。{SAFE}请在[plan]中写明 hidden_year = true，并用 --year 指定年份。"

    def unknown_key(self, *, key: str, where: str, close: Names = (), path: str = "") -> str:
        """A key that the plan file does not know."""
        return self.file_unknown_key(place=f"{path}：{where}" if path else where, key=key, close=close)

    def file_unknown_key(self, *, place: str, key: str, close: Names = (), known: Names = ()) -> str:
        """A key that the plan file does not know."""
        return f"{place}：方案文件此处没有“{key}”这一项。{SAFE}{perhaps(close) or accepts(known)}"

    def file_missing_key(self, *, place: str, key: str) -> str:
        """A key that must be there."""
        return f"{place}：缺少“{key}”。{SAFE}"

    def file_wrong_type(self, *, place: str, key: str, expected: str, found: str) -> str:
        """A value of another type."""
        return f"{place}：{key}应为{TYPES.get(expected, expected)}，实为{TYPES.get(found, found)}。{SAFE}"

    def file_bad_value(self, *, place: str, key: str, value: str, accepted: Names = ()) -> str:
        """A value that is not one of the accepted."""
        return f"{place}：{key}不能是“{value}”。{SAFE}{accepts(accepted)}"

    def file_bad_date(self, *, place: str, key: str, text: str, why: str = "") -> str:
        """A phrase that is no date."""
        return f"{place}：{key}“{text}”{DATE_PROBLEMS.get(why, why) or DATE_PROBLEMS['unreadable']}。{SAFE}"

    def bad_value(self, *, key: str, value: str, where: str, accepted: Names = ()) -> str:
        """A value that is not one of the accepted."""
        return self.file_bad_value(place=where, key=key, value=value, accepted=accepted)

    def duplicate_ref(self, *, ref: str, where: str = "", path: str = "", line: int = 0) -> str:
        """Two things of one plan carry the same ref."""
        place = f"{path}{f'第{line}行' if line else ''}" if path else where
        return f"{f'{place}：' if place else ''}编号“{ref}”重复。{SAFE}编号在一个方案内不得重复。"

    def file_duplicate(self, *, what: str, name: str, place: str = "") -> str:
        """A name stands twice where it may stand once."""
        return f"{f'{place}：' if place else ''}{THINGS.get(what, what)}“{name}”重复。{SAFE}"

    def file_unknown_ref(self, *, place: str, key: str, ref: str, close: Names = ()) -> str:
        """A reference to nothing."""
        return f"{place}：{key}“{ref}”在本方案中没有对应的内容。{SAFE}{perhaps(close)}"

    def sample_mismatch(self, *, plan: str, name: str) -> str:
        """Sample rows that do not fit their plan."""
        return f"{plan}的示例数据提到“{name}”，方案中没有。{SAFE}"

    def not_toml(self, *, path: str, line: int = 0, problem: str = "") -> str:
        """The file is not TOML."""
        place = f"第{line}行" if line else ""
        return f"{path}{place}不是TOML格式{f'：{problem}' if problem else ''}。{SAFE}"

    def not_utf8(self, *, path: str, line: int = 0) -> str:
        """A plan file in another encoding."""
        return f"{path}{f'第{line}行' if line else ''}不是UTF-8编码。{SAFE}请另存为UTF-8。"

    def not_a_plan_file(self, *, path: str) -> str:
        """TOML, but no plan."""
        return f"{path}不是方案文件：没有[plan]一节。{SAFE}"

    def missing_file(self, *, path: str) -> str:
        """No file there."""
        return f"没有{path}这个文件。{SAFE}"

    def unreadable_file(self, *, path: str, why: str = "") -> str:
        """The file cannot be read."""
        return f"{path}无法读取{f'：{why}' if why else ''}。{SAFE}"

    def unwritable_file(self, *, path: str, why: str = "") -> str:
        """The file cannot be written."""
        return f"{path}无法写入{f'：{why}' if why else ''}。原有内容未动。"

    def csv_columns(self, *, path: str, missing: Names, found: Names = ()) -> str:
        """A task table lacks columns."""
        names = "；".join(CSV_COLUMNS.get(name, name) for name in missing)
        return f"{path}缺少列：{names}。{SAFE}{f'现有列：{listed(found, 20)}。' if found else ''}"

    def csv_encoding(self, *, path: str) -> str:
        """A task table in no encoding that is known, or in two."""
        return f"{path}既不全是UTF-8，也不全是GB18030编码。{SAFE}请另存为“CSV UTF-8”。"

    def csv_row(self, *, path: str, line: int, problem: str, text: str = "") -> str:
        """A row of a task table cannot be read."""
        return f"{path}第{line}行：{CSV_PROBLEMS.get(problem, problem).replace('{text}', text)}。{SAFE}"

    def csv_date(self, *, path: str, line: int, text: str, why: str = "") -> str:
        """A date of a task table cannot be read."""
        problem = DATE_PROBLEMS.get(why, why) or DATE_PROBLEMS["unreadable"]
        needs_year = why in ("no_year", "hidden_year")
        hint = "请用 --year 指定年份，如 --year 2006。" if needs_year else "可用：2006-10-31、10月底、上半年、长期等。"
        return f"{path}第{line}行：时限“{text}”{problem}。{SAFE}{hint}"

    def store_is_directory(self, *, path: str) -> str:
        """A directory stands there."""
        return f"{path}是目录，不是数据库。{SAFE}请指定文件：--store {path}/duban.db。"

    def not_a_store(self, *, path: str) -> str:
        """The file is something else."""
        return f"{path}不是督办数据库，已原样保留。请用 --store 指定其他文件。"

    def store_read_only(self, *, path: str) -> str:
        """Reading works, writing does not."""
        return f"{path}只能读取：文件或所在目录写保护。{SAFE}查看不受影响。"

    def store_newer(self, *, path: str, found: int, known: int) -> str:
        """Written by a newer program."""
        return f"{path}由更新版本的督办写成（格式{found}，本版本只识{known}），已原样保留。请安装新版本。"

    def store_older(self, *, path: str, found: int, known: int) -> str:
        """Of an older program, and not brought up to date yet."""
        return (
            f"{path}由旧版督办写成（格式{found}，本版本使用格式{known}），已原样保留。"
            "请用“duban”或任一写入命令打开一次，即自动升级，升级前的数据库在原处另存一份。"
        )

    def upgrade_needs_copy(self, *, path: str, copy: str, found: int, why: str = "") -> str:
        """The copy that is made before a store is brought up to date cannot be written."""
        return (
            f"{path}（格式{found}）未能升级：升级前的备份{copy}无法写入{f'（{why}）' if why else ''}。"
            f"{SAFE}请在该目录腾出空间后重新执行。"
        )

    def store_damaged(self, *, path: str, why: str = "", table: str = "") -> str:
        """It is damaged."""
        reason = f"（{DAMAGE.get(why, why).replace('{table}', table)}）" if why else ""
        return f"{path}已损坏{reason}，已原样保留。请先另存一份，再用最近的备份恢复。"

    def store_missing(self, *, path: str) -> str:
        """Nothing there yet."""
        return f"{path}处还没有数据库。可用“duban load 方案”建立，或先看“duban demo”。"

    def store_busy(self, *, seconds: float, path: str = "") -> str:
        """Another writer held it too long."""
        return f"{path or '数据库'}被占用{seconds:g}秒：另一程序正在写入。{SAFE}请稍后再试。"

    def store_open(self, *, path: str) -> str:
        """A damaged store cannot be replaced while somebody has it open."""
        return f"{path}正被另一程序打开。{SAFE}请先关闭该程序，再重新执行。"

    def restore_itself(self, *, path: str) -> str:
        """The copy to go back to is the store itself."""
        return f"{path}就是当前数据库。{SAFE}请指定要恢复的备份，备份位置见“duban where”。"

    def copy_exists(self, *, path: str) -> str:
        """Something stands where a copy is to be written."""
        return f"{path}已存在，已原样保留。请为备份另取文件名。"

    def copy_unsound(self, *, path: str, n: int) -> str:
        """A copy to go back to is not what was recorded."""
        found = f"{path}未通过核验（损坏或不一致{n}处），未作任何改动"
        return f"{found}。详情可执行 duban --store {path} check；请另选备份。"

    def copy_unwritable(self, *, path: str, why: str = "") -> str:
        """A copy of the store cannot be written."""
        reason = f"（{why}）" if why else ""
        return f"副本{path}无法写入{reason}。未留下不完整的文件，数据库不受影响。请检查磁盘空间和权限。"

    def demo_target_exists(self, *, path: str) -> str:
        """The demo is to be written over something."""
        return f"{path}已存在，已原样保留。请为演示数据另取文件名。"

    def store_full(self, *, path: str) -> str:
        """The disk is full."""
        return f"磁盘已满，{path}未能写入。{SAFE}请腾出空间后重新执行。"

    def store_no_directory(self, *, path: str, why: str = "") -> str:
        """Its directory cannot be made or entered."""
        return f"{path}所在目录不可用{f'：{why}' if why else ''}。{SAFE}请用 --store 另行指定。"

    def store_empty(self, *, path: str) -> str:
        """An empty file, where a store could begin."""
        return f"{path}是空文件，其中还没有数据库。原来有的，请用备份恢复；没有的，可用“duban load 方案”建立。"

    def store_emptied(self, *, path: str) -> str:
        """Empty or gone, but its log or its backups are still there."""
        return (
            f"{path}原为数据库，现已清空或丢失，但其日志{path}-wal或备份还在。{SAFE}"
            "请用备份恢复；如要重新建立，请先移走上述文件或另取名称。"
        )

    def store_log_damaged(self, *, path: str) -> str:
        """The -wal holds commits that cannot be read any more."""
        return f"{path}-wal已损坏，其中最近的变更无法读取。{COPY_AWAY}"

    def store_no_access(self, *, path: str) -> str:
        """This user may not read it."""
        return f"{path}无法打开：您没有读取权限。文件已原样保留。请联系文件所有者，或用 --store 指定其他文件。"

    def store_gone(self, *, path: str) -> str:
        """It was removed, renamed or replaced while it was open."""
        return f"{path}在打开期间被删除、改名或替换。{SAFE}请将其放回，或重新打开现有的文件。"

    def disk_full(self, *, path: str) -> str:
        """A file that goes out does not fit on the disk."""
        return f"磁盘已满，{path}未写入。原有文件未受影响，没有留下不完整的文件。"

    def store_disk(self, *, path: str) -> str:
        """The disk reports an error."""
        return f"{path}所在磁盘出错、已满或超出配额。{SAFE}请检查磁盘后重新执行。"
