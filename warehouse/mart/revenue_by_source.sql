/* ---
name: mart.revenue_by_source
kind: table
default_scope: true
title_zh: "按资金来源的收入"
title_en: "Revenue by source of funds"
description_zh: "每个单位、年度、阶段、口径的每个最细资金来源一行，全部取自同一张表，可以相加。不含单列在收支之外的上年结转。"
description_en: "One row per organisation, year, phase, scope and finest source of funds, all from one form, so the rows may be added up. A carry-over that the form states outside the revenue of the year is not in it."
grain: [organisation_id, fiscal_year, phase, scope, fund_source]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source}
  fund_source_name_zh: {type: VARCHAR, zh: "资金来源名称", en: "Chinese name of the source"}
  fund_source_name_en: {type: VARCHAR, zh: "资金来源英文名称", en: "English name of the source"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "收入（元）", en: "Revenue in yuan"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_of_row}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio}
  statement_ids: {type: "VARCHAR[]"}
--- */
WITH revenue AS (
  SELECT organisation_id, fiscal_year, phase, scope, fund_source, form_code, document_id,
         sum(amount_yuan) AS amount_yuan,
         internal.trust_shares(amount_yuan, trust) AS shares,
         list(statement_id ORDER BY statement_id) AS statement_ids
  FROM internal.source_amount
  WHERE subject = 'revenue' AND fund_source <> 'all'
  GROUP BY ALL
),
-- A source whose parts have amounts in the same form is their sum, not one more source.
part AS (
  SELECT organisation_id, fiscal_year, phase, scope, fund.parent_fund_source AS fund_source
  FROM revenue JOIN core.dim_fund_source AS fund USING (fund_source)
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  fund_source,
  fund.name_zh AS fund_source_name_zh,
  fund.name_en AS fund_source_name_en,
  amount_yuan,
  form_code,
  document_id,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM revenue
ANTI JOIN part USING (organisation_id, fiscal_year, phase, scope, fund_source)
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN core.dim_fund_source AS fund USING (fund_source)
