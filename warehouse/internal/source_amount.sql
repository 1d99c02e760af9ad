/* ---
name: internal.source_amount
kind: table
title_zh: "各主题所取的末级数据"
title_en: "Leaf statements each subject reads"
description_zh: "现行版本文件中有金额的末级数据，限于 internal.source_form 为各主题选定的文件和表格。所属单位、具体项目和采购的行不计入；一张表按功能、经济两种分类列支出时只取一种，同一数据在一张表中列两次的只取一次。"
description_en: "Leaf statements with an amount, of current documents, from the form that internal.source_form names for the subject. Rows of sub-units, projects and purchases are no part of it; of a form that splits expenditure by function and by economic class only one of the two is taken, and what a form states twice is taken once."
grain: [subject, statement_id]
columns:
  subject: {type: VARCHAR, zh: "主题", en: "Subject"}
  statement_id: {type: VARCHAR, references: core.fct_amount.statement_id}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "所在表格", en: "Form"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  flow: {type: VARCHAR}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source}
  function_code: {type: VARCHAR, references: core.dim_function.function_code}
  economic_system: {type: VARCHAR}
  economic_code: {type: VARCHAR}
  nature: {type: VARCHAR, references: core.dim_nature.nature}
  item_code: {type: VARCHAR, references: core.dim_item.item_code}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  high_yuan: {type: "DECIMAL(24, 4)", unit: yuan, zh: "所印精度下的最大金额（元）", en: "Highest amount that is printed so, in yuan"}
  trust: {type: VARCHAR, zh: "可信程度", en: "Trust in the statement"}
--- */
SELECT
  source.subject,
  amount.statement_id,
  amount.document_id,
  amount.form_code,
  amount.organisation_id,
  amount.fiscal_year,
  amount.phase,
  amount.scope,
  amount.flow,
  amount.fund_source,
  amount.function_code,
  amount.economic_system,
  amount.economic_code,
  amount.nature,
  amount.item_code,
  amount.amount_yuan,
  core.printed_high_yuan(amount.amount_yuan, amount.unit, amount.printed_decimals) AS high_yuan,
  amount.trust
FROM internal.source_form AS source
JOIN (SELECT *,
        CASE WHEN function_code IS NOT NULL THEN 1
             WHEN economic_system = 'department' AND economic_code IS NOT NULL THEN 2
             WHEN economic_code IS NOT NULL THEN 3
             WHEN item_code IS NULL THEN 4 ELSE 5 END AS axis
      FROM core.fct_amount) AS amount
  USING (organisation_id, fiscal_year, phase, scope, document_id, form_code)
WHERE amount.is_current AND amount.line_kind = 'leaf' AND amount.amount_yuan IS NOT NULL
  AND unit_name IS NULL AND detail_name IS NULL AND project_id IS NULL AND purchase_id IS NULL
  AND (source.fund_source IS NULL OR source.fund_source = amount.fund_source)
  -- a function split by economic classes is stated whole as well
  AND (amount.function_code IS NULL OR amount.economic_code IS NULL
       OR starts_with(source.subject, 'economic'))
  AND (source.subject <> 'agency_operation' OR amount.economic_code IS NULL)
  AND NOT (source.subject IN ('expenditure', 'nature', 'general_public')
           AND internal.is_part_told_apart(item_code))
  AND amount.flow = CASE WHEN source.subject IN ('revenue', 'fiscal_appropriation')
                         THEN 'revenue' ELSE 'expenditure' END
-- one axis: a form that states the same money by function and by economic class states it twice
QUALIFY (source.subject NOT IN ('expenditure', 'nature', 'general_public') OR axis = min(axis) OVER (
  PARTITION BY source.organisation_id, source.fiscal_year, source.phase, source.scope, source.subject,
               source.subject = 'nature' AND amount.nature = 'total'))
-- one fact: a form of two tables, or with a row of the department below that of the total, states it again
AND row_number() OVER (
  PARTITION BY source.subject, amount.organisation_id, amount.fiscal_year, amount.phase, amount.scope,
               amount.flow, amount.fund_source, function_code, economic_system, economic_code,
               government_economic_code, nature, item_code, amount_yuan
  ORDER BY page, top, x0, statement_id) = 1
