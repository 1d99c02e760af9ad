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
  file_name: {type: VARCHAR, zh: "文件名", en: "Name of the file"}
  stage: {type: VARCHAR, zh: "阶段：raw（由人移出）、extract、conform、validate（未通过检查）", en: "Stage that set it aside: raw (taken out by a person), extract, conform or validate (a check failed)"}
  page: {type: INTEGER, zh: "PDF 页码，从 1 起；整份文件为空", en: "PDF page, from 1; null for a whole file"}
  x0: {type: DOUBLE, unit: pt, zh: "左边", en: "Left edge in points"}
  top: {type: DOUBLE, unit: pt, zh: "上边", en: "Upper edge in points"}
  x1: {type: DOUBLE, unit: pt, zh: "右边", en: "Right edge in points"}
  bottom: {type: DOUBLE, unit: pt, zh: "下边", en: "Lower edge in points"}
  printed_text: {type: VARCHAR, zh: "所印文字", en: "Text as printed"}
  reason_code: {type: VARCHAR, zh: "原因代码", en: "Code of the reason"}
  reason: {type: VARCHAR, zh: "原因（英文一句话）", en: "The reason in one sentence"}
--- */
SELECT quarantine_id, document_id, file_name, stage, page, x0, top, x1, bottom, printed_text,
       reason_code, reason
FROM stage_quarantine
