/* ---
name: meta.document
kind: table
title_zh: "文件"
title_en: "Documents"
description_zh: "每个登记的文件一行。同一单位、年度、阶段、口径的多个文件按取得时间编为先后版本，最后一个为现行版本。"
description_en: "One row per registered file. Files of the same organisation, year, phase and scope are vintages in the order they were retrieved; the last one is current."
grain: [document_id]
columns:
  document_id: {type: VARCHAR, zh: "文件编号，即内容的 sha256", en: "sha256 of the file's bytes"}
  file_name: {type: VARCHAR, zh: "取得时的文件名，不作为依据", en: "Name the file came with; nothing is concluded from it"}
  source_url: {type: VARCHAR, zh: "来源网址", en: "Address it was retrieved from"}
  retrieved_at: {type: TIMESTAMP, zh: "取得时间（UTC）", en: "When it was retrieved (UTC)"}
  media_type: {type: VARCHAR, zh: "文件类型", en: "Media type"}
  page_count: {type: INTEGER, unit: count, zh: "页数", en: "Number of pages"}
  text_source: {type: VARCHAR, zh: "文字来源：text 文字层、ocr 识别、mixed 两者、none 无", en: "Where the text comes from: text layer, ocr, mixed or none"}
  title: {type: VARCHAR, zh: "文件标题", en: "Title of the document"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "公开单位", en: "Organisation that publishes"}
  fiscal_year: {type: INTEGER, zh: "预算或决算年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget 年初预算、adjusted 调整预算、final 决算", en: "budget, adjusted (budget) or final (accounts)"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位", en: "department (with its sub-units) or unit"}
  vintage: {type: INTEGER, zh: "版本序号，从 1 起；未入库的文件为空", en: "Number of the version from 1 on; null where not loaded"}
  is_current: {type: BOOLEAN, zh: "是否现行版本；未入库的文件为否", en: "Whether it is the current version; false where not loaded"}
  status: {type: VARCHAR, zh: "状态：loaded 已入库、template 空白模板、quarantined 已隔离", en: "loaded, template (a blank form) or quarantined"}
  layout_id: {type: VARCHAR, zh: "识别表格所用的版式", en: "Layout its forms were read with"}
  extraction_seconds: {type: DOUBLE, unit: s, zh: "读取用时（秒）", en: "Seconds it took to read"}
  unread_pages: {type: INTEGER, unit: count, zh: "未读出的页数", en: "Number of pages that were not read"}
--- */
WITH identified AS (
  SELECT document.*, names.organisation_id
  FROM stage_document AS document
  LEFT JOIN core.organisation_name AS names
    ON names.name_key = core.organisation_key(document.organisation_name)
),
numbered AS (
  SELECT
    document_id,
    row_number() OVER (disclosure ORDER BY retrieved_at, document_id) AS vintage,
    count(*) OVER disclosure AS vintages
  FROM identified
  WHERE status = 'loaded'
  WINDOW disclosure AS (PARTITION BY organisation_id, fiscal_year, phase, scope)
)
SELECT
  document_id,
  file_name,
  source_url,
  timezone('UTC', retrieved_at) AS retrieved_at,
  media_type,
  page_count,
  text_source,
  title,
  organisation_id,
  fiscal_year,
  phase,
  scope,
  vintage,
  coalesce(vintage = vintages, false) AS is_current,
  status,
  layout_id,
  extraction_seconds,
  unread_pages
FROM identified LEFT JOIN numbered USING (document_id)
