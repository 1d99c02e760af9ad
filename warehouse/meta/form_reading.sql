/* ---
name: meta.form_reading
kind: table
title_zh: "识别出的表格"
title_en: "Forms found in documents"
description_zh: "每份文件中识别出的每张表一行。"
description_en: "One row per form found in a document."
grain: [document_id, form_code, page_first, title]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "表格代码", en: "Which form it is"}
  title: {type: VARCHAR, zh: "所印表名", en: "Title as printed"}
  page_first: {type: INTEGER}
  page_last: {type: INTEGER}
  unit: {type: VARCHAR, zh: "表上注明的金额单位", en: "Unit of money stated on the form"}
  row_count: {type: INTEGER, unit: count, zh: "有数据的行数", en: "Number of rows with figures"}
  statement_count: {type: INTEGER, unit: count, zh: "读出的数据条数", en: "Number of statements read"}
  is_empty: {type: BOOLEAN, zh: "是否空表", en: "Whether the form holds no amount"}
  layout_id: {type: VARCHAR, zh: "所用词语：national 或某地", en: "Words it was read with: national, or those of a place"}
  grade: {type: VARCHAR, zh: "读法等级：proved 表内合计证实、consistent 无矛盾、refuted 被否定、unknown 不认识、unread 不在此读取", en: "Grade of the reading: proved (its sums hold), consistent (nothing breaks, not everything could be checked), refuted, unknown, or unread (no form of amounts)"}
  proof: {type: VARCHAR}
  columns: {type: VARCHAR, zh: "各列的读法（JSON）：表头、用途、坐标", en: "How each column is read, as JSON: header, role and coordinates"}
--- */
SELECT document_id, form_code, title, page_first, page_last, unit, row_count, statement_count,
       is_empty, layout_id, grade,
       sums_held || ' / ' || sums_broken AS proof, "columns"
FROM stage_form_reading
