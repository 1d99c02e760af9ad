"""Forms from rows of our own, conformed: what the tests of reading look at."""

from pipelines.conform.conformed import Conformed
from tests.conform.conforming import conform_pages
from tests.conform.trees import Rows, page, table

UNIT = "单位：万元"


def read(title: str, rows: Rows, *more: Rows) -> Conformed:
    pages = [page(2, [title, UNIT], table(rows))]
    pages += [page(3 + index, [], table(other)) for index, other in enumerate(more)]
    return conform_pages(*pages)


def grade(conformed: Conformed) -> str:
    return str(conformed.form_reading[0]["grade"])


def reasons(conformed: Conformed) -> set[str]:
    return {str(entry["reason_code"]) for entry in conformed.quarantine}


FUNCTIONS = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["201", "一般公共服务支出", "130.00", "100.00", "30.00"],
    ["20108", "审计事务", "130.00", "100.00", "30.00"],
    ["2010801", "行政运行", "100.00", "100.00", ""],
    ["2010804", "审计业务", "30.00", "", "30.00"],
    ["", "合计", "130.00", "100.00", "30.00"],
]
