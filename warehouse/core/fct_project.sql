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
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "所在文件", en: "Document it stands in"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门、unit 单位", en: "department (with sub-units) or unit"}
  parent_project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所属项目；项目内的分项才有，分项不与项目相加", en: "The project it is a part of; a part is never added to its project"}
  kind: {type: VARCHAR, zh: "project 项目；task 整体绩效表中的任务，不与项目相加", en: "project, or task of the overall performance form, which is never added to projects"}
  project_code: {type: VARCHAR, zh: "所印项目编码", en: "Code of the project as printed"}
  project_name: {type: VARCHAR, zh: "项目名称", en: "Name of the project"}
  unit_name: {type: VARCHAR, zh: "实施单位", en: "Unit that carries it out"}
  supervisor_name: {type: VARCHAR, zh: "主管部门", en: "Department in charge"}
  category: {type: VARCHAR, zh: "所印项目类别", en: "Category as printed"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年度、文件所属阶段的金额（元）：预算文件为预算，决算文件为执行数", en: "Amount of the fiscal year in the phase of the document, in yuan: the budget, or the execution in a final account"}
  fiscal_appropriation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中财政拨款（元）", en: "Of it fiscal appropriation, in yuan"}
  carryover_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中上年结转（元）", en: "Of it carried over from last year, in yuan"}
  other_funds_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中其他资金（元）", en: "Of it other funds, in yuan"}
  own_level_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中本级支出（元）", en: "Of it spent at this level, in yuan"}
  transferred_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中补助下级（元）", en: "Of it passed to lower levels, in yuan"}
  period_amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "实施期资金总额（元）；可为一年或多年", en: "Amount of the whole period of the project, of one year or of more, in yuan"}
  budget_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "年初预算数（元）", en: "Budget at the start of the year, in yuan"}
  adjusted_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "全年预算数（元）", en: "Adjusted budget of the year, in yuan"}
  final_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "执行数（元）", en: "Execution, in yuan"}
  execution_ratio: {type: "DECIMAL(12, 6)", unit: ratio, zh: "所印执行率（1 为 100%）", en: "Rate of execution as printed, 1 for 100 %"}
  execution_score_points: {type: "DECIMAL(24, 4)", unit: points, zh: "执行率得分（分）", en: "Score for the rate of execution, in points"}
  score_points: {type: "DECIMAL(24, 4)", unit: points, zh: "自评总分（分）", en: "Total score of the self-evaluation, in points"}
  printed_text: {type: VARCHAR, zh: "所印金额", en: "Amount as printed"}
  printed_decimals: {type: INTEGER, zh: "所印小数位数", en: "Number of decimals printed"}
  unit: {type: VARCHAR, zh: "所印金额的单位", en: "Unit the amount is printed in"}
  period_text: {type: VARCHAR, zh: "期限", en: "Period"}
  basis_text: {type: VARCHAR, zh: "立项依据", en: "Basis"}
  goal_text: {type: VARCHAR, zh: "总体目标", en: "Goal"}
  achieved_text: {type: VARCHAR, zh: "目标完成情况", en: "What was achieved"}
  grade: {type: VARCHAR, zh: "读法等级：proved 表内合计证实、consistent 无矛盾、refuted 被否定（金额不取）；正文为空", en: "Grade of the reading of its form: proved, consistent, or refuted (its amounts are set aside); null in the text"}
  stated_in: {type: VARCHAR, zh: "table 表格、narrative 正文", en: "table or narrative"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "所在表格", en: "Form it stands in"}
  page: {type: INTEGER, zh: "PDF 页码，从 1 起", en: "PDF page, from 1"}
  x0: {type: DOUBLE, unit: pt, zh: "左边", en: "Left edge in points"}
  top: {type: DOUBLE, unit: pt, zh: "上边", en: "Upper edge in points"}
  x1: {type: DOUBLE, unit: pt, zh: "右边", en: "Right edge in points"}
  bottom: {type: DOUBLE, unit: pt, zh: "下边", en: "Lower edge in points"}
  read_by: {type: VARCHAR, zh: "text 文字层、ocr 识别", en: "text layer or ocr"}
  confidence: {type: DOUBLE, zh: "读取置信度（0 至 1）", en: "Confidence of the reading, 0 to 1"}
  is_current: {type: BOOLEAN, zh: "是否来自现行版本的文件", en: "Whether its document is the current version"}
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
