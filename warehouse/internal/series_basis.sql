/* ---
name: internal.series_basis
kind: view
title_zh: "序列各点的换算"
title_en: "Bases of the series"
description_zh: "各点按不变价、占比、人均、按常住人口换算的值；缺参考数据的一律为空，并给出原因，绝不推算。"
description_en: "Each point at constant prices, as a share, per member of staff and per resident; where reference data are absent the value is null and a reason stands beside it, nothing is estimated."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  concept: {type: VARCHAR, zh: "概念：expenditure、revenue、basic、project、three_public、agency_operation、function:代码", en: "expenditure, revenue, basic, project, three_public, agency_operation or function:code"}
  real_amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "按 real_base_year 价格计算的金额（元）；缺指数为空", en: "Amount in yuan at prices of real_base_year; null without a price index"}
  real_base_year: {type: INTEGER, zh: "不变价的基年：有价格指数的最新年份", en: "Year of the constant prices: the newest year with a price index"}
  price_index_division_code: {type: VARCHAR, zh: "所用价格指数的行政区划：本级、上级或全国（000000）中最近的一个", en: "Division of the price index: the nearest of the organisation's own, those above it and the country (000000)"}
  real_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "不变价为空的原因", en: "Why real_amount_yuan is null"}
  total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "比重的分母（元）：功能分类为同一张表各末级之和，基本与项目支出为同一张表全部支出，“三公”与机关运行经费为本年支出，收入与支出为其自身", en: "What the share is of, in yuan: for a functional class the leaves of the same form, for basic and project all expenditure of the same form, for three_public and agency_operation the expenditure of the year, for revenue and expenditure the amount itself"}
  share_of_total: {type: "DECIMAL(12, 6)", unit: ratio, zh: "占合计的比重", en: "Share of total_yuan"}
  share_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "比重为空的原因", en: "Why share_of_total is null"}
  staff_person: {type: "DECIMAL(24, 4)", unit: person, zh: "同一文件写明的人数：先取在编人数，没有时取编制数", en: "Staff stated in the same disclosure: those in post, else the posts established"}
  staff_statistic_code: {type: VARCHAR, references: core.dim_statistic.statistic_code, zh: "人数是哪一种：staff_in_post 在编、staff_establishment 编制", en: "Which of the two: staff_in_post or staff_establishment"}
  per_staff_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "人均金额（元/人）", en: "Amount per member of staff, in yuan"}
  per_staff_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "人均金额为空的原因", en: "Why per_staff_yuan is null"}
  residents_person: {type: BIGINT, unit: person, zh: "所属行政区划当年常住人口", en: "Residents of the organisation's division in that year"}
  per_resident_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "按常住人口平均的金额（元/人）", en: "Amount per resident, in yuan"}
  per_resident_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "按常住人口平均为空的原因", en: "Why per_resident_yuan is null"}
--- */
WITH nature_total AS (
  SELECT organisation_id, fiscal_year, phase, scope, amount_yuan AS nature_yuan
  FROM internal.total_amount WHERE concept = 'nature_total'
),
totalled AS (
  SELECT point.*,
    CASE WHEN concept IN ('expenditure', 'revenue', 'expenditure_grand_total',
                           'revenue_grand_total', 'general_public_expenditure') THEN amount_yuan
         WHEN concept IN ('basic', 'project', 'personnel', 'public') THEN nature_yuan
         WHEN starts_with(concept, 'function:') THEN sum(amount_yuan) OVER functions
         ELSE sum(CASE WHEN concept = 'expenditure' THEN amount_yuan END) OVER concepts END
      AS total_yuan
  FROM internal.series_point AS point
  LEFT JOIN nature_total USING (organisation_id, fiscal_year, phase, scope)
  WINDOW concepts AS (PARTITION BY organisation_id, fiscal_year, phase, scope),
         functions AS (PARTITION BY organisation_id, fiscal_year, phase, scope,
                                    starts_with(concept, 'function:'))
),
-- One division's index for the whole series of an organisation, so that its years fit together.
price_division AS (
  SELECT organisation_id, arg_min(division_code, steps) AS price_index_division_code
  FROM (
    SELECT organisation_id, unnest([1, 2, 3, 4]) AS steps,
      unnest([division.division_code, division.parent_code, above.parent_code, '000000'])
        AS division_code
    FROM core.dim_organisation AS organisation
    LEFT JOIN core.dim_division AS division USING (division_code)
    LEFT JOIN core.dim_division AS above ON above.division_code = division.parent_code
  )
  WHERE division_code IN (SELECT division_code FROM core.dim_price_index)
  GROUP BY organisation_id
),
staff_stated AS (
  SELECT document_id, organisation_id, fiscal_year, phase, scope, statistic_code,
    any_value(value) AS staff_person, count(DISTINCT value) AS numbers
  FROM core.fct_statistic
  WHERE statistic_code IN ('staff_in_post', 'staff_establishment') AND value > 0
  GROUP BY ALL
),
staff AS (
  SELECT document_id, organisation_id, fiscal_year, phase, scope,
    arg_min(staff_person, statistic_code <> 'staff_in_post') FILTER (numbers = 1)
      AS staff_person,
    arg_min(statistic_code, statistic_code <> 'staff_in_post') FILTER (numbers = 1)
      AS staff_statistic_code
  FROM staff_stated GROUP BY ALL
)
SELECT
  totalled.organisation_id, totalled.fiscal_year, totalled.phase, totalled.scope, concept,
  round(amount_yuan * factor_to_base, 2) AS real_amount_yuan,
  base_year AS real_base_year,
  price.division_code AS price_index_division_code,
  CASE WHEN factor_to_base IS NULL THEN 'no_price_index_for_year' END AS real_reason,
  total_yuan,
  core.quotient(amount_yuan, total_yuan, 6) AS share_of_total,
  CASE WHEN coalesce(total_yuan, 0) = 0 THEN 'no_total' END AS share_reason,
  staff_person,
  staff_statistic_code,
  core.quotient(amount_yuan, staff_person, 2) AS per_staff_yuan,
  CASE WHEN staff.document_id IS NULL THEN 'no_staff_stated'
       WHEN staff_person IS NULL THEN 'staff_stated_differently' END AS per_staff_reason,
  residents_person,
  core.quotient(amount_yuan, residents_person, 2) AS per_resident_yuan,
  CASE WHEN organisation.division_code IS NULL THEN 'no_division'
       WHEN residents_person IS NULL THEN 'no_population_for_year' END AS per_resident_reason
FROM totalled
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN price_division USING (organisation_id)
LEFT JOIN core.dim_price_index AS price
  ON price.division_code = price_index_division_code AND price."year" = totalled.fiscal_year
LEFT JOIN staff USING (document_id, organisation_id, fiscal_year, phase, scope)
LEFT JOIN core.dim_resident_population AS population
  ON population.division_code = organisation.division_code
 AND population."year" = totalled.fiscal_year
