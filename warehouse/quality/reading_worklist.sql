/* ---
name: quality.reading_worklist
kind: table
title_zh: "待看的表格读法"
title_en: "Readings of forms to look at"
description_zh: "被否定或不认识的表格、不在词表中的表格，各一行，隔离金额最多者优先。gongkai trace 加 worklist_id 与 --png 画出其所在，gongkai layout try 说明各列的读法。"
description_en: "Forms whose reading is refuted or unknown, and tables in no form that is known, one row each; those with the most amounts set aside are to be done first. `gongkai trace` with worklist_id and --png draws the place, `gongkai layout try` tells how each column was read."
grain: [worklist_id]
columns:
  worklist_id: {type: VARCHAR, zh: "记录编号，可用于 gongkai trace", en: "Id of the row, for gongkai trace"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  file_name: {type: VARCHAR}
  title: {type: VARCHAR, zh: "所印表名；不在词表中的表格为空", en: "Title as printed; null for a table in no known form"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "表名所示的表格", en: "Form that the title proposes"}
  page: {type: INTEGER, described_as: page_first}
  page_last: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt, zh: "首页上的左边", en: "Left edge on the first page in points"}
  top: {type: DOUBLE, unit: pt, zh: "首页上的上边", en: "Upper edge on the first page in points"}
  x1: {type: DOUBLE, unit: pt, zh: "首页上的右边", en: "Right edge on the first page in points"}
  bottom: {type: DOUBLE, unit: pt, zh: "首页上的下边", en: "Lower edge on the first page in points"}
  grade: {type: VARCHAR, zh: "读法等级：refuted 被否定、unknown 不认识", en: "Grade of the reading: refuted or unknown"}
  proof: {type: VARCHAR}
  amounts: {type: BIGINT, unit: count, zh: "隔离的金额数", en: "Number of amounts set aside"}
  candidates: {type: VARCHAR, zh: "各列可能的读法（JSON）：表头、用途、坐标", en: "How each column may be read, as JSON: header, role and coordinates"}
  reason: {type: VARCHAR}
--- */
WITH cell AS (
  SELECT
    quarantine.*,
    form.title,
    form.form_code,
    form.page_first,
    form.page_last,
    form.grade,
    form.proof,
    form."columns" AS candidates
  FROM quality.quarantine
  JOIN meta.form_reading AS form
    ON form.document_id = quarantine.document_id
    AND quarantine.reason_code = 'form_' || form.grade
    AND quarantine.page BETWEEN form.page_first AND form.page_last
    AND contains(quarantine.reason, ', ' || trim(form.title) || ': ')
)
SELECT
  left(md5(concat_ws('|', document_id, form_code, page_first, title)), 16) AS worklist_id,
  document_id, file_name, title, form_code, page_first AS page, page_last,
  min(x0) FILTER (page = page_first) AS x0,
  min(top) FILTER (page = page_first) AS top,
  max(x1) FILTER (page = page_first) AS x1,
  max(bottom) FILTER (page = page_first) AS bottom,
  grade, proof, count(*) AS amounts, candidates, min(reason) AS reason
FROM cell
GROUP BY ALL
UNION ALL BY NAME
SELECT
  quarantine_id AS worklist_id, document_id, file_name, page, page AS page_last, x0, top, x1, bottom,
  'unknown' AS grade, reason,
  (SELECT count(*) FROM quality.table_number AS number
   WHERE number.document_id = quarantine.document_id AND number.page = quarantine.page
     AND number.x0 >= quarantine.x0 AND number.x1 <= quarantine.x1
     AND number.top >= quarantine.top AND number.bottom <= quarantine.bottom) AS amounts
FROM quality.quarantine
WHERE reason_code = 'form_unknown' AND printed_text IS NULL
