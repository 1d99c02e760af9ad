/* ---
name: mart.spending_by_economic
kind: table
default_scope: true
title_zh: "按经济分类的支出"
title_en: "Expenditure by economic class"
description_zh: "每个单位、年度、阶段、口径的每个末级经济分类科目一行。全部支出与基本支出印在不同的表上，各列只取一张表，列内可以相加，两列之间不可相加。"
description_en: "One row per organisation, year, phase, scope and leaf economic code. All expenditure and basic expenditure stand in different forms: each column is from one form and may be added up; total and basic may not be added to each other."
grain: [organisation_id, fiscal_year, phase, scope, economic_system, economic_code]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  economic_system: {type: VARCHAR, zh: "体系：department 部门预算、government 政府预算；二者不可相加", en: "department or government; never add the two"}
  economic_code: {type: VARCHAR, zh: "末级经济分类代码", en: "Economic code of the leaf"}
  economic_name_zh: {type: VARCHAR, described_as: name_of_code}
  economic_name_en: {type: VARCHAR, described_as: english_name_of_code}
  class_code: {type: VARCHAR}
  class_name_zh: {type: VARCHAR}
  class_name_en: {type: VARCHAR}
  total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "全部支出（元）；未公开该表时为空", en: "All expenditure, in yuan; null where that form is not published"}
  basic_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "基本支出（元）", en: "Basic expenditure, in yuan"}
  personnel_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "基本支出中的人员经费（元）", en: "Personnel costs within basic expenditure, in yuan"}
  public_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "基本支出中的公用经费（元）", en: "Public (running) costs within basic expenditure, in yuan"}
  total_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "全部支出取自哪张表", en: "Form total_yuan is from"}
  basic_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "基本支出各列取自哪张表", en: "Form basic_yuan, personnel_yuan and public_yuan are from"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio}
  statement_ids: {type: "VARCHAR[]"}
--- */
WITH covered AS (
  SELECT *, starts_with(subject, 'economic_basic') AS is_basic
  FROM internal.source_amount
  WHERE starts_with(subject, 'economic_') AND economic_code IS NOT NULL
),
spending AS (
  SELECT
    organisation_id, fiscal_year, phase, scope, economic_system, economic_code,
    internal.total_yuan(CASE WHEN NOT is_basic THEN amount_yuan END, nature) AS total_yuan,
    internal.basic_yuan(CASE WHEN is_basic THEN amount_yuan END, nature) AS basic_yuan,
    sum(amount_yuan) FILTER (is_basic AND nature = 'personnel') AS personnel_yuan,
    sum(amount_yuan) FILTER (is_basic AND nature = 'public') AS public_yuan,
    min(form_code) FILTER (NOT is_basic) AS total_form_code,
    min(form_code) FILTER (is_basic) AS basic_form_code,
    internal.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY statement_id) AS statement_ids
  FROM covered
  GROUP BY ALL
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  economic_system,
  economic_code,
  economic.name_zh AS economic_name_zh,
  economic.name_en AS economic_name_en,
  left(economic_code, 3) AS class_code,
  class.name_zh AS class_name_zh,
  class.name_en AS class_name_en,
  total_yuan,
  basic_yuan,
  personnel_yuan,
  public_yuan,
  total_form_code,
  basic_form_code,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM spending
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN (FROM core.dim_economic SELECT system AS economic_system, economic_code, name_zh, name_en)
  AS economic USING (economic_system, economic_code)
LEFT JOIN (FROM core.dim_economic SELECT system AS economic_system, economic_code AS class_code, name_zh, name_en)
  AS class ON class.economic_system = spending.economic_system
          AND class.class_code = left(economic_code, 3)
