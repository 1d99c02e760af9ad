"""Numbers that conform does not understand are set aside with page, box and reason."""

from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

HEADER = ["科目编码", "科目名称", "合计", "基本支出"]
ROW = ["201", "一般公共服务支出", "12.34", "12.34"]


def test_a_number_of_the_text_in_doubt_is_set_aside_with_its_place() -> None:
    form = page(2, ["支出预算总表", "单位：万元"], table([HEADER, ROW]))
    found = conform_pages(form, page(3, ["2023年其他收入1.2.3万元。"]))
    (entry,) = [each for each in found.quarantine if each["reason_code"] == "number_in_doubt"]
    assert entry["page"] == 3
    assert entry["x0"] < entry["x1"]
    assert entry["reason"].startswith("disclosure.pdf: page 3: ")
