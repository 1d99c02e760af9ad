/* ---
name: core.fct_project
kind: table
title_zh: "项目"
title_en: "Projects"
description_zh: "文件中写明的项目各一行：名称、年初预算、全年预算、执行数、执行率、得分、期限、依据和目标。"
description_en: "One row per project stated: name, budget at the start of the year, adjusted budget, execution and its rate, score, period, basis and goal."
grain: [project_id]
columns:
  project_id: {type: VARCHAR, zh: "项目编号；同一文件重读不变", en: "Id of the project; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  parent_project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所属项目；项目内的分项才有，分项不与项目相加", en: "The project it is a part of; a part is never added to its project"}
  kind: {type: VARCHAR, zh: "project 项目；task 整体绩效表中的任务，不与项目相加", en: "project, or task of the overall performance form, which is never added to projects"}
  project_code: {type: VARCHAR}
  project_name: {type: VARCHAR, zh: "项目名称", en: "Name of the project"}
  unit_name: {type: VARCHAR}
  supervisor_name: {type: VARCHAR, zh: "主管部门", en: "Department in charge"}
  category: {type: VARCHAR}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年度、文件所属阶段的金额（元）：预算文件为预算，决算文件为执行数", en: "Amount of the fiscal year in the phase of the document, in yuan: the budget, or the execution in a final account"}
  fiscal_appropriation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中财政拨款（元）", en: "Of it fiscal appropriation, in yuan"}
  carryover_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中上年结转（元）", en: "Of it carried over from last year, in yuan"}
  other_funds_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中其他资金（元）", en: "Of it other funds, in yuan"}
  own_level_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中本级支出（元）", en: "Of it spent at this level, in yuan"}
  transferred_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中补助下级（元）", en: "Of it passed to lower levels, in yuan"}
  period_amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  budget_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  adjusted_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  final_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  execution_ratio: {type: "DECIMAL(12, 6)", unit: ratio}
  execution_score_points: {type: "DECIMAL(24, 4)", unit: points, zh: "执行率得分（分）", en: "Score for the rate of execution, in points"}
  score_points: {type: "DECIMAL(24, 4)", unit: points, described_as: score_points_total}
  printed_text: {type: VARCHAR, zh: "所印金额", en: "Amount as printed"}
  printed_decimals: {type: INTEGER}
  unit: {type: VARCHAR, zh: "所印金额的单位", en: "Unit the amount is printed in"}
  period_text: {type: VARCHAR, zh: "期限", en: "Period"}
  basis_text: {type: VARCHAR, zh: "立项依据", en: "Basis"}
  goal_text: {type: VARCHAR, zh: "总体目标", en: "Goal"}
  achieved_text: {type: VARCHAR, zh: "目标完成情况", en: "What was achieved"}
  grade: {type: VARCHAR, zh: "读法等级：proved 表内合计证实、consistent 无矛盾、refuted 被否定（金额不取）；正文为空", en: "Grade of the reading of its form: proved, consistent, or refuted (its amounts are set aside); null in the text"}
  stated_in: {type: VARCHAR}
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
  project_id, project.document_id, names.organisation_id,
  project.fiscal_year, project.phase, project.scope,
  parent_project_id, coalesce(kind, 'project') AS kind, project_code, project_name, unit_name, supervisor_name,
  category, amount_yuan, fiscal_appropriation_yuan, carryover_yuan, other_funds_yuan, own_level_yuan,
  transferred_yuan, period_amount_yuan, budget_yuan, adjusted_yuan, final_yuan, execution_ratio,
  execution_score_points, score_points, printed_text, printed_decimals, unit, period_text, basis_text,
  goal_text, achieved_text, grade, stated_in, form_code,
  page, x0, top, x1, bottom, read_by, confidence, coalesce(document.is_current, false) AS is_current
FROM stage_project AS project
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(project.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = project.document_id
