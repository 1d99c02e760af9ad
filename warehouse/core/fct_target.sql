/* ---
name: core.fct_target
kind: table
title_zh: "绩效指标"
title_en: "Performance targets"
description_zh: "绩效目标表中的指标各一行：三级指标、比较符、指标值和单位；文字指标保留原文。"
description_en: "One row per performance target: the three levels of indicator, operator, value and unit; a target in words is kept as text."
grain: [target_id]
columns:
  target_id: {type: VARCHAR, zh: "指标编号；同一文件重读不变", en: "Id of the target; the same each time the same bytes are read"}
  project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所属项目；整体绩效目标为空", en: "Project it is set for; null for overall targets"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  level_1: {type: VARCHAR, zh: "一级指标", en: "Indicator of the first level"}
  level_2: {type: VARCHAR, zh: "二级指标", en: "Indicator of the second level"}
  level_3: {type: VARCHAR, zh: "三级指标", en: "Indicator of the third level"}
  operator: {type: VARCHAR, zh: "比较符 ≥ ≤ = > <", en: "≥, ≤, =, > or <"}
  value: {type: "DECIMAL(24, 4)", zh: "指标值（单位见 unit）；文字指标为空", en: "Value in `unit`; null for a target in words"}
  unit: {type: VARCHAR, zh: "所印计量单位", en: "Unit as printed"}
  period_text: {type: VARCHAR, zh: "期限", en: "Period or deadline"}
  target_text: {type: VARCHAR, zh: "所印指标值", en: "The target as printed"}
  actual_text: {type: VARCHAR}
  actual_value: {type: "DECIMAL(24, 4)"}
  weight_points: {type: "DECIMAL(24, 4)", unit: points}
  score_points: {type: "DECIMAL(24, 4)", unit: points}
  explanation: {type: VARCHAR, zh: "说明", en: "Explanation"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code}
  page: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  read_by: {type: VARCHAR}
  confidence: {type: DOUBLE}
  is_current: {type: BOOLEAN}
--- */
SELECT
  target_id, project_id, target.document_id, names.organisation_id,
  target.fiscal_year, target.phase, target.scope,
  level_1, level_2, level_3, operator, value, unit, period_text, target_text, actual_text,
  actual_value, weight_points, score_points, explanation, form_code,
  page, x0, top, x1, bottom, read_by, confidence, coalesce(document.is_current, false) AS is_current
FROM stage_target AS target
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(target.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = target.document_id
