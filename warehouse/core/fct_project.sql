/* ---
name: core.fct_project
kind: table
title_zh: "项目"
title_en: "Projects"
description_zh: "文件中写明的项目各一行：名称、金额、期限、依据和目标。"
description_en: "One row per project stated: name, amount, period, basis and goal."
grain: [project_id]
columns:
  project_id: {type: VARCHAR, zh: "项目编号；同一文件重读不变", en: "Id of the project; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "所在文件", en: "Document it stands in"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门、unit 单位", en: "department (with sub-units) or unit"}
  parent_project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所属项目；项目内的分项才有，分项不与项目相加", en: "The project it is a part of; a part is never added to its project"}
  project_name: {type: VARCHAR, zh: "项目名称", en: "Name of the project"}
  unit_name: {type: VARCHAR, zh: "实施单位", en: "Unit that carries it out"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）", en: "Amount in yuan"}
  fiscal_appropriation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中财政拨款（元）", en: "Of it fiscal appropriation, in yuan"}
  other_funds_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中其他资金（元）", en: "Of it other funds, in yuan"}
  printed_text: {type: VARCHAR, zh: "所印金额", en: "Amount as printed"}
  printed_decimals: {type: INTEGER, zh: "所印小数位数", en: "Number of decimals printed"}
  unit: {type: VARCHAR, zh: "所印金额的单位", en: "Unit the amount is printed in"}
  period_text: {type: VARCHAR, zh: "期限", en: "Period"}
  basis_text: {type: VARCHAR, zh: "立项依据", en: "Basis"}
  goal_text: {type: VARCHAR, zh: "总体目标", en: "Goal"}
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
  parent_project_id, project_name, unit_name, amount_yuan, fiscal_appropriation_yuan, other_funds_yuan, printed_text,
  printed_decimals, unit, period_text, basis_text, goal_text, stated_in, form_code,
  page, x0, top, x1, bottom, read_by, confidence, coalesce(document.is_current, false) AS is_current
FROM stage_project AS project
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(project.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = project.document_id
