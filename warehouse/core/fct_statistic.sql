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
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  statistic_code: {type: VARCHAR, references: core.dim_statistic.statistic_code}
  kind: {type: VARCHAR, zh: "同一统计项之内的区别：车辆用途、绩效环节与等次、内宾外宾等（core.dim_statistic_kind）", en: "What tells two numbers of one statistic apart: use of vehicles, step and grade of performance, domestic and foreign guests (core.dim_statistic_kind); null where the text names none"}
  threshold_yuan: {type: "DECIMAL(20, 2)", zh: "大型设备的单价起点（元）", en: "Price per set from which equipment counts"}
  as_of: {type: DATE, zh: "存量的日期（截至…）", en: "Day of a stock, as the text states it"}
  sentence_id: {type: VARCHAR, zh: "所在句子；同一句的各数一起说明一件事", en: "The sentence it stands in: numbers of one sentence are told of together"}
  value: {type: "DECIMAL(24, 4)"}
  unit: {type: VARCHAR, zh: "yuan 元、person 人、vehicle 辆、square_metre 平方米、set 台套、count 个、score 分", en: "yuan, person, vehicle, square_metre, set, count or score"}
  printed_unit: {type: VARCHAR}
  printed_decimals: {type: INTEGER}
  printed_text: {type: VARCHAR}
  subject_text: {type: VARCHAR, zh: "所说事项的原文", en: "Words that name what is counted"}
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
  statistic_id, statistic.document_id, names.organisation_id,
  statistic.fiscal_year, statistic.phase, statistic.scope,
  statistic_code, kind, threshold_yuan, as_of, sentence_id, value, unit, printed_unit, printed_decimals, printed_text, subject_text,
  page, x0, top, x1, bottom, read_by, confidence, coalesce(document.is_current, false) AS is_current
FROM stage_statistic AS statistic
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(statistic.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = statistic.document_id
