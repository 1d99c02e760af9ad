/* ---
name: mart.organisation_year
kind: table
title_zh: "单位年度总览"
title_en: "Organisations by year"
description_zh: "每个单位、年度、阶段、口径一行。收入、支出、基本支出、项目支出、财政拨款均由末级数据相加，各注明取自哪张表；所印合计另列，以便对照。"
description_en: "One row per organisation, year, phase and scope. Revenue, expenditure, basic and project expenditure and fiscal appropriation are sums of leaf statements, each with the form it is from; the printed totals stand beside them to compare."
grain: [organisation_id, fiscal_year, phase, scope]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "行政区划", en: "Division the organisation belongs to"}
  revenue_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年收入（元），不含单列的结转", en: "Revenue of the year, in yuan, without carry-overs stated apart"}
  revenue_printed_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表所印的收入合计（元）", en: "Total revenue as printed in the same form, in yuan"}
  revenue_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "收入取自哪张表", en: "Form the revenue is from"}
  revenue_reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "收入末级数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the leaf statements of revenue that is reconciled, 0 to 1"}
  revenue_consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "收入末级数据中一致的金额比重（0 至 1）", en: "Share of the money in the leaf statements of revenue that is consistent, 0 to 1"}
  revenue_single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "收入末级数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the leaf statements of revenue that is single, 0 to 1"}
  revenue_contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "收入末级数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the leaf statements of revenue that is contradicted, 0 to 1"}
  expenditure_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年支出（元）", en: "Expenditure of the year, in yuan"}
  expenditure_printed_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表所印的支出合计（元）", en: "Total expenditure as printed in the same form, in yuan"}
  expenditure_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "支出取自哪张表", en: "Form the expenditure is from"}
  expenditure_reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "支出末级数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the leaf statements of expenditure that is reconciled, 0 to 1"}
  expenditure_consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "支出末级数据中一致的金额比重（0 至 1）", en: "Share of the money in the leaf statements of expenditure that is consistent, 0 to 1"}
  expenditure_single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "支出末级数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the leaf statements of expenditure that is single, 0 to 1"}
  expenditure_contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "支出末级数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the leaf statements of expenditure that is contradicted, 0 to 1"}
  basic_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "基本支出（元）", en: "Basic expenditure, in yuan"}
  project_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "项目支出（元）", en: "Project expenditure, in yuan"}
  project_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "项目支出占同一张表全部支出的比重（0 至 1）", en: "Project expenditure as a share of all expenditure of the same form, 0 to 1"}
  nature_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "基本与项目支出取自哪张表", en: "Form basic and project expenditure are from"}
  fiscal_appropriation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "财政拨款收入（元）", en: "Fiscal appropriation of the year, in yuan"}
  fiscal_appropriation_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "财政拨款取自哪张表", en: "Form the fiscal appropriation is from"}
--- */
WITH source AS (
  SELECT organisation_id, fiscal_year, phase, scope,
         min(form_code) FILTER (subject = 'revenue') AS revenue_form_code,
         min(form_code) FILTER (subject = 'expenditure') AS expenditure_form_code,
         min(form_code) FILTER (subject = 'nature') AS nature_form_code,
         min(form_code) FILTER (subject = 'fiscal_appropriation')
           AS fiscal_appropriation_form_code
  FROM mart.source_form
  WHERE subject IN ('revenue', 'expenditure', 'nature', 'fiscal_appropriation')
  GROUP BY ALL
),
-- Sources that are a part of another one with an amount in the same form are already in it.
appropriation AS (
  SELECT organisation_id, fiscal_year, phase, scope,
         coalesce(sum(amount_yuan) FILTER (fund.parent_fund_source = 'fiscal_appropriation'),
                  sum(amount_yuan) FILTER (fund_source = 'fiscal_appropriation'))
           AS fiscal_appropriation_yuan
  FROM mart.source_amount LEFT JOIN core.dim_fund_source AS fund USING (fund_source)
  WHERE subject = 'fiscal_appropriation'
  GROUP BY ALL
),
revenue AS (
  SELECT organisation_id, fiscal_year, phase, scope, sum(amount_yuan) AS revenue_yuan,
         mart.trust_shares(amount_yuan, trust) AS revenue_shares
  FROM (FROM mart.source_amount WHERE subject = 'revenue')
  SEMI JOIN mart.revenue_by_source USING (organisation_id, fiscal_year, phase, scope, fund_source)
  GROUP BY ALL
),
expenditure AS (
  SELECT organisation_id, fiscal_year, phase, scope,
         mart.total_yuan(amount_yuan, nature) AS expenditure_yuan,
         mart.trust_shares(amount_yuan, trust) AS expenditure_shares
  FROM mart.source_amount WHERE subject = 'expenditure' GROUP BY ALL
),
nature AS (
  SELECT organisation_id, fiscal_year, phase, scope,
         mart.basic_yuan(amount_yuan, nature) AS basic_yuan,
         mart.project_yuan(amount_yuan, nature) AS project_yuan,
         mart.total_yuan(amount_yuan, nature) AS nature_total_yuan
  FROM mart.source_amount WHERE subject = 'nature' GROUP BY ALL
),
-- The total of the year where the form prints it, else its only total, else the grand total.
printed AS (
  SELECT source.organisation_id, source.fiscal_year, source.phase, source.scope, source.subject,
         arg_min(amount_yuan, CASE WHEN item_code IN ('revenue_current_year',
                                                      'expenditure_current_year') THEN 1
                                   WHEN item_code IS NULL THEN 2 ELSE 3 END) AS printed_yuan
  FROM mart.source_form AS source
  JOIN core.fct_amount AS amount
    USING (organisation_id, fiscal_year, phase, scope, document_id, form_code)
  WHERE amount.flow = source.subject AND line_kind = 'total' AND amount_yuan IS NOT NULL
    AND amount.fund_source = 'all' AND nature = 'total' AND function_code IS NULL
  GROUP BY ALL
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  organisation.division_code,
  revenue_yuan,
  revenue_printed.printed_yuan AS revenue_printed_yuan,
  revenue_form_code,
  revenue_shares.reconciled AS revenue_reconciled_share,
  revenue_shares.consistent AS revenue_consistent_share,
  revenue_shares.single AS revenue_single_share,
  revenue_shares.contradicted AS revenue_contradicted_share,
  expenditure_yuan,
  expenditure_printed.printed_yuan AS expenditure_printed_yuan,
  expenditure_form_code,
  expenditure_shares.reconciled AS expenditure_reconciled_share,
  expenditure_shares.consistent AS expenditure_consistent_share,
  expenditure_shares.single AS expenditure_single_share,
  expenditure_shares.contradicted AS expenditure_contradicted_share,
  basic_yuan,
  project_yuan,
  -- The ratio is not money: division of decimals goes through DOUBLE and is rounded to six decimals.
  CASE WHEN nature_total_yuan > 0 THEN coalesce(project_yuan, 0) / nature_total_yuan END
    AS project_share,
  nature_form_code,
  fiscal_appropriation_yuan,
  fiscal_appropriation_form_code
FROM source
LEFT JOIN revenue USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN expenditure USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN nature USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN appropriation USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN (FROM printed WHERE subject = 'revenue') AS revenue_printed
  USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN (FROM printed WHERE subject = 'expenditure') AS expenditure_printed
  USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
