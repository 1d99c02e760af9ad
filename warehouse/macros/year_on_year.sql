/* ---
name: mart.year_on_year
kind: table_macro
title_zh: "某单位某概念的逐年变化"
title_en: "Year on year of one organisation and concept"
description_zh: "单位可写编号、名称或别名。每一点与上一点之差和变化率；有标记使两点不可比（见 core.dim_comparability 的 prevents_comparison）时二者为空，并给出原因。收入、支出没有可比的上年本年数而有可比的总计时，取总计（含结转），concept 列注明。"
description_en: "organisation is an id, a name or an alias. Change and rate of each point against the one before; where a flag makes the two not comparable (prevents_comparison in core.dim_comparability) both are null and a reason stands beside them. Where revenue or expenditure of the year before is not there but the grand totals of both years are, these are compared, as the column concept says."
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, described_as: amount_yuan_current_prices}
  previous_fiscal_year: {type: INTEGER, zh: "上一点的年度", en: "Year of the point before"}
  previous_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  change_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "增减（元）；不可比为空", en: "Change in yuan; null where not comparable"}
  change_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "增减÷上一点；不可比或上一点为零时为空", en: "Change over the point before; null where not comparable or where that is zero"}
  real_change_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "按不变价的变化率；缺价格指数时为空", en: "The rate at constant prices; null without a price index"}
  reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "变化或变化率为空的原因", en: "Why change or rate is null"}
  reason_zh: {type: VARCHAR, zh: "原因的中文说明", en: "The reason in Chinese"}
  reason_en: {type: VARCHAR, zh: "原因的英文说明", en: "The reason in English"}
  flags: {type: "VARCHAR[]", zh: "可比性标记", en: "Flags that hold"}
--- */
(organisation, concept, only_scope := NULL) AS TABLE
WITH point AS (
  SELECT series.*,
    lag(series.real_amount_yuan) OVER (
      PARTITION BY series.organisation_id, series.scope, series.phase, series.concept
      ORDER BY series.fiscal_year) AS previous_real_yuan,
    CASE WHEN series.previous_fiscal_year IS NULL
              AND NOT (series.scope_changed OR series.phase_changed) THEN 'no_previous_point'
         ELSE (SELECT arg_min(why.comparability_code, why.precedence)
               FROM core.dim_comparability AS why
               WHERE why.prevents_comparison AND list_contains(series.flags, why.comparability_code))
    END AS obstacle
  FROM by_scope.series AS series
  WHERE series.concept IN (concept, concept || '_grand_total')
    AND (series.organisation_id = organisation
         OR series.organisation_id IN (
           SELECT name.organisation_id FROM core.organisation_name AS name
           WHERE name.name_key = core.organisation_key(organisation))
         OR series.organisation_id = (
           SELECT min(name.organisation_id) FROM core.organisation_name AS name
           WHERE contains(name.name_key, core.organisation_key(organisation))
           HAVING count(DISTINCT name.organisation_id) = 1))
),
-- like with like: the grand totals of two years where those of the year cannot be compared
chosen AS (
  SELECT * FROM point
  WHERE scope = only_scope
     OR only_scope IS NULL AND (organisation_id, fiscal_year, phase, scope)
        IN (SELECT (served.organisation_id, served.fiscal_year, served.phase, served.scope)
            FROM internal.default_scope AS served)
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, scope, phase, fiscal_year
    ORDER BY obstacle IS NOT NULL, ends_with(point.concept, '_grand_total')) = 1
),
judged AS (
  SELECT *,
    CASE WHEN obstacle IS NULL THEN amount_yuan - previous_yuan END AS difference_yuan,
    coalesce(obstacle, CASE WHEN previous_yuan = 0 THEN 'previous_is_zero' END) AS reason
  FROM chosen
)
SELECT
  judged.organisation_id, judged.organisation_name_zh, judged.fiscal_year, judged.phase,
  judged.scope, judged.concept, judged.amount_yuan,
  judged.previous_fiscal_year, judged.previous_yuan,
  CAST(judged.difference_yuan AS DECIMAL(20, 2)) AS change_yuan,
  CAST(core.quotient(judged.difference_yuan, judged.previous_yuan, 6) AS DECIMAL(12, 6))
    AS change_rate,
  CAST(CASE WHEN judged.reason IS NULL THEN
    core.quotient(judged.real_amount_yuan - judged.previous_real_yuan,
                  judged.previous_real_yuan, 6) END AS DECIMAL(12, 6)) AS real_change_rate,
  judged.reason, told.name_zh AS reason_zh, told.name_en AS reason_en, judged.flags
FROM judged
LEFT JOIN core.dim_comparability AS told ON told.comparability_code = judged.reason
ORDER BY judged.scope, judged.phase, judged.fiscal_year
