/* ---
name: mart.series_point
kind: view
title_zh: "序列各点的取值"
title_en: "Points of the series"
description_zh: "每个单位、口径、阶段、概念、年度只取一个金额：本年度自己的文件优先，其次为其他文件的对比列，再次为正文推得的上年数。由 mart.source_amount 的末级数据相加。"
description_en: "The one amount taken for an organisation, scope, phase, concept and year, a sum of leaf statements of mart.source_amount: the disclosure of the year itself goes before a comparison column of another, and that before what a text implies."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  concept: {type: VARCHAR, zh: "概念：expenditure、revenue、basic、project、three_public、agency_operation、function:代码", en: "expenditure, revenue, basic, project, three_public, agency_operation or function:code"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元），当年价", en: "Amount in yuan, at prices of the year"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is single, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is contradicted, 0 to 1"}
  source: {type: VARCHAR, zh: "来源：own 本年度自己的文件、comparison 其他文件的对比列、implied 由正文推得", en: "own (the disclosure of that year), comparison (a column of another) or implied (by the text)"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围", en: "Funds covered"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "取自哪张表；由正文推得的为空", en: "Form it is from; null where implied by the text"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "取自哪份文件", en: "Document it is from"}
  statement_ids: {type: "VARCHAR[]", zh: "所依据的数据", en: "Statements it is made from"}
--- */
WITH concept_amount AS (
  SELECT *,
    CASE
      WHEN subject = 'expenditure' THEN 'expenditure'
      WHEN subject = 'revenue' AND fund_source <> 'all' THEN 'revenue'
      WHEN subject = 'nature' AND nature IN ('basic', 'personnel', 'public') THEN 'basic'
      WHEN subject = 'nature' AND nature IN ('project', 'project_own_level', 'project_superior')
        THEN 'project'
      WHEN subject = 'function' THEN 'function:' || function_code
      WHEN subject = 'three_public' AND item_code IN (
        'three_public', 'overseas_travel', 'official_reception', 'official_vehicle',
        'vehicle_purchase', 'vehicle_operation') THEN 'three_public'
      WHEN subject = 'agency_operation' AND item_code = 'agency_operation'
        THEN 'agency_operation' END AS concept
  FROM mart.source_amount
),
-- A source of funds that is the sum of others in the same form is not revenue once more.
counted AS (
  FROM concept_amount WHERE concept <> 'revenue'
  UNION ALL
  FROM (FROM concept_amount WHERE concept = 'revenue')
  SEMI JOIN mart.revenue_by_source USING (organisation_id, fiscal_year, phase, scope, fund_source)
),
stated AS (
  SELECT organisation_id, fiscal_year, phase, scope, concept, subject, form_code, document_id,
    mart.total_yuan(amount_yuan, nature) AS amount_yuan,
    min(CASE WHEN concept = 'revenue' THEN 'all' ELSE fund_source END) AS fund_source,
    list(statement_id ORDER BY statement_id) AS statement_ids,
    mart.trust_shares(amount_yuan, trust) AS shares
  FROM counted GROUP BY ALL
),
implied AS (
  SELECT organisation_id, fiscal_year, phase, scope,
    CASE WHEN item_code IN ('three_public', 'agency_operation') THEN item_code
         WHEN item_code = 'expenditure_grand_total' AND fund_source = 'all' THEN 'expenditure'
         WHEN item_code = 'revenue_grand_total' AND fund_source = 'all' THEN 'revenue' END
      AS concept,
    document_id, amount_yuan, fund_source, statement_id, trust
  FROM core.fct_amount
  WHERE is_current AND stated_in = 'implied' AND amount_yuan IS NOT NULL
),
candidate AS (
  SELECT stated.* EXCLUDE (subject),
    CASE WHEN is_own_disclosure THEN 'own' ELSE 'comparison' END AS source
  FROM stated
  JOIN mart.source_form USING (organisation_id, fiscal_year, phase, scope, subject)
  WHERE amount_yuan IS NOT NULL
  UNION ALL BY NAME
  SELECT organisation_id, fiscal_year, phase, scope, concept, document_id, fund_source,
    any_value(amount_yuan) AS amount_yuan, [statement_id] AS statement_ids,
    mart.trust_shares(amount_yuan, trust) AS shares, 'implied' AS source
  FROM implied WHERE concept IS NOT NULL GROUP BY ALL
)
SELECT organisation_id, fiscal_year, phase, scope, concept, amount_yuan,
  shares.reconciled AS reconciled_share, shares.consistent AS consistent_share,
  shares.single AS single_share, shares.contradicted AS contradicted_share,
  source, fund_source, form_code, document_id, statement_ids
FROM candidate
QUALIFY row_number() OVER (
  PARTITION BY organisation_id, scope, phase, concept, fiscal_year
  ORDER BY CASE source WHEN 'own' THEN 0 WHEN 'comparison' THEN 1 ELSE 2 END,
           document_id, statement_ids) = 1
