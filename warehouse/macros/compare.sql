/* ---
name: mart.compare
kind: table_macro
title_zh: "各单位同年比较"
title_en: "Organisations compared in one year"
description_zh: "某概念、年度、阶段的各单位，口径为各单位的默认口径（only_scope 可指定 department 或 unit），由大到小。附比重、人均和同层级同类别的名次；标记说明该单位与多数单位在资金口径、所取表格上的不同，以及本身是否矛盾、是否取自本年文件。例：FROM mart.compare('expenditure', 2025, 'budget')"
description_en: "The organisations of one concept, year and phase, of the scope served by default or of only_scope (department or unit), the largest first, with shares, amounts per head and the rank among those of the same level and kind. Flags say where an organisation differs from most of them in funds or form, is contradicted, or is not from its own disclosure. Example: FROM mart.compare('expenditure', 2025, 'budget')"
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR}
  division_name: {type: VARCHAR}
  kind_code: {type: VARCHAR, zh: "单位类别", en: "Kind of the organisation"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, described_as: amount_yuan_current_prices}
  share_of_total: {type: "DECIMAL(12, 6)", unit: ratio, zh: "占合计的比重", en: "Share of the total, as in mart.series"}
  per_staff_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  per_resident_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  rank: {type: INTEGER, zh: "同层级同类别单位中的名次", en: "Rank among those of the same level and kind"}
  peers: {type: INTEGER, unit: count, zh: "同层级同类别的单位数", en: "Number of those of the same level and kind"}
  percentile: {type: "DECIMAL(9, 6)", unit: ratio, zh: "同层级同类别中的分位数（0 至 1）", en: "Percentile among those, 0 to 1"}
  median_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同层级同类别的中位数（元）", en: "Median of those, in yuan"}
  peer_reason: {type: VARCHAR, references: core.dim_comparability.comparability_code, zh: "名次为空的原因", en: "Why the rank is null"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, described_as: funds_covered}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_of_row}
  flags: {type: "VARCHAR[]", zh: "标记（见 core.dim_comparability）：fund_scope_differs、form_differs、not_own_disclosure、contradicted", en: "Flags, see core.dim_comparability: fund_scope_differs, form_differs, not_own_disclosure, contradicted"}
--- */
(concept, fiscal_year, phase, only_scope := NULL) AS TABLE
WITH compared AS (
  SELECT series.*,
    count(*) OVER (PARTITION BY series.fund_source) AS same_fund,
    count(*) OVER (PARTITION BY series.form_code) AS same_form
  FROM by_scope.series AS series
  WHERE series.concept = concept AND series.fiscal_year = fiscal_year
    AND series.phase = phase
    AND (series.scope = only_scope
         OR only_scope IS NULL AND (series.organisation_id, series.fiscal_year, series.phase, series.scope)
            IN (SELECT (served.organisation_id, served.fiscal_year, served.phase, served.scope)
                FROM internal.default_scope AS served))
),
usual AS (
  SELECT arg_max(fund_source, (same_fund, fund_source)) AS fund_source,
         arg_max(form_code, (same_form, form_code)) FILTER (form_code IS NOT NULL) AS form_code
  FROM compared
)
SELECT
  compared.organisation_id, compared.organisation_name_zh, compared.fiscal_year, compared.phase,
  compared.scope, compared.concept, organisation.division_name, kind.kind_code,
  compared.amount_yuan, compared.share_of_total, compared.per_staff_yuan,
  compared.per_resident_yuan, peer.rank, peer.peers, peer.percentile, peer.median_yuan,
  peer.peer_reason, compared.fund_source, compared.form_code,
  list_filter([
    CASE WHEN compared.fund_source <> usual.fund_source THEN 'fund_scope_differs' END,
    CASE WHEN compared.form_code <> usual.form_code THEN 'form_differs' END,
    CASE WHEN NOT compared.is_own_disclosure THEN 'not_own_disclosure' END,
    CASE WHEN compared.is_contradicted THEN 'contradicted' END
  ], lambda flag: flag IS NOT NULL) AS flags
FROM compared CROSS JOIN usual
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN core.organisation_kind AS kind USING (organisation_id)
LEFT JOIN by_scope.peer_ranking AS peer
  ON peer.peer_group = 'same_level_and_kind' AND peer.organisation_id = compared.organisation_id
 AND peer.fiscal_year = compared.fiscal_year AND peer.phase = compared.phase
 AND peer.scope = compared.scope AND peer.concept = compared.concept
ORDER BY compared.amount_yuan DESC, compared.organisation_id
