/* ---
name: mart.series
kind: table
default_scope: true
title_zh: "时间序列"
title_en: "Series"
description_zh: "每个单位、口径、阶段、概念、年度一点，附换算和可比性标记。没有数据的年度没有行，下一点带 missing_year 标记，绝不插值；唯一的一点没有与上一点相比的标记。"
description_en: "One point per organisation, scope, phase, concept and year, with its bases and the flags of what hampers comparison. A year without a disclosure has no row, the next point is flagged missing_year and nothing is interpolated; an only point carries no flag about a point before."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR, described_as: concept_of_total}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, described_as: amount_yuan_current_prices}
  basis: {type: VARCHAR, zh: "金额依据：printed 所印合计、printed_parts_differ 所印合计但各项之和不符、leaves 各项之和、leaves_total_contradicted 所印合计有误而取各项之和、text 正文、declared_zero 写明没有发生", en: "printed (the printed total), printed_parts_differ (its parts do not make it), leaves (sum of the parts), leaves_total_contradicted (the printed total is wrong), text or declared_zero"}
  absence: {type: VARCHAR}
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
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio}
  source: {type: VARCHAR, described_as: source_of_figure}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, described_as: funds_covered}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_or_implied}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  statement_ids: {type: "VARCHAR[]"}
  previous_fiscal_year: {type: INTEGER, zh: "上一点的年度；没有上一点为空", en: "Year of the point before; null without one"}
  previous_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  change_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "比上一点增减（元）；中间缺年度时为空", en: "Change against the point before, in yuan; null where years are missing between"}
  gap_years: {type: INTEGER, unit: count, zh: "与上一点之间缺失的年数", en: "Years without a point between the point before and this one"}
  organisation_changed: {type: BOOLEAN, zh: "上一点属于前身单位", en: "The point before is that of a predecessor"}
  perimeter_changed: {type: BOOLEAN, zh: "所属单位数或主管单位与上一点不同", en: "The number of sub-units or the organisation in charge differs from the point before"}
  fund_scope_changed: {type: BOOLEAN, zh: "资金口径与上一点不同", en: "The funds covered differ from the point before"}
  code_reused: {type: BOOLEAN, zh: "两点之间科目代码改作他用", en: "The functional code took another purpose between the two points"}
  scope_changed: {type: BOOLEAN, zh: "没有上一年的同口径数据，但有另一口径的", en: "The year before is not stated for this scope but for the other"}
  phase_changed: {type: BOOLEAN, zh: "没有上一年的同阶段数据，但有另一阶段的", en: "The year before is not stated for this phase but for another"}
  missing_year: {type: BOOLEAN, zh: "与上一点之间有缺失年度", en: "Years are missing between the point before and this one"}
  code_renamed: {type: BOOLEAN, zh: "两点之间科目更名，用途不变", en: "The functional code was renamed between the two points, for the same purpose"}
  template_changed: {type: BOOLEAN, zh: "版式或所取表格与上一点不同", en: "Layout or form differs from the point before"}
  amount_type_changed: {type: BOOLEAN, zh: "来源（source）与上一点不同", en: "The source differs from the point before"}
  base_contradicted: {type: BOOLEAN, zh: "两点之一为推得的数，而所依据的数矛盾、不止一个，或与本年所取的数不是一回事", en: "Whether either point is implied by a text that is contradicted, implies more than one amount, or speaks of another amount of the year than the one served"}
  organisation_not_yet_there: {type: BOOLEAN, zh: "上一点的年度单位尚未设立", en: "Whether the organisation did not exist in the year of the point before"}
  is_own_disclosure: {type: BOOLEAN, zh: "是否取自本年度自己的文件", en: "Whether it is from the disclosure of that very year and phase"}
  is_contradicted: {type: BOOLEAN, zh: "该数据或同坐标的其他数据被判为矛盾", en: "Whether a statement of it is contradicted within its document"}
  flags: {type: "VARCHAR[]", zh: "可比性标记（见 core.dim_comparability）；空数组表示没有", en: "Flags that hold (see core.dim_comparability); empty where none does"}
--- */
WITH unit_count AS (
  SELECT document_id, organisation_id, fiscal_year, phase, scope, any_value(value) AS sub_units
  FROM core.fct_statistic WHERE statistic_code = 'sub_units'
  GROUP BY ALL HAVING count(DISTINCT value) = 1
),
point AS (
  SELECT point.*, sub_units, layout_id, organisation.parent_id, organisation.predecessor_id,
    TRY_CAST(left(CAST(organisation.valid_from AS VARCHAR), 4) AS INTEGER) AS first_year,
    -- the code book is that of the document, also for the other years it prints
    document.fiscal_year AS edition_year,
    regexp_replace(row_label, '\s', '', 'g') AS printed_name
  FROM internal.series_point AS point
  LEFT JOIN unit_count USING (document_id, organisation_id, fiscal_year, phase, scope)
  LEFT JOIN (FROM meta.document SELECT document_id, fiscal_year, layout_id) AS document
    ON document.document_id = point.document_id
  LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
  LEFT JOIN (FROM core.fct_amount SELECT statement_id, row_label) AS amount
    ON amount.statement_id = point.statement_ids[1]
),
-- What stands before the first point of an organisation is the last one of its predecessor.
history AS (
  SELECT *, organisation_id AS heir_id FROM point
  UNION ALL
  SELECT point.*, heir.organisation_id
  FROM point JOIN core.dim_organisation AS heir ON heir.predecessor_id = point.organisation_id
),
followed AS (
  FROM history
  QUALIFY organisation_id = heir_id
    OR fiscal_year < min(CASE WHEN organisation_id = heir_id THEN fiscal_year END)
                     OVER (PARTITION BY heir_id, scope, phase, concept)
),
lagged AS (
  SELECT *, lag(followed) OVER (
    PARTITION BY heir_id, scope, phase, concept ORDER BY fiscal_year) AS before
  FROM followed
  QUALIFY organisation_id = heir_id
),
code_change AS (
  SELECT lagged.organisation_id, lagged.scope, lagged.phase, concept, lagged.fiscal_year,
    bool_or(kind = 'renamed') AS code_renamed, bool_or(kind = 'reused') AS code_reused
  FROM lagged
  JOIN code_function_renames AS change
    ON CASE kind WHEN 'renamed' THEN concept = 'function:' || function_code
                 WHEN 'reused' THEN starts_with(concept, 'function:' || function_code)
                 ELSE false END
   AND coalesce(
     edition_year >= CAST("year" AS INTEGER)
       AND before.edition_year < CAST("year" AS INTEGER),
     -- no year is known: the printed names tell
     before.printed_name = name_old AND printed_name = name_new)
  GROUP BY ALL
),
elsewhere AS (
  SELECT point.organisation_id, point.scope, point.phase, concept, point.fiscal_year,
    bool_or(other.phase = point.phase) AS in_other_scope,
    bool_or(other.scope = point.scope) AS in_other_phase
  FROM point
  JOIN (FROM internal.series_point SELECT organisation_id, concept, scope, phase, fiscal_year)
    AS other USING (organisation_id, concept)
  WHERE other.fiscal_year = point.fiscal_year - 1
    AND (other.phase <> point.phase) <> (other.scope <> point.scope)
  GROUP BY ALL
),
contradicted AS (
  SELECT DISTINCT organisation_id, fiscal_year, phase, scope,
    CASE WHEN function_code IS NOT NULL THEN 'function:' || function_code
         WHEN item_code IN ('expenditure_current_year', 'revenue_current_year') THEN flow
         ELSE item_code END AS concept
  FROM core.fct_amount
  WHERE is_current AND trust = 'contradicted' AND unit_name IS NULL AND detail_name IS NULL
    -- totals of one source of funds are not the total of all
    AND (item_code NOT LIKE '%_total' AND item_code NOT LIKE '%_current_year'
         OR item_code IS NULL OR fund_source = 'all')
),
flagged AS (
  SELECT lagged.*,
    lagged.fiscal_year - before.fiscal_year - 1 AS gap_years,
    coalesce(before.organisation_id <> lagged.organisation_id, false) AS organisation_changed,
    coalesce(before.sub_units <> sub_units, false)
      OR (before IS NOT NULL AND before.parent_id IS DISTINCT FROM parent_id)
      AS perimeter_changed,
    coalesce(before.fund_source <> fund_source, false) AS fund_scope_changed,
    coalesce(code_reused, false) AS code_reused,
    coalesce(gap_years <> 0, true) AND coalesce(in_other_scope, false) AS scope_changed,
    coalesce(gap_years <> 0, true) AND coalesce(in_other_phase, false) AS phase_changed,
    coalesce(gap_years > 0, false) AS missing_year,
    coalesce(code_renamed, false) AS code_renamed,
    coalesce(before.layout_id <> layout_id, false)
      OR coalesce(before.form_code <> form_code, false) AS template_changed,
    coalesce(before.source <> source, false) AS amount_type_changed,
    before IS NOT NULL
      AND (base_contradicted OR before.base_contradicted
           -- what was told with another amount of this year is about something else
           OR coalesce(abs(amount_yuan - before.told_with_yuan) > before.told_margin_yuan, false))
      AS base_in_doubt,
    coalesce(before.organisation_id = lagged.organisation_id AND before.fiscal_year < first_year, false)
      AS organisation_not_yet_there,
    source = 'own' AS is_own_disclosure,
    coalesce(contradicted_share > 0, false) OR contradicted.organisation_id IS NOT NULL
      AS is_contradicted
  FROM lagged
  LEFT JOIN code_change USING (organisation_id, scope, phase, concept, fiscal_year)
  LEFT JOIN elsewhere USING (organisation_id, scope, phase, concept, fiscal_year)
  LEFT JOIN contradicted USING (organisation_id, scope, phase, concept, fiscal_year)
)
SELECT
  organisation_id, organisation.name_zh AS organisation_name_zh, fiscal_year, phase, scope,
  concept, amount_yuan, basis, absence,
  real_amount_yuan, real_base_year, price_index_division_code, real_reason,
  total_yuan, share_of_total, share_reason,
  staff_person, staff_statistic_code, per_staff_yuan, per_staff_reason,
  residents_person, per_resident_yuan, per_resident_reason,
  reconciled_share, consistent_share, single_share, unproved_share, contradicted_share,
  source, fund_source, form_code, document_id, statement_ids,
  before.fiscal_year AS previous_fiscal_year,
  before.amount_yuan AS previous_yuan,
  CASE WHEN gap_years = 0 THEN amount_yuan - before.amount_yuan END AS change_yuan,
  gap_years, organisation_changed, perimeter_changed, fund_scope_changed, code_reused,
  scope_changed, phase_changed, missing_year, code_renamed, template_changed,
  amount_type_changed, base_in_doubt AS base_contradicted, organisation_not_yet_there,
  is_own_disclosure, is_contradicted,
  list_filter([
    CASE WHEN organisation_changed THEN 'organisation_changed' END,
    CASE WHEN organisation_not_yet_there THEN 'organisation_not_yet_there' END,
    CASE WHEN base_in_doubt THEN 'base_contradicted' END,
    CASE WHEN perimeter_changed THEN 'perimeter_changed' END,
    CASE WHEN fund_scope_changed THEN 'fund_scope_changed' END,
    CASE WHEN code_reused THEN 'code_reused' END,
    CASE WHEN scope_changed THEN 'scope_changed' END,
    CASE WHEN phase_changed THEN 'phase_changed' END,
    CASE WHEN missing_year THEN 'missing_year' END,
    CASE WHEN code_renamed THEN 'code_renamed' END,
    CASE WHEN template_changed THEN 'template_changed' END,
    CASE WHEN amount_type_changed THEN 'amount_type_changed' END,
    CASE WHEN NOT is_own_disclosure THEN 'not_own_disclosure' END,
    CASE WHEN is_contradicted THEN 'contradicted' END
  ], lambda flag: flag IS NOT NULL) AS flags
FROM flagged
JOIN internal.series_basis USING (organisation_id, fiscal_year, phase, scope, concept)
LEFT JOIN (FROM core.dim_organisation SELECT organisation_id, name_zh) AS organisation
  USING (organisation_id)
