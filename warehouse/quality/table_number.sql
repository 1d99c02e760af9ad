/* ---
name: quality.table_number
kind: table
title_zh: "表内数字清点"
title_en: "Census of numbers in tables"
description_zh: "表格内印出的每个数字一行：由哪条数据认领，或属于哪一类。"
description_en: "One row per number printed inside a ruled table: which statement claims it, or what it is."
grain: [document_id, page, top, x0, token]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id}
  page: {type: INTEGER}
  token: {type: VARCHAR}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  claimed_by: {type: VARCHAR, zh: "认领它的数据、指标或项目", en: "Statement, target or project that claims it"}
  class: {type: VARCHAR, zh: "类别：amount 金额、target 指标、project 项目、code 代码、sequence 序号、year 年份、other 其他、unclaimed 未归类", en: "amount, target, project, code, sequence, year, other or unclaimed"}
--- */
SELECT document_id, page, token, x0, top, x1, bottom, claimed_by, class FROM stage_table_number
