/* ---
name: mart.spending_by_function
kind: table
title_zh: "按功能分类的支出"
title_en: "Expenditure by function"
description_zh: "每个单位、年度、阶段、口径的每个末级功能分类科目一行，全部取自同一张表（form_code），只取末级数据，可以相加。"
description_en: "One row per organisation, year, phase, scope and leaf functional code, all of one disclosure from one form (form_code) and from leaf statements only, so the rows may be added up."
grain: [organisation_id, fiscal_year, phase, scope, function_code]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  function_code: {type: VARCHAR, references: core.dim_function.function_code, zh: "末级功能分类代码", en: "Functional code of the leaf"}
  function_name_zh: {type: VARCHAR, zh: "科目名称", en: "Chinese name of the code"}
  function_name_en: {type: VARCHAR, zh: "科目英文名称", en: "English name of the code"}
  class_code: {type: VARCHAR, zh: "所属类", en: "Class (first three digits)"}
  section_code: {type: VARCHAR, zh: "所属款；末级为类时为空", en: "Section (first five digits); null where the leaf is a class"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围：all 为全部资金", en: "Funds covered: all, or only those named"}
  total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "支出合计（元）", en: "Expenditure in yuan"}
  basic_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中基本支出（元）；未列为空", en: "Of which basic expenditure, in yuan; null where not stated"}
  project_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中项目支出（元）；未列为空", en: "Of which project expenditure, in yuan; null where not stated"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "取自哪张表", en: "Form the row is from"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "取自哪份文件", en: "Document the row is from"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is single, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is contradicted, 0 to 1"}
  statement_ids: {type: "VARCHAR[]", zh: "所依据的数据", en: "Statements the row is made from"}
--- */
WITH spending AS (
  SELECT
    organisation_id, fiscal_year, phase, scope, function_code, fund_source, form_code, document_id,
    mart.total_yuan(amount_yuan, nature) AS total_yuan,
    mart.basic_yuan(amount_yuan, nature) AS basic_yuan,
    mart.project_yuan(amount_yuan, nature) AS project_yuan,
    mart.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY statement_id) AS statement_ids
  FROM mart.source_amount
  WHERE subject = 'function' AND function_code IS NOT NULL
  GROUP BY ALL
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
  CASE WHEN length(function_code) >= 5 THEN left(function_code, 5) END AS section_code,
  fund_source,
  total_yuan,
  basic_yuan,
  project_yuan,
  form_code,
  document_id,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM spending
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN core.dim_function AS function USING (function_code)
