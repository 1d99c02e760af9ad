/* ---
name: mart.performance_target
kind: table
default_scope: true
title_zh: "绩效指标"
title_en: "Performance targets"
description_zh: "现行版本文件中的绩效指标各一行，附项目名称和金额。"
description_en: "One row per performance target of a current document, with its project and amount."
grain: [target_id]
columns:
  target_id: {type: VARCHAR, references: core.fct_target.target_id, zh: "指标编号", en: "Target"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  project_name: {type: VARCHAR, zh: "项目名称；整体绩效目标为空", en: "Project; null for overall targets"}
  project_amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "项目金额（元）", en: "Amount of the project in yuan"}
  level_1: {type: VARCHAR, zh: "一级指标", en: "First level"}
  level_2: {type: VARCHAR, zh: "二级指标", en: "Second level"}
  level_3: {type: VARCHAR, zh: "三级指标", en: "Third level"}
  operator: {type: VARCHAR, zh: "比较符", en: "Operator"}
  value: {type: "DECIMAL(24, 4)", zh: "指标值（单位见 unit）", en: "Value in `unit`"}
  unit: {type: VARCHAR, zh: "计量单位", en: "Unit as printed"}
  target_text: {type: VARCHAR, zh: "所印指标值", en: "Target as printed"}
  actual_text: {type: VARCHAR}
  actual_value: {type: "DECIMAL(24, 4)"}
  weight_points: {type: "DECIMAL(24, 4)", unit: points}
  score_points: {type: "DECIMAL(24, 4)", unit: points}
  is_measurable: {type: BOOLEAN, zh: "是否为可量化指标", en: "Whether it has a value to measure against"}
--- */
SELECT target_id, target.organisation_id, organisation.name_zh AS organisation_name_zh,
  target.fiscal_year, target.phase, target.scope, project.project_name,
  project.amount_yuan AS project_amount_yuan, level_1, level_2, level_3, operator, value, target.unit,
  target_text, actual_text, actual_value, weight_points, target.score_points,
  value IS NOT NULL OR target.period_text IS NOT NULL AS is_measurable
FROM core.fct_target AS target
LEFT JOIN core.fct_project AS project USING (project_id)
LEFT JOIN core.dim_organisation AS organisation ON organisation.organisation_id = target.organisation_id
WHERE target.is_current
