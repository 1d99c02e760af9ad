/* ---
name: core.fct_claim
kind: table
title_zh: "正文关于金额的说法"
title_en: "Claims about amounts"
description_zh: "正文对某一金额（或统计数）的说法各一行：增减额 change、增减率 change_rate、占比 share、完成预算比例 completion、与预算或上年的大小比较 comparison、增减原因中的金额 driver。原因全文在 reason_text。"
description_en: "One row per claim of the text about an amount or a statistic: a change, its rate, a share of a total, a completion of the budget, a comparison in words (above or below the budget or last year), or an amount among the reasons (driver). The whole reason is in reason_text."
grain: [claim_id]
columns:
  claim_id: {type: VARCHAR, zh: "说法编号；同一文件重读不变", en: "Id of the claim; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  kind: {type: VARCHAR, zh: "change 增减额、change_rate 增减率、share 占比、completion 完成预算的比例、comparison 大小比较（无数值）、driver 原因中的金额", en: "change, change_rate, share, completion, comparison (without a value) or driver"}
  statement_id: {type: VARCHAR, references: core.fct_amount.statement_id, zh: "所说的金额", en: "The amount it is about; null where the sentence does not state one"}
  denominator_statement_id: {type: VARCHAR, references: core.fct_amount.statement_id, zh: "占比的总额、完成率的预算数、增减率的上年数", en: "What it is measured against: the total of a share, the budget of a completion or comparison, the amount of the base year of a rate"}
  parent_claim_id: {type: VARCHAR, references: core.fct_claim.claim_id, zh: "原因所解释的增减", en: "The change that a driver explains, or that a rate belongs to"}
  statistic_id: {type: VARCHAR, references: core.fct_statistic.statistic_id, zh: "所说的统计数（如政府采购额）", en: "The statistic it is about, where it is about none of the budget's amounts"}
  denominator_statistic_id: {type: VARCHAR, references: core.fct_statistic.statistic_id, zh: "占比的分母为统计数者", en: "The statistic that a share is of"}
  direction: {type: VARCHAR, zh: "increase 增（或大于）、decrease 减（或小于）、level 持平（或等于）；原因中的调剂等无方向者为空", en: "increase (or above), decrease (or below), level (or equal); null for a driver that says neither"}
  base_year: {type: INTEGER, zh: "比较的年度", en: "Fiscal year compared with"}
  base_year_text: {type: VARCHAR, zh: "所印的比较对象", en: "What it is compared with, as printed"}
  base_phase: {type: VARCHAR, zh: "比较对象的阶段", en: "Phase of what it is compared with"}
  value: {type: "DECIMAL(24, 4)", zh: "数值，减少为负（单位见 unit）；读不准、“基本持平”或只作比较者为空", en: "Signed value in `unit`, negative for a decrease; null where it cannot be read for sure, where much the same (基本持平) or a comparison is all that is said"}
  unit: {type: VARCHAR, zh: "yuan 元、percent 百分比", en: "yuan or percent"}
  printed_unit: {type: VARCHAR}
  printed_decimals: {type: INTEGER}
  printed_text: {type: VARCHAR}
  value_recomputed: {type: "DECIMAL(24, 4)", zh: "由同一文件的金额重算的数值", en: "Value recomputed from the amounts of the document; null where they do not allow it"}
  subject_text: {type: VARCHAR, zh: "所说事项的原文", en: "Words that name what it is about"}
  reason_text: {type: VARCHAR, zh: "原因的全文", en: "The whole reason as the text gives it; in a driver, the reason it stands in"}
  unread: {type: VARCHAR, zh: "读不准的原因", en: "Why the value cannot be read for sure"}
  page: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  read_by: {type: VARCHAR}
  confidence: {type: DOUBLE}
  is_current: {type: BOOLEAN}
--- */
SELECT
  claim_id, claim.document_id, names.organisation_id,
  claim.fiscal_year, claim.phase, claim.scope,
  kind, statement_id, denominator_statement_id, parent_claim_id,
  statistic_id, denominator_statistic_id, direction,
  base_year, base_year_text, base_phase, value, unit, printed_unit, printed_decimals, printed_text,
  value_recomputed, subject_text, reason_text, unread, page, x0, top, x1, bottom, read_by, confidence,
  coalesce(document.is_current, false) AS is_current
FROM stage_claim AS claim
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(claim.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = claim.document_id
