/* ---
name: mart.project
kind: table
title_zh: "项目"
title_en: "Projects"
description_zh: "现行版本文件中的项目各一行；可信比重说的是单位项目支出合计；同名项目在表格和正文中都出现时取有金额的一条，分项不列入。附单位项目支出合计和所占比重。"
description_en: "One row per project of a current document; one told twice (in a form and in the text) is taken once, parts of projects are left out. With the share of the organisation's project expenditure, and the trust in that total."
grain: [organisation_id, fiscal_year, phase, scope, project_name]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  project_name: {type: VARCHAR, zh: "项目名称", en: "Name of the project"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）", en: "Amount in yuan"}
  project_expenditure_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "单位项目支出合计（元）", en: "All project expenditure of the organisation, in yuan"}
  share: {type: "DECIMAL(12, 6)", unit: ratio, zh: "占项目支出比重", en: "Share of the project expenditure"}
  targets: {type: INTEGER, unit: count, zh: "绩效指标数", en: "Number of performance targets"}
  project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所取项目", en: "The project taken"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is single, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is contradicted, 0 to 1"}
--- */
WITH told AS (
  SELECT project.*,
    regexp_replace(project_name, '(项目)?(支出)?(经费)?$', '') AS name_key,
    (SELECT count(*) FROM core.fct_target AS target WHERE target.project_id = project.project_id) AS targets
  FROM core.fct_project AS project
  WHERE is_current AND parent_project_id IS NULL AND project_name IS NOT NULL
),
project_total AS (
  SELECT organisation_id, fiscal_year, phase, scope,
    mart.project_yuan(amount_yuan, nature) AS project_yuan,
    mart.trust_shares(amount_yuan, trust) AS shares
  FROM mart.source_amount
  WHERE subject = 'nature' AND nature IN ('project', 'project_own_level', 'project_superior')
  GROUP BY ALL
),
once AS (
  FROM told
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, phase, scope, name_key
    ORDER BY amount_yuan IS NULL, targets DESC, stated_in DESC, page, top, project_id) = 1
)
SELECT once.organisation_id, organisation.name_zh AS organisation_name_zh, once.fiscal_year, once.phase,
  once.scope, project_name, amount_yuan, project_yuan AS project_expenditure_yuan,
  core.quotient(amount_yuan, project_yuan, 6) AS share, targets, project_id,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.contradicted AS contradicted_share
FROM once
LEFT JOIN project_total USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN core.dim_organisation AS organisation ON organisation.organisation_id = once.organisation_id
