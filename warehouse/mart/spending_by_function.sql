/* ---
name: mart.spending_by_function
kind: table
default_scope: true
title_zh: "按功能分类的支出"
title_en: "Expenditure by function"
description_zh: "每个单位、年度、阶段、口径的每个末级功能分类科目一行，全部取自同一张表（form_code），只取末级数据，可以相加。"
description_en: "One row per organisation, year, phase, scope and leaf functional code, all of one disclosure from one form (form_code) and from leaf statements only, so the rows may be added up."
grain: [organisation_id, fiscal_year, phase, scope, function_code]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  function_code: {type: VARCHAR, references: core.dim_function.function_code, zh: "末级功能分类代码", en: "Functional code of the leaf"}
  function_name_zh: {type: VARCHAR, described_as: name_of_code}
  function_name_en: {type: VARCHAR, described_as: english_name_of_code}
  class_code: {type: VARCHAR}
  class_name_zh: {type: VARCHAR}
  class_name_en: {type: VARCHAR}
  section_code: {type: VARCHAR, zh: "所属款；末级为类时为空", en: "Section (first five digits); null where the leaf is a class"}
  section_name_zh: {type: VARCHAR, zh: "款的名称", en: "Chinese name of the section"}
  section_name_en: {type: VARCHAR, zh: "款的英文名称", en: "English name of the section"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围：all 为全部资金", en: "Funds covered: all, or only those named"}
  total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "支出合计（元）", en: "Expenditure in yuan"}
  basic_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中基本支出（元）；未列为空", en: "Of which basic expenditure, in yuan; null where not stated"}
  project_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中项目支出（元）；未列为空", en: "Of which project expenditure, in yuan; null where not stated"}
  is_complete: {type: BOOLEAN, zh: "该单位该表各行之和是否等于所印合计；为假时各行之和不是全部支出；未印合计为空", en: "Whether the rows of this form and organisation make its printed total; where false their sum is not all expenditure; null where no total is printed"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_of_row}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio}
  statement_ids: {type: "VARCHAR[]"}
--- */
WITH spending AS (
  SELECT
    organisation_id, fiscal_year, phase, scope, function_code, fund_source, form_code, document_id,
    internal.total_yuan(amount_yuan, nature) AS total_yuan,
    internal.basic_yuan(amount_yuan, nature) AS basic_yuan,
    internal.project_yuan(amount_yuan, nature) AS project_yuan,
    internal.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY statement_id) AS statement_ids
  FROM internal.source_amount
  WHERE subject = 'function' AND function_code IS NOT NULL
  GROUP BY ALL
),
complete AS (
  SELECT organisation_id, fiscal_year, phase, scope, basis = 'printed' AS is_complete
  FROM internal.total_amount WHERE concept = 'function_total' AND printed_yuan IS NOT NULL
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  function_code,
  function.name_zh AS function_name_zh,
  function.name_en AS function_name_en,
  left(function_code, 3) AS class_code,
  class.name_zh AS class_name_zh,
  class.name_en AS class_name_en,
  CASE WHEN length(function_code) >= 5 THEN left(function_code, 5) END AS section_code,
  section.name_zh AS section_name_zh,
  section.name_en AS section_name_en,
  fund_source,
  total_yuan,
  basic_yuan,
  project_yuan,
  is_complete,
  form_code,
  document_id,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM spending
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN core.dim_function AS function USING (function_code)
LEFT JOIN (FROM core.dim_function SELECT function_code AS class_code, name_zh, name_en) AS class
  ON class.class_code = left(function_code, 3)
LEFT JOIN (FROM core.dim_function SELECT function_code AS section_code, name_zh, name_en) AS section
  ON section.section_code = left(function_code, 5) AND length(function_code) >= 5
LEFT JOIN complete USING (organisation_id, fiscal_year, phase, scope)
