/* ---
name: core.fct_statistic
kind: table
title_zh: "非预算金额的统计数"
title_en: "Statistics"
description_zh: "编制、人员、车辆、面积、资产、政府采购、绩效管理等统计数，各一行。"
description_en: "One row per printed statistic: establishment, staff, vehicles, floor area, assets, procurement, performance management."
grain: [statistic_id]
columns:
  statistic_id: {type: VARCHAR, zh: "统计数编号；同一文件重读不变", en: "Id of the statistic; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "所在文件", en: "Document it stands in"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门、unit 单位", en: "department (with sub-units) or unit"}
  statistic_code: {type: VARCHAR, references: core.dim_statistic.statistic_code, zh: "统计项", en: "What is counted"}
  kind: {type: VARCHAR, zh: "同一统计项之内的区别：车辆用途、绩效环节与等次、内宾外宾等（core.dim_statistic_kind）", en: "What tells two numbers of one statistic apart: use of vehicles, step and grade of performance, domestic and foreign guests (core.dim_statistic_kind); null where the text names none"}
  threshold_yuan: {type: "DECIMAL(20, 2)", zh: "大型设备的单价起点（元）", en: "Price per set from which equipment counts"}
  as_of: {type: DATE, zh: "存量的日期（截至…）", en: "Day of a stock, as the text states it"}
  sentence_id: {type: VARCHAR, zh: "所在句子；同一句的各数一起说明一件事", en: "The sentence it stands in: numbers of one sentence are told of together"}
  value: {type: "DECIMAL(24, 4)", zh: "数值（单位见 unit）", en: "Value in `unit`"}
  unit: {type: VARCHAR, zh: "yuan 元、person 人、vehicle 辆、square_metre 平方米、set 台套、count 个、score 分", en: "yuan, person, vehicle, square_metre, set, count or score"}
  printed_unit: {type: VARCHAR, zh: "所印单位", en: "Unit as printed"}
  printed_decimals: {type: INTEGER, zh: "所印小数位数", en: "Number of decimals printed"}
  printed_text: {type: VARCHAR, zh: "所印文字", en: "Text as printed"}
  subject_text: {type: VARCHAR, zh: "所说事项的原文", en: "Words that name what is counted"}
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
  statistic_id, statistic.document_id, names.organisation_id,
  statistic.fiscal_year, statistic.phase, statistic.scope,
  statistic_code, kind, threshold_yuan, as_of, sentence_id, value, unit, printed_unit, printed_decimals, printed_text, subject_text,
  page, x0, top, x1, bottom, read_by, confidence, coalesce(document.is_current, false) AS is_current
FROM stage_statistic AS statistic
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(statistic.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = statistic.document_id
