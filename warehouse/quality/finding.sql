/* ---
name: quality.finding
kind: table
title_zh: "发现的问题"
title_en: "Findings"
description_zh: "未成立的勾稽关系和规则，每处一行，附原因和说明；对整表的规则每张表一行。"
description_en: "Ties and rules that do not hold, one row per place, with the cause and a sentence; of a rule on a whole table one row per table."
grain: [finding_id]
columns:
  finding_id: {type: VARCHAR, zh: "问题编号", en: "Id of the finding"}
  root_finding_id: {type: VARCHAR, zh: "同一根源的首个问题", en: "The finding that those of the same root are joined to"}
  rule_id: {type: VARCHAR}
  severity: {type: VARCHAR}
  document_id: {type: VARCHAR, zh: "所在文件；对整表的规则为空", en: "Document; null for a rule on a whole table"}
  organisation_id: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  form_code: {type: VARCHAR, zh: "表格；正文为空", en: "Form; null for the text"}
  row_label: {type: VARCHAR, zh: "行名或正文所说事项", en: "Label of the row, or the words of the text"}
  column_label: {type: VARCHAR, zh: "列名", en: "Label of the column"}
  page: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  printed_text: {type: VARCHAR}
  printed_value: {type: "DECIMAL(24, 4)", zh: "所印数值", en: "Value as printed"}
  expected_low: {type: "DECIMAL(24, 4)", zh: "应有数值的下限", en: "Lowest value expected"}
  expected_high: {type: "DECIMAL(24, 4)", zh: "应有数值的上限", en: "Highest value expected"}
  difference: {type: "DECIMAL(24, 4)", zh: "差额（单位见 unit）；对整表的规则为不符合的行数", en: "Signed difference in `unit`; for a rule on a whole table the number of rows that break it"}
  unit: {type: VARCHAR, zh: "差额单位：yuan 元、percent 百分比、count 个数", en: "yuan, percent or count"}
  cause: {type: VARCHAR, zh: "原因；未查明为空", en: "The cause; null where none was found"}
  cause_count: {type: INTEGER, unit: count, zh: "能重现所印数字的原因个数", en: "How many causes reproduce the printed number"}
  cause_zh: {type: VARCHAR, zh: "原因说明（中文）", en: "The cause in words, in Chinese"}
  cause_en: {type: VARCHAR, zh: "原因说明（英文）", en: "The cause in words, in English"}
  operands: {type: VARCHAR, zh: "应有数值的组成，照所印", en: "What the expected value is made of, as printed"}
  message_zh: {type: VARCHAR, zh: "说明（中文）", en: "What is wrong, in Chinese"}
  message_en: {type: VARCHAR, zh: "说明（英文）", en: "What is wrong, in English"}
  statement_ids: {type: "VARCHAR[]", zh: "涉及的数据；对整表的规则只列抽样的几条", en: "Statements concerned; of a rule on a whole table only the few sampled"}
  review: {type: VARCHAR, zh: "人工复核结论：accepted 属实、rounding 四舍五入、layout_error 识读错误；未复核为空", en: "Result of a review by a person: accepted, rounding or layout_error; null if not reviewed"}
  review_note: {type: VARCHAR, zh: "复核说明", en: "Note of the review"}
--- */
SELECT
  finding_id, root_finding_id, rule_id, severity, finding.document_id, organisation_id, fiscal_year,
  phase, form_code, row_label, column_label, page, x0, top, x1, bottom, finding.printed_text,
  printed_value, expected_low, expected_high, difference, unit, cause, cause_count, cause_zh,
  cause_en, operands, message_zh, message_en, statement_ids,
  review.review, review.note AS review_note
FROM stage_finding AS finding
-- a review holds for the bytes and the number it was made on, and for nothing else
LEFT JOIN code_reviewed_findings AS review
  ON review.document_sha256 = finding.document_id AND review.rule = finding.rule_id
 AND review.finding = finding.finding_id
 AND review.printed_text IS NOT DISTINCT FROM finding.printed_text
UNION ALL BY NAME
SELECT
  'finding_' || left(sha256(table_name || ':' || rule_id), 16) AS finding_id,
  'finding_' || left(sha256(table_name || ':' || rule_id), 16) AS root_finding_id,
  rule_id,
  severity,
  0 AS expected_low,
  0 AS expected_high,
  failing_rows AS difference,
  'count' AS unit,
  description_zh || '（' || table_name || '：' || failing_rows || ' 行不符）' AS message_zh,
  description_en || ' (' || table_name || ': ' || failing_rows || ' rows do not)' AS message_en,
  statement_ids
FROM check_outcome
-- what breaks a tie or a rule on documents is told above, place by place
WHERE outcome = 'failed' AND table_name <> 'quality.rule_run'
