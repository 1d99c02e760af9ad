/* ---
name: mart.series
kind: table
title_zh: "时间序列"
title_en: "Series"
description_zh: "每个单位、概念、年度一点，附可比性标记；本年度自己的文件优先，其次为其他文件的对比列，再次为正文推得的上年数。标记为空数组表示可直接比较。"
description_en: "One point per organisation, concept and year, with flags of what hampers comparison; the disclosure of the year itself goes before a comparison column of another, and that before what a text implies. No flag: comparable."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  concept: {type: VARCHAR, zh: "概念：expenditure、revenue、basic、project、three_public、agency_operation、function:代码", en: "expenditure, revenue, basic, project, three_public, agency_operation or function:code"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）", en: "Amount in yuan"}
  previous_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "上一年金额（元）；没有上一年时为空", en: "Amount of the year before, in yuan; null without one"}
  change_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "比上年增减（元）", en: "Change against the year before, in yuan"}
  source: {type: VARCHAR, zh: "来源：own 本年文件、comparison 对比列、implied 由正文推得", en: "own, comparison or implied"}
  flags: {type: "VARCHAR[]", zh: "可比性标记：template_changed 表样变化、fund_scope_changed 资金口径变化、class_renamed 科目更名、gap 缺上一年、not_own_disclosure 非本年文件、contradicted 与其他数据矛盾", en: "template_changed, fund_scope_changed, class_renamed, gap, not_own_disclosure, contradicted"}
--- */
WITH point AS (
  SELECT organisation_id, fiscal_year, phase, scope, 'expenditure' AS concept,
    expenditure_yuan AS amount_yuan, expenditure_form_code AS form_code, 'all' AS fund_source
  FROM mart.organisation_year
  UNION ALL
  SELECT organisation_id, fiscal_year, phase, scope, 'revenue', revenue_yuan, revenue_form_code, 'all'
  FROM mart.organisation_year
  UNION ALL
  SELECT organisation_id, fiscal_year, phase, scope, 'basic', basic_yuan, nature_form_code, 'all'
  FROM mart.organisation_year
  UNION ALL
  SELECT organisation_id, fiscal_year, phase, scope, 'project', project_yuan, nature_form_code, 'all'
  FROM mart.organisation_year
  UNION ALL
  SELECT organisation_id, fiscal_year, phase, scope, 'three_public', three_public_yuan, form_code, fund_source
  FROM mart.three_public
  UNION ALL
  SELECT organisation_id, fiscal_year, phase, scope, 'agency_operation', agency_operation_yuan, form_code,
    'general_public_budget'
  FROM mart.three_public
  UNION ALL
  SELECT organisation_id, fiscal_year, phase, scope, 'function:' || function_code, total_yuan, form_code,
    fund_source
  FROM mart.spending_by_function
),
implied AS (
  SELECT organisation_id, fiscal_year, phase, scope,
    CASE WHEN item_code = 'three_public' THEN 'three_public'
         WHEN item_code = 'agency_operation' THEN 'agency_operation'
         WHEN item_code = 'expenditure_grand_total' AND fund_source = 'all' THEN 'expenditure'
         WHEN item_code = 'revenue_grand_total' AND fund_source = 'all' THEN 'revenue' END AS concept,
    amount_yuan, NULL AS form_code, fund_source
  FROM core.fct_amount
  WHERE is_current AND stated_in = 'implied'
),
sourced AS (
  SELECT point.*, layout.layout_id,
    CASE WHEN layout.layout_id IS NULL THEN 'comparison' ELSE 'own' END AS source
  FROM point
  LEFT JOIN (
    SELECT DISTINCT organisation_id, fiscal_year, phase, scope, any_value(layout_id) AS layout_id
    FROM meta.document WHERE is_current GROUP BY ALL
  ) AS layout USING (organisation_id, fiscal_year, phase, scope)
  WHERE amount_yuan IS NOT NULL
  UNION ALL
  SELECT *, NULL, 'implied' FROM implied WHERE concept IS NOT NULL
),
chosen AS (
  FROM sourced
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, scope, phase, concept, fiscal_year
    ORDER BY CASE source WHEN 'own' THEN 0 WHEN 'comparison' THEN 1 ELSE 2 END, amount_yuan) = 1
),
lagged AS (
  SELECT *,
    lag(amount_yuan) OVER years AS before_yuan, lag(fiscal_year) OVER years AS before_year,
    lag(form_code) OVER years AS before_form, lag(fund_source) OVER years AS before_fund,
    lag(layout_id) OVER years AS before_layout
  FROM chosen
  WINDOW years AS (PARTITION BY organisation_id, scope, phase, concept ORDER BY fiscal_year)
)
SELECT
  lagged.organisation_id, organisation.name_zh AS organisation_name_zh, lagged.fiscal_year, lagged.phase,
  lagged.scope, concept, amount_yuan,
  CASE WHEN before_year = lagged.fiscal_year - 1 THEN before_yuan END AS previous_yuan,
  CASE WHEN before_year = lagged.fiscal_year - 1 THEN amount_yuan - before_yuan END AS change_yuan,
  source,
  list_filter([
    CASE WHEN before_layout <> layout_id OR before_form <> form_code THEN 'template_changed' END,
    CASE WHEN before_fund <> fund_source THEN 'fund_scope_changed' END,
    CASE WHEN concept IN (SELECT 'function:' || function_code FROM code_function_renames
                          WHERE try_cast("year" AS INTEGER) = lagged.fiscal_year) THEN 'class_renamed' END,
    CASE WHEN before_year < lagged.fiscal_year - 1 THEN 'gap' END,
    CASE WHEN source <> 'own' THEN 'not_own_disclosure' END,
    CASE WHEN contradicted.organisation_id IS NOT NULL THEN 'contradicted' END
  ], lambda flag: flag IS NOT NULL) AS flags
FROM lagged
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN (
  SELECT DISTINCT organisation_id, fiscal_year, phase, scope,
    CASE WHEN item_code IN ('three_public', 'agency_operation') THEN item_code
         WHEN function_code IS NOT NULL THEN 'function:' || function_code
         WHEN item_code LIKE 'expenditure%' THEN 'expenditure'
         WHEN item_code LIKE 'revenue%' THEN 'revenue' END AS concept
  FROM core.fct_amount WHERE is_current AND trust = 'contradicted'
) AS contradicted USING (organisation_id, fiscal_year, phase, scope, concept)
