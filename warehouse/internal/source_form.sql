/* ---
name: internal.source_form
kind: table
title_zh: "各主题的数据出处"
title_en: "Which form answers which question"
description_zh: "每个单位、年度、阶段、口径的每个主题，只取一份文件的一张表，绝不混用。先取本年度本阶段自己的文件；按代码分列的主题取末级代码最多的表（漏列的表不完整），其次按优先次序。"
description_en: "For each organisation, year, phase, scope and subject the one form of the one document that the marts read; forms are never mixed. A disclosure of that very year and phase goes before a comparison column of another one; for a subject split by codes, the form that prints most leaf codes (one that leaves rows out is incomplete), then the order of preference."
grain: [organisation_id, fiscal_year, phase, scope, subject]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
  subject: {type: VARCHAR, zh: "主题：revenue 收入、fiscal_appropriation 财政拨款、expenditure 支出、nature 基本与项目支出、general_public 一般公共预算支出、function 功能分类、economic_total 与 economic_basic 加体系的经济分类、three_public “三公”经费、conference_training 会议费和培训费、agency_operation 机关运行经费", en: "revenue, fiscal_appropriation, expenditure, nature (basic and project), general_public, function, economic_total and economic_basic with the system, three_public, conference_training, agency_operation"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "所取文件", en: "Document that is read"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "所取表格", en: "Form that is read"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围；为空时该主题分列各项资金", en: "Funds covered; null where the subject is split by funds"}
  is_own_disclosure: {type: BOOLEAN, zh: "是否本年度本阶段自己的文件；否则取自其他文件的对比列", en: "Whether the document is the disclosure of that year and phase; else the figures are a comparison column of another one"}
  leaf_code_count: {type: INTEGER, unit: count, zh: "该表有金额的末级代码数；不按代码分列的主题为 0", en: "Number of leaf codes with an amount; 0 where the subject is not split by codes"}
--- */
WITH preference(subject, flow, form_code, fund_source, precedence) AS (
  VALUES
    ('revenue', 'revenue', 'revenue_expenditure_summary', NULL, 1),
    ('revenue', 'revenue', 'revenue_summary', NULL, 2),
    ('fiscal_appropriation', 'revenue', 'fiscal_appropriation_summary', NULL, 1),
    ('fiscal_appropriation', 'revenue', 'revenue_expenditure_summary', NULL, 2),
    ('fiscal_appropriation', 'revenue', 'revenue_summary', NULL, 3),
    ('expenditure', 'expenditure', 'revenue_expenditure_summary', 'all', 1),
    ('expenditure', 'expenditure', 'expenditure_summary', 'all', 2),
    ('nature', 'expenditure', 'expenditure_summary', 'all', 1),
    ('nature', 'expenditure', 'revenue_expenditure_summary', 'all', 2),
    ('nature', 'expenditure', 'general_public_expenditure', 'general_public_budget', 3),
    ('general_public', 'expenditure', 'general_public_expenditure', 'general_public_budget', 1),
    ('function', 'expenditure', 'expenditure_summary', 'all', 1),
    ('function', 'expenditure', 'fiscal_appropriation_expenditure', 'fiscal_appropriation', 2),
    ('function', 'expenditure', 'general_public_expenditure', 'general_public_budget', 3),
    ('agency_operation', 'expenditure', 'agency_operation_economic', 'general_public_budget', 4),
    ('agency_operation', 'expenditure', 'agency_operation_economic', 'fiscal_appropriation', 5),
    ('agency_operation', 'expenditure', 'agency_operation_economic', 'all', 6)
  UNION ALL
  -- what a form states for all appropriation and again for one budget of it is taken once
  SELECT subject, 'expenditure', 'three_public', fund_source, precedence
  FROM (VALUES
    ('three_public', 'fiscal_appropriation', 1), ('three_public', 'general_public_budget', 2),
    ('conference_training', 'fiscal_appropriation', 1), ('conference_training', 'general_public_budget', 2),
    ('agency_operation', 'general_public_budget', 1), ('agency_operation', 'fiscal_appropriation', 2),
    ('agency_operation', 'all', 3)
  ) AS costs(subject, fund_source, precedence)
  UNION ALL
  SELECT 'economic_' || coverage || '_' || system, 'expenditure',
         CASE coverage WHEN 'basic' THEN 'basic_' ELSE '' END
         || 'expenditure_' || system || '_economic', fund_source, precedence
  FROM (VALUES ('total'), ('basic')) AS coverages(coverage)
  CROSS JOIN (VALUES ('department'), ('government')) AS systems(system)
  CROSS JOIN (VALUES ('all', 1), ('fiscal_appropriation', 2), ('general_public_budget', 3))
    AS funds(fund_source, precedence)
),
candidate AS (
  SELECT
    amount.organisation_id, amount.fiscal_year, amount.phase, amount.scope, subject,
    amount.document_id, amount.form_code, preference.fund_source, precedence,
    document.fiscal_year = amount.fiscal_year AND document.phase = amount.phase
      AS is_own_disclosure,
    document.fiscal_year AS document_year,
    bool_or(line_kind = 'leaf') AS has_leaves,
    count(DISTINCT CASE WHEN subject = 'function' THEN function_code
                        WHEN starts_with(subject, 'economic_') THEN economic_code END)
      AS leaf_code_count
  FROM core.fct_amount AS amount
  JOIN preference
    ON preference.flow = amount.flow AND preference.form_code = amount.form_code
   AND (preference.fund_source IS NULL OR preference.fund_source = amount.fund_source)
  JOIN meta.document AS document ON document.document_id = amount.document_id
  LEFT JOIN core.dim_fund_source AS fund ON fund.fund_source = amount.fund_source
  WHERE amount.is_current AND amount_yuan IS NOT NULL
    AND unit_name IS NULL AND detail_name IS NULL AND project_id IS NULL AND purchase_id IS NULL
    -- a form of which only the total is stated still says the total
    AND (line_kind = 'leaf'
         OR line_kind = 'total' AND subject IN ('revenue', 'expenditure', 'nature', 'general_public', 'three_public'))
    AND CASE subject
          WHEN 'revenue' THEN amount.fund_source <> 'all' OR line_kind = 'total'
          WHEN 'fiscal_appropriation'
            THEN 'fiscal_appropriation' IN (amount.fund_source, fund.parent_fund_source)
          WHEN 'nature' THEN nature <> 'total' AND NOT internal.is_part_told_apart(item_code)
          WHEN 'function' THEN function_code IS NOT NULL
          WHEN 'three_public' THEN internal.is_part_told_apart(item_code)
            AND item_code NOT IN ('conference', 'training', 'agency_operation')
          WHEN 'conference_training' THEN item_code IN ('conference', 'training')
          WHEN 'agency_operation' THEN item_code = 'agency_operation' AND economic_code IS NULL
          WHEN 'expenditure' THEN NOT internal.is_part_told_apart(item_code)
          WHEN 'general_public' THEN NOT internal.is_part_told_apart(item_code)
          ELSE true END
    AND (NOT starts_with(subject, 'economic') OR economic_code IS NOT NULL)
  GROUP BY ALL
)
SELECT organisation_id, fiscal_year, phase, scope, subject, document_id, form_code,
       fund_source, is_own_disclosure, leaf_code_count
FROM candidate
QUALIFY row_number() OVER (
  PARTITION BY organisation_id, fiscal_year, phase, scope, subject
  ORDER BY is_own_disclosure DESC, has_leaves DESC, leaf_code_count DESC, precedence, document_year DESC,
           document_id) = 1
