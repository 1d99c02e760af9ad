/* ---
name: quality.number_census
kind: table
title_zh: "数字清点"
title_en: "Census of numbers"
description_zh: "每页印出的每个数字一行：由哪条数据认领，或属于哪一类。"
description_en: "One row per number printed on any page: the row that claims it, or its class."
grain: [document_id, page, top, x0, token]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id}
  page: {type: INTEGER}
  token: {type: VARCHAR}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  claimed_by: {type: VARCHAR, zh: "认领它的行的编号", en: "Id of the row that claims it"}
  claimed_in: {type: VARCHAR, zh: "认领它的表", en: "Table of the row that claims it"}
  class: {type: VARCHAR, zh: "类别：claimed 已认领、page_number 页码、date 日期、year 年份、code 代码、document_number 文号、list_marker 序号、phone 电话、ordinal 序数、quantity 非金额数量、name 名称、quarantined 隔离、unclaimed 未归类", en: "claimed, page_number, date, year, code, document_number, list_marker, phone, ordinal, quantity, name, quarantined or unclaimed"}
--- */
SELECT document_id, page, token, x0, top, x1, bottom, claimed_by, claimed_in, class
FROM stage_number_census
