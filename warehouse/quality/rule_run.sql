/* ---
name: quality.rule_run
kind: table
title_zh: "规则执行情况"
title_en: "Runs of rules"
description_zh: "每条勾稽关系和规则对每份文件的执行结果一行，每条整表规则对每张表一行；“未执行”不等于通过。"
description_en: "One row per tie or rule and document, and per rule on a whole table, with its outcome; not executed is not a pass."
grain: [rule_id, table_name, document_id]
columns:
  rule_id: {type: VARCHAR}
  table_name: {type: VARCHAR, zh: "所查的表", en: "Table it looks at"}
  document_id: {type: VARCHAR, zh: "所查的文件；对整表的规则为空", en: "Document it looks at; null for a rule on a whole table"}
  severity: {type: VARCHAR}
  outcome: {type: VARCHAR, zh: "结果：passed 通过、failed 未通过、not_applicable 不适用、not_executed 未执行", en: "passed, failed, not_applicable or not_executed"}
  checks: {type: BIGINT, unit: count, zh: "核对的处数", en: "Number of places checked; null for a rule on a whole table"}
  failing_rows: {type: BIGINT, unit: count, zh: "不符合的处数或行数", en: "Number of places or rows that break it"}
  reason: {type: VARCHAR, zh: "不适用或未执行的原因", en: "Why it does not apply, or was not executed"}
  description_zh: {type: VARCHAR, zh: "规则内容（中文）", en: "The rule, in Chinese"}
  description_en: {type: VARCHAR, zh: "规则内容（英文）", en: "The rule, in English"}
--- */
SELECT rule_id, 'core.fct_amount' AS table_name, document_id, severity, outcome, checks,
       failing_checks AS failing_rows, reason, description_zh, description_en
FROM stage_rule_run
UNION ALL
SELECT rule_id, table_name, NULL, severity, outcome, NULL, failing_rows, reason, description_zh,
       description_en
FROM check_outcome
WHERE table_name <> 'quality.rule_run'
