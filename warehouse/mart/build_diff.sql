/* ---
name: mart.build_diff
kind: table
title_zh: "与上一发布的差异"
title_en: "Changes since the previous release"
description_zh: "每张表的行数、各年度阶段的末级金额合计、增减的文件、各处发现的问题，与上一发布相比有变化者各一行。第一次发布或未发布的构建为空表。"
description_en: "One row for everything that changed since the previous release: rows per table, sums of leaf amounts, documents and findings added, gone or changed. A finding is known by its rule and place, so that a corrected document shows what it corrected. Empty in a first release and in a build that is not a release."
grain: [kind, name]
columns:
  kind: {type: VARCHAR, zh: "类别：row_count 行数、leaf_amount_yuan 末级金额合计、document 文件、finding 某处的问题数、finding_difference 某处问题的差额", en: "row_count, leaf_amount_yuan, document, finding (how many at a place) or finding_difference (their signed difference)"}
  name: {type: VARCHAR, zh: "表名；年度、阶段、收支方向与表格；文件编号；或规则与所在处", en: "Table; year, phase, flow and form; id of the document; or rule and place"}
  outcome: {type: VARCHAR, zh: "added 新增、gone 消失、changed 改变", en: "added, gone or changed"}
  previous: {type: "DECIMAL(38, 2)", zh: "上一发布的值；文件以 1、0 表示有无", en: "Value in the previous release; of a document 1 or 0"}
  current: {type: "DECIMAL(38, 2)", zh: "本次发布的值", en: "Value in this release"}
  change: {type: "DECIMAL(38, 2)", zh: "变化", en: "This release less the previous"}
--- */
SELECT kind, name, outcome, previous, current, current - previous AS change FROM build_comparison
