/* ---
name: quality.finding
kind: table
title_zh: "发现的问题"
title_en: "Findings"
description_zh: "未通过的规则，每条规则每张表一行。未检查的构建为空表。"
description_en: "Rules that did not hold, one row per rule and table. Empty in a build that was not checked."
grain: [finding_id]
columns:
  finding_id: {type: VARCHAR, zh: "问题编号", en: "Id of the finding"}
  rule_id: {type: VARCHAR, zh: "规则编号", en: "Id of the rule"}
  severity: {type: VARCHAR, zh: "严重程度：critical、warning、info", en: "critical, warning or info"}
  document_id: {type: VARCHAR, zh: "所在文件；对整表的规则为空", en: "Document; null for a rule on a whole table"}
  organisation_id: {type: VARCHAR, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  form_code: {type: VARCHAR, zh: "表格", en: "Form"}
  printed_text: {type: VARCHAR, zh: "所印文字", en: "Text as printed"}
  printed_value: {type: "DECIMAL(24, 4)", zh: "所印数值", en: "Value as printed"}
  expected_low: {type: "DECIMAL(24, 4)", zh: "应有数值的下限", en: "Lowest value expected"}
  expected_high: {type: "DECIMAL(24, 4)", zh: "应有数值的上限", en: "Highest value expected"}
  difference: {type: "DECIMAL(24, 4)", zh: "差额（单位见 unit）；对整表的规则为不符合的行数", en: "Signed difference in `unit`; for a rule on a whole table the number of rows that break it"}
  unit: {type: VARCHAR, zh: "差额单位：yuan 元、percent 百分比、count 个数", en: "yuan, percent or count"}
  cause: {type: VARCHAR, zh: "原因；未查明为空", en: "The cause; null where none was found"}
  message_zh: {type: VARCHAR, zh: "说明（中文）", en: "What is wrong, in Chinese"}
  message_en: {type: VARCHAR, zh: "说明（英文）", en: "What is wrong, in English"}
  statement_ids: {type: "VARCHAR[]", zh: "涉及的数据；对整表的规则只列抽样的几条", en: "Statements concerned; of a rule on a whole table only the few sampled"}
--- */
SELECT
  'finding_' || left(sha256(table_name || ':' || rule_id), 16) AS finding_id,
  rule_id,
  severity,
  NULL AS document_id,
  NULL AS organisation_id,
  NULL AS fiscal_year,
  NULL AS form_code,
  NULL AS printed_text,
  NULL AS printed_value,
  0 AS expected_low,
  0 AS expected_high,
  failing_rows AS difference,
  'count' AS unit,
  NULL AS cause,
  description_zh || '（' || table_name || '：' || failing_rows || ' 行不符）' AS message_zh,
  description_en || ' (' || table_name || ': ' || failing_rows || ' rows do not)' AS message_en,
  statement_ids
FROM check_outcome
WHERE outcome = 'failed'
