/* ---
name: mart.statistic
kind: table
default_scope: true
title_zh: "统计数"
title_en: "Statistics"
description_zh: "人员、车辆、面积、资产、政府采购、绩效管理等统计数，每个单位、年度、阶段、口径、统计项和类别一行。同一文件写明的数不止一个时取首处，并注明 is_contradicted。"
description_en: "Staff, vehicles, floor area, assets, procurement and performance management: one row per organisation, year, phase, scope, statistic and kind. Where a document states more than one number the first is taken, and is_contradicted says so."
grain: [organisation_id, fiscal_year, phase, scope, statistic_code, kind]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
  statistic_code: {type: VARCHAR, references: core.dim_statistic.statistic_code}
  statistic_name_zh: {type: VARCHAR, zh: "统计项名称", en: "Chinese name of the statistic"}
  statistic_name_en: {type: VARCHAR, zh: "统计项英文名称", en: "English name of the statistic"}
  parent_statistic_code: {type: VARCHAR, zh: "上级统计项；分项不可与上级相加", en: "The statistic it is a part of; never add the two"}
  kind: {type: VARCHAR, zh: "类别，如车辆用途；不分类为空", en: "Kind, as the purpose of vehicles; null where there is none"}
  kind_name_zh: {type: VARCHAR}
  is_whole: {type: BOOLEAN, zh: "是否该统计项的总数：每个单位、年度、阶段、口径、统计项最多一行；其余各行是分类或另一口径的同类数，不可与之相加", en: "Whether it is the number of the statistic as a whole: one row at most for an organisation, year, phase, scope and statistic; the others are kinds, or the same things counted once more, and are not added to it"}
  value: {type: "DECIMAL(24, 4)"}
  unit: {type: VARCHAR, zh: "单位：yuan 元、person 人、vehicle 辆、square_metre 平方米、set 台套、count 个、score 分", en: "yuan, person, vehicle, square_metre, set, count or score"}
  as_of: {type: DATE, zh: "存量的日期", en: "Day of a stock"}
  is_contradicted: {type: BOOLEAN, zh: "同一文件是否写明了不同的数", en: "Whether the document states different numbers"}
  statistic_id: {type: VARCHAR, references: core.fct_statistic.statistic_id, zh: "所取统计数", en: "The statistic taken"}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  page: {type: INTEGER}
--- */
SELECT organisation_id, organisation.name_zh AS organisation_name_zh, stated.fiscal_year,
  stated.phase, stated.scope, statistic_code, named.name_zh AS statistic_name_zh,
  named.name_en AS statistic_name_en, named.parent_statistic_code, stated.kind,
  kind_name.name_zh AS kind_name_zh,
  -- without a number of all, the only one there is; kinds of something are parts of it
  stated.kind IS NULL OR parent_statistic_code IS NULL AND min(coalesce(stated.kind, '')) OVER statistic = stated.kind
    AND max(stated.kind) OVER statistic = stated.kind
    AS is_whole,
  value, stated.unit, as_of, numbers > 1 AS is_contradicted,
  statistic_id, document_id, page
FROM (
  SELECT statistic.*,
    (SELECT count(DISTINCT other.value) FROM core.fct_statistic AS other
     WHERE other.document_id = statistic.document_id
       AND other.organisation_id = statistic.organisation_id
       AND other.fiscal_year = statistic.fiscal_year AND other.phase = statistic.phase
       AND other.scope = statistic.scope AND other.statistic_code = statistic.statistic_code
       AND other.kind IS NOT DISTINCT FROM statistic.kind
       AND other.threshold_yuan IS NOT DISTINCT FROM statistic.threshold_yuan) AS numbers
  FROM core.fct_statistic AS statistic
  WHERE is_current AND organisation_id IS NOT NULL
) AS stated
JOIN (FROM meta.document SELECT document_id, fiscal_year AS document_year, phase AS document_phase)
  USING (document_id)
LEFT JOIN core.dim_statistic AS named USING (statistic_code)
LEFT JOIN (SELECT kind, any_value(name_zh) AS name_zh FROM core.dim_statistic_kind GROUP BY kind)
  AS kind_name ON kind_name.kind = stated.kind
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
WINDOW statistic AS (
  PARTITION BY organisation_id, stated.fiscal_year, stated.phase, stated.scope, statistic_code)
QUALIFY row_number() OVER (
  PARTITION BY organisation_id, stated.fiscal_year, stated.phase, stated.scope, statistic_code,
               stated.kind
  ORDER BY document_year <> stated.fiscal_year OR document_phase <> stated.phase,
           threshold_yuan NULLS FIRST, page, top, statistic_id) = 1
