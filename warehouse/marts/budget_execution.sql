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
--- */
WITH stated AS (
  SELECT amount.*, document.phase AS document_phase
  FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
  WHERE amount.is_current AND amount.flow = 'expenditure' AND amount.nature = 'total'
    AND length(amount.function_code) = 7 AND amount.item_code IS NULL
    AND amount.amount_yuan IS NOT NULL AND amount.stated_in IN ('table', 'narrative')
    AND amount.fund_source = 'general_public_budget' AND amount.economic_code IS NULL
),
final AS (
  SELECT organisation_id, fiscal_year, scope, function_code, fund_source,
    arg_min(amount_yuan, (stated_in <> 'table', page, top)) AS final_yuan
  FROM stated WHERE phase = 'final' GROUP BY ALL
),
budget AS (
  SELECT organisation_id, fiscal_year, scope, function_code, fund_source,
    arg_min(amount_yuan, (document_phase <> 'budget', stated_in <> 'table', page, top)) AS budget_yuan,
    CASE WHEN bool_or(document_phase = 'budget') THEN 'budget_document' ELSE 'final_document' END
      AS budget_source
  FROM stated WHERE phase = 'budget' GROUP BY ALL
)
SELECT
  final.organisation_id, organisation.name_zh AS organisation_name_zh, final.fiscal_year, final.scope,
  final.function_code, class.name_zh AS function_name_zh, budget_yuan, final_yuan,
  final_yuan - budget_yuan AS difference_yuan,
  round(final_yuan / nullif(budget_yuan, 0), 6) AS execution_rate,
  budget_source, final.fund_source
FROM final
LEFT JOIN budget USING (organisation_id, fiscal_year, scope, function_code, fund_source)
LEFT JOIN core.dim_organisation AS organisation ON organisation.organisation_id = final.organisation_id
LEFT JOIN core.dim_function AS class ON class.function_code = final.function_code
