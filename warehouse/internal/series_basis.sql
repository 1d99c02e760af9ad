/* ---
name: internal.series_basis
kind: view
title_zh: "序列各点的换算"
title_en: "Bases of the series"
description_zh: "各点按不变价、占比、人均、按常住人口换算的值；缺参考数据的一律为空，并给出原因，绝不推算。"
description_en: "Each point at constant prices, as a share, per member of staff and per resident; where reference data are absent the value is null and a reason stands beside it, nothing is estimated."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR}
  real_amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  real_base_year: {type: INTEGER}
  price_index_division_code: {type: VARCHAR}
  real_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code}
  total_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  share_of_total: {type: "DECIMAL(12, 6)", unit: ratio}
  share_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code}
  staff_person: {type: "DECIMAL(24, 4)", unit: person}
  staff_statistic_code: {type: VARCHAR, references: core.dim_statistic.statistic_code}
  per_staff_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  per_staff_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code}
  residents_person: {type: BIGINT, unit: person}
  per_resident_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  per_resident_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code}
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
    -- those in post where they are told; two numbers of them are no reason to take the establishment
    CASE WHEN arg_min(numbers, statistic_code <> 'staff_in_post') = 1
         THEN arg_min(staff_person, statistic_code <> 'staff_in_post') END AS staff_person,
    CASE WHEN arg_min(numbers, statistic_code <> 'staff_in_post') = 1
         THEN arg_min(statistic_code, statistic_code <> 'staff_in_post') END AS staff_statistic_code
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
