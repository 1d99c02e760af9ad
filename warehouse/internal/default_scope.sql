/* ---
name: internal.default_scope
kind: table
title_zh: "各年度的默认口径"
title_en: "The scope served by default"
description_zh: "每个单位、年度、阶段只有一个默认口径：先取有本年度本阶段自己文件的口径，其次部门，再次单位。mart 各表只含默认口径，全部口径在 by_scope。"
description_en: "One scope for each organisation, year and phase: one with the disclosure of that year and phase itself goes first, then department before unit. The tables of `mart` hold that scope only; `by_scope` holds all."
grain: [organisation_id, fiscal_year, phase]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
--- */
WITH stated AS (
  SELECT document_id, organisation_id, fiscal_year, phase, scope FROM core.fct_amount WHERE is_current
  UNION
  SELECT document_id, organisation_id, fiscal_year, phase, scope FROM core.fct_statistic WHERE is_current
  UNION
  SELECT document_id, organisation_id, fiscal_year, phase, scope FROM core.fct_project WHERE is_current
  UNION
  SELECT document_id, organisation_id, fiscal_year, phase, scope FROM core.fct_target WHERE is_current
)
SELECT stated.organisation_id, stated.fiscal_year, stated.phase, stated.scope
FROM stated JOIN meta.document AS document USING (document_id)
WHERE stated.organisation_id IS NOT NULL AND stated.scope IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY stated.organisation_id, stated.fiscal_year, stated.phase
  ORDER BY document.fiscal_year <> stated.fiscal_year OR document.phase <> stated.phase,
           stated.scope) = 1
