/* ---
name: quality.quarantine
kind: table
title_zh: "隔离记录"
title_en: "Quarantine"
description_zh: "不能读取的文件、页或单元格，未通过检查的文件，由人移出的文件，各一行，写明位置和原因。"
description_en: "One row per file, page or cell that could not be read, per document and check that it broke, and per document that a person removed, with its place and the reason."
grain: [quarantine_id]
columns:
  quarantine_id: {type: VARCHAR, zh: "隔离记录编号", en: "Id of the record"}
  document_id: {type: VARCHAR, zh: "所在文件", en: "Document it concerns"}
  file_name: {type: VARCHAR}
  stage: {type: VARCHAR, zh: "阶段：raw（由人移出）、extract、conform、validate（未通过检查）", en: "Stage that set it aside: raw (taken out by a person), extract, conform or validate (a check failed)"}
  page: {type: INTEGER, zh: "PDF 页码，从 1 起；整份文件为空", en: "PDF page, from 1; null for a whole file"}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  printed_text: {type: VARCHAR}
  reason_code: {type: VARCHAR, zh: "原因代码", en: "Code of the reason"}
  reason: {type: VARCHAR}
--- */
SELECT quarantine_id, document_id, file_name, stage, page, x0, top, x1, bottom, printed_text,
       reason_code, reason
FROM stage_quarantine
