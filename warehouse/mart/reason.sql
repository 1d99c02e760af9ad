/* ---
name: mart.reason
kind: table
default_scope: true
title_zh: "增减原因"
title_en: "Reasons given for changes"
description_zh: "正文所述增减变化及其原因，每处一行：增减额或增减率、所述本年数和原因原文。"
description_en: "What changed and why, as the text says it: the change or its rate, the amount of the year it speaks of, and the reason in its words."
grain: [claim_id]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
  claim_id: {type: VARCHAR, references: core.fct_claim.claim_id, zh: "说法编号", en: "Id of the claim"}
  kind: {type: VARCHAR, zh: "change 增减额、change_rate 增减率、completion 完成率、comparison 比较、driver 主要原因", en: "change, change_rate, completion, comparison or driver"}
  subject_text: {type: VARCHAR, zh: "所说事项", en: "What it is about, in the words of the text"}
  base_year: {type: INTEGER, zh: "与哪一年相比", en: "Year it is compared with"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "所述本年数（元）", en: "Amount of the year it speaks of, in yuan"}
  change_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "增减额（元）；所述为比率时由同一事项的增减额而来，没有为空", en: "Change in yuan; of a rate the change stated for the same amount; null where none is"}
  change_percent: {type: "DECIMAL(24, 4)", unit: percent, zh: "增减率（%）", en: "Rate of change in per cent"}
  reason_text: {type: VARCHAR, zh: "原因原文", en: "The reason in the words of the text"}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  page: {type: INTEGER}
--- */
SELECT claim.organisation_id, organisation.name_zh AS organisation_name_zh, claim.fiscal_year,
  claim.phase, claim.scope, claim.claim_id, claim.kind, claim.subject_text, claim.base_year,
  amount.amount_yuan,
  CASE WHEN claim.unit = 'yuan' AND claim.kind = 'change' THEN claim.value
       ELSE beside.change_yuan END AS change_yuan,
  CASE WHEN claim.kind = 'change_rate' THEN claim.value END AS change_percent,
  claim.reason_text, claim.document_id, claim.page
FROM core.fct_claim AS claim
LEFT JOIN (FROM core.fct_amount SELECT statement_id, amount_yuan) AS amount
  ON amount.statement_id = claim.statement_id
LEFT JOIN (SELECT statement_id, any_value(value) AS change_yuan FROM core.fct_claim
           WHERE kind = 'change' AND unit = 'yuan' AND statement_id IS NOT NULL
           GROUP BY statement_id HAVING count(DISTINCT value) = 1) AS beside
  ON beside.statement_id = claim.statement_id
LEFT JOIN core.dim_organisation AS organisation
  ON organisation.organisation_id = claim.organisation_id
WHERE claim.is_current AND claim.reason_text IS NOT NULL AND claim.organisation_id IS NOT NULL
