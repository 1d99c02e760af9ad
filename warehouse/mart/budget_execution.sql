/* ---
name: mart.budget_execution
kind: table
title_zh: "预算执行（决算对预算）"
title_en: "Budget execution"
description_zh: "单位同一年度、口径、功能科目的决算数与预算数并列。预算数取自本年度预算文件，没有时取决算文件中的预算数；二者都没有时为空，不作推算。"
description_en: "Final against budget for one organisation, year, scope and functional class. The budget is that of the budget document, or else the budget column or text of the final accounts; null where neither is there."
grain: [organisation_id, fiscal_year, scope, function_code]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  function_code: {type: VARCHAR, references: core.dim_function.function_code, zh: "功能分类代码", en: "Functional code"}
  function_name_zh: {type: VARCHAR, zh: "科目名称", en: "Name of the class"}
  budget_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "预算数（元）", en: "Budget in yuan"}
  final_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "决算数（元）", en: "Final in yuan"}
  difference_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "决算减预算（元）", en: "Final less budget, in yuan"}
  execution_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "执行率（决算÷预算）；预算为零或缺失时为空", en: "Final ÷ budget; null where the budget is zero or absent"}
  budget_source: {type: VARCHAR, zh: "预算数来源：budget_document 预算文件、final_document 决算文件", en: "budget_document or final_document"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围", en: "Funds covered, the same on both sides"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数两条数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the two statements, budget and final, that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数两条数据中一致的金额比重（0 至 1）", en: "Share of the money in the two statements, budget and final, that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数两条数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the two statements, budget and final, that is single, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数两条数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the two statements, budget and final, that is contradicted, 0 to 1"}
  statement_ids: {type: "VARCHAR[]", zh: "所取的预算数和决算数", en: "The statements taken, of budget and final"}
--- */
WITH stated AS (
  SELECT amount.*, document.phase AS document_phase
  FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
  WHERE amount.is_current AND amount.flow = 'expenditure' AND amount.nature = 'total'
    AND length(amount.function_code) = 7 AND amount.item_code IS NULL
    AND amount.amount_yuan IS NOT NULL AND amount.stated_in IN ('table', 'narrative')
    AND amount.fund_source = 'general_public_budget' AND amount.economic_code IS NULL
),
-- One statement for the final and one for the budget: a table before text, a budget's own document first.
taken AS (
  FROM stated WHERE phase IN ('budget', 'final')
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, scope, function_code, fund_source, phase
    ORDER BY document_phase <> phase, stated_in <> 'table', page, top, statement_id) = 1
),
executed AS (
  SELECT organisation_id, fiscal_year, scope, function_code, fund_source,
    min(amount_yuan) FILTER (phase = 'budget') AS budget_yuan,
    min(amount_yuan) FILTER (phase = 'final') AS final_yuan,
    min(document_phase) FILTER (phase = 'budget') || '_document' AS budget_source,
    mart.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY phase) AS statement_ids
  FROM taken GROUP BY ALL HAVING final_yuan IS NOT NULL
)
SELECT
  executed.organisation_id, organisation.name_zh AS organisation_name_zh, fiscal_year, scope,
  executed.function_code, class.name_zh AS function_name_zh, budget_yuan, final_yuan,
  final_yuan - budget_yuan AS difference_yuan,
  core.quotient(final_yuan, budget_yuan, 6) AS execution_rate,
  budget_source, fund_source,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM executed
LEFT JOIN core.dim_organisation AS organisation
  ON organisation.organisation_id = executed.organisation_id
LEFT JOIN core.dim_function AS class ON class.function_code = executed.function_code
