/* ---
name: mart.budget_execution
kind: table
default_scope: true
title_zh: "预算执行（决算对预算）"
title_en: "Budget execution"
description_zh: "同一单位、年度、口径的年初预算、全年预算与决算并列：合计一行（level 为 total，取所印合计），类、款、项各行；各层级不可相加。比率只在两数俱全时给出，文件所印的完成率另列。年初预算取自本年度预算文件，没有时取决算文件的预算数或正文；没有的为空，不作推算。"
description_en: "Budget, adjusted budget and final of one organisation, year and scope side by side: one row of the printed total (level total) and one for each functional class, section and item; levels are never to be added to each other. A rate stands only where both amounts do; the rate that the document prints stands beside it. The budget is that of the budget document, or else the budget column or text of the final accounts; null where neither is there."
grain: [organisation_id, fiscal_year, scope, function_code]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  scope: {type: VARCHAR}
  function_code: {type: VARCHAR, references: core.dim_function.function_code, described_as: function_code_or_total}
  level: {type: VARCHAR, zh: "层级：total 合计、class 类、section 款、item 项；各层级不可相加", en: "total, class, section or item; never add levels to each other"}
  function_name_zh: {type: VARCHAR}
  budget_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  adjusted_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "调整（全年）预算数（元）", en: "Adjusted budget of the year, in yuan"}
  final_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "决算数（元）", en: "Final in yuan"}
  difference_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "决算减预算（元）", en: "Final less budget, in yuan"}
  execution_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "执行率（决算÷预算）；预算为零或缺失时为空", en: "Final ÷ budget; null where the budget is zero or absent"}
  adjusted_execution_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "决算÷全年预算；缺失时为空", en: "Final ÷ adjusted budget; null where either is absent"}
  printed_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "文件所印完成年初预算的比率（1 为 100%）", en: "Rate of completion as the document prints it, 1 for 100 %"}
  budget_source: {type: VARCHAR, zh: "预算数来源：budget_document 预算文件、final_document 决算文件、sum_of_items 各项预算之和（各项预算合于所印合计时，类、款才有）", en: "budget_document, final_document, or sum_of_items (of a class or section, where the items of the budget make its printed total)"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围", en: "Funds covered, the same on both sides"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数所取数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements taken that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数所取数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements taken that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数所取数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements taken that is single, 0 to 1"}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数所取数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in the statements taken that is unproved, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "预算数与决算数所取数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements taken that is contradicted, 0 to 1"}
  statement_ids: {type: "VARCHAR[]", zh: "所取的预算数和决算数", en: "The statements taken, of budget and final"}
--- */
WITH stated AS (
  SELECT amount.*, document.phase AS document_phase,
    coalesce(function_code, 'total') AS line
  FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
  WHERE amount.is_current AND amount.flow = 'expenditure' AND amount.nature = 'total'
    AND amount.phase IN ('budget', 'adjusted', 'final')
    AND amount.amount_yuan IS NOT NULL AND amount.stated_in IN ('table', 'narrative')
    AND amount.fund_source IN ('general_public_budget', 'fiscal_appropriation', 'all')
    AND amount.economic_code IS NULL AND amount.government_economic_code IS NULL
    AND unit_name IS NULL AND detail_name IS NULL AND project_id IS NULL AND purchase_id IS NULL
    AND (function_code IS NOT NULL AND item_code IS NULL
         OR function_code IS NULL AND line_kind = 'total'
            AND (item_code IS NULL OR item_code = 'expenditure_current_year'))
    AND (form_code IS NULL OR form_code IN (
      'revenue_expenditure_summary', 'expenditure_summary', 'fiscal_appropriation_summary',
      'fiscal_appropriation_expenditure', 'general_public_expenditure', 'general_public_summary'))
),
-- One statement for each phase: a table before text, the document of the phase first.
taken AS (
  FROM stated
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, scope, line, fund_source, phase
    ORDER BY document_phase <> phase, stated_in <> 'table', trust = 'contradicted', page, top,
             statement_id) = 1
),
rate AS (
  SELECT stated.organisation_id, stated.fiscal_year, stated.scope, line, stated.fund_source,
    any_value(claim.value * 0.01) AS printed_rate
  FROM core.fct_claim AS claim JOIN stated USING (statement_id)
  JOIN core.fct_amount AS planned ON planned.statement_id = claim.denominator_statement_id
  WHERE claim.kind = 'completion' AND stated.phase = 'final' AND planned.phase = 'budget'
  GROUP BY ALL HAVING count(DISTINCT claim.value) = 1
),
executed AS (
  SELECT organisation_id, fiscal_year, scope, line, fund_source,
    min(amount_yuan) FILTER (phase = 'budget') AS budget_yuan,
    min(amount_yuan) FILTER (phase = 'adjusted') AS adjusted_yuan,
    min(amount_yuan) FILTER (phase = 'final') AS final_yuan,
    min(document_phase) FILTER (phase = 'budget') || '_document' AS budget_source,
    internal.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY phase) AS statement_ids
  FROM taken GROUP BY organisation_id, fiscal_year, scope, line, fund_source
  HAVING final_yuan IS NOT NULL
  -- of the funds a line is stated for, those that have both sides
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, scope, line
    ORDER BY budget_yuan IS NULL, fund_source <> 'general_public_budget', fund_source = 'all') = 1
),
-- Where the budgets of the items make the printed total of the budget, those of a class are complete.
item_budget AS (
  SELECT taken.organisation_id, taken.fiscal_year, taken.scope, taken.fund_source, taken.line,
    taken.amount_yuan,
    abs(sum(taken.amount_yuan) OVER lines - total.amount_yuan)
      <= sum(core.printed_half_unit_yuan(taken.unit, taken.printed_decimals)) OVER lines
         + core.printed_half_unit_yuan(total.unit, total.printed_decimals) AS is_complete
  FROM taken
  JOIN (FROM taken WHERE line = 'total' AND phase = 'budget') AS total
    USING (organisation_id, fiscal_year, scope, fund_source)
  WHERE taken.phase = 'budget' AND length(taken.line) = 7
  WINDOW lines AS (PARTITION BY taken.organisation_id, taken.fiscal_year, taken.scope, taken.fund_source)
),
group_budget AS (
  SELECT executed.organisation_id, executed.fiscal_year, executed.scope, executed.line,
    sum(amount_yuan) AS items_yuan
  FROM executed JOIN item_budget
    ON item_budget.organisation_id = executed.organisation_id
   AND item_budget.fiscal_year = executed.fiscal_year AND item_budget.scope = executed.scope
   AND item_budget.fund_source = executed.fund_source
   AND starts_with(item_budget.line, executed.line)
  WHERE is_complete AND length(executed.line) IN (3, 5) AND budget_yuan IS NULL
  GROUP BY ALL
),
budgeted AS (
  SELECT executed.* REPLACE (
    coalesce(budget_yuan, items_yuan) AS budget_yuan,
    CASE WHEN budget_yuan IS NULL AND items_yuan IS NOT NULL THEN 'sum_of_items'
         ELSE budget_source END AS budget_source)
  FROM executed LEFT JOIN group_budget USING (organisation_id, fiscal_year, scope, line)
)
SELECT
  executed.organisation_id, organisation.name_zh AS organisation_name_zh, fiscal_year, scope,
  class.function_code,
  CASE WHEN line = 'total' THEN 'total' WHEN length(line) = 3 THEN 'class'
       WHEN length(line) = 5 THEN 'section' ELSE 'item' END AS level,
  class.name_zh AS function_name_zh, budget_yuan, adjusted_yuan, final_yuan,
  final_yuan - budget_yuan AS difference_yuan,
  core.quotient(final_yuan, budget_yuan, 6) AS execution_rate,
  core.quotient(final_yuan, adjusted_yuan, 6) AS adjusted_execution_rate,
  rate.printed_rate,
  budget_source, fund_source,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM budgeted AS executed
LEFT JOIN rate USING (organisation_id, fiscal_year, scope, line, fund_source)
LEFT JOIN core.dim_organisation AS organisation
  ON organisation.organisation_id = executed.organisation_id
LEFT JOIN core.dim_function AS class ON class.function_code = line
WHERE line = 'total' OR class.function_code IS NOT NULL
