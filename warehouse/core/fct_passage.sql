/* ---
name: core.fct_passage
kind: table
title_zh: "正文段落"
title_en: "Passages"
description_zh: "正文中有结构的文字：职能、机构、引用文件、名词解释等，各一行。"
description_en: "Text with a structure, one row each: functions, sub-units, documents cited, glossary entries, other paragraphs."
grain: [passage_id]
columns:
  passage_id: {type: VARCHAR, zh: "段落编号；同一文件重读不变", en: "Id of the passage; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  sequence: {type: INTEGER, zh: "在文件中的次序", en: "Order within the document"}
  kind: {type: VARCHAR, zh: "function 职能、sub_unit 机构、policy_document 引用文件、glossary 名词解释、heading 标题、text 其他", en: "function, sub_unit, policy_document, glossary, heading or text"}
  section: {type: VARCHAR, zh: "所在章节标题", en: "Heading of the section it stands in"}
  term: {type: VARCHAR, zh: "名词、机构名称或文号", en: "The term explained, the unit named, or the document number"}
  passage_text: {type: VARCHAR, zh: "文字", en: "The text"}
  page: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  read_by: {type: VARCHAR}
  confidence: {type: DOUBLE}
--- */
SELECT passage_id, document_id, sequence, kind, section, term, passage_text,
       page, x0, top, x1, bottom, read_by, confidence
FROM stage_passage
