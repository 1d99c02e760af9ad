/* ---
name: meta.document
kind: table
title_zh: "文件"
title_en: "Documents"
description_zh: "每个登记的文件一行。同一单位、年度、阶段、口径的多个文件是同一公开事项的先后版本，先后见 meta.vintage_order：先看附属文件写明的版本号，再看公布日期，再看取得时间。最后一个为现行版本；先后无法判断的，都不作为现行版本。"
description_en: "One row per registered file. Files of the same organisation, year, phase and scope are vintages of one disclosure, in the order of meta.vintage_order: by the number that the sidecar states, else by date of publication, else by time of retrieval. The last one is current; where the order cannot be told, none is."
grain: [document_id]
columns:
  document_id: {type: VARCHAR, zh: "文件编号，即内容的 sha256", en: "sha256 of the file's bytes"}
  file_name: {type: VARCHAR, zh: "取得时的文件名，不作为依据", en: "Name the file came with; nothing is concluded from it"}
  source_url: {type: VARCHAR, zh: "来源网址", en: "Address it was retrieved from"}
  published_on: {type: DATE, zh: "公布日期，取自附属文件；未写明为空", en: "Date of publication, from the sidecar; null where not stated"}
  retrieved_at: {type: TIMESTAMP, zh: "取得时间（UTC）；一次登记的文件相同", en: "When it was retrieved (UTC); the same for all files registered at once"}
  media_type: {type: VARCHAR, zh: "文件类型", en: "Media type"}
  page_count: {type: INTEGER, unit: count, zh: "页数", en: "Number of pages"}
  text_source: {type: VARCHAR, zh: "文字来源：text 文字层、ocr 识别、mixed 两者、none 无", en: "Where the text comes from: text layer, ocr, mixed or none"}
  title: {type: VARCHAR, zh: "文件标题", en: "Title of the document"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "公开单位", en: "Organisation that publishes"}
  fiscal_year: {type: INTEGER, zh: "预算或决算年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget 年初预算、adjusted 调整预算、final 决算", en: "budget, adjusted (budget) or final (accounts)"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位", en: "department (with its sub-units) or unit"}
  identity_told: {type: VARCHAR, zh: "文件未印而由他处得知的身份项及来源：sidecar 附属文件、folder sidecar 文件夹附属文件（均为人工写明）、part_of 所属文件、archive 同一压缩包、folder 同一文件夹；全部印在文件上为空", en: "What of the identity the file does not print, and who told it: sidecar or folder sidecar (stated by a person), part_of (the document it is a part of), archive or folder (the other files it came with); null where all of it is printed"}
  disclosure_id: {type: VARCHAR, zh: "公开事项编号：单位、年度、阶段、口径相同的文件相同；不能确定为空", en: "The disclosure: equal for documents of one organisation, year, phase and scope; null where not known"}
  part: {type: VARCHAR, zh: "公开事项的哪一部分：whole 全文、text 文字、tables 表格；未入库为空", en: "Which part of the disclosure: whole, text or tables; null where not loaded"}
  vintage: {type: INTEGER, zh: "版本序号，从 1 起，同一版本的不同形式相同；未入库或先后无法判断的为空", en: "Number of the vintage from 1 on, one for all its renditions; null where not loaded or where the order cannot be told"}
  vintage_status: {type: VARCHAR, zh: "版本状态：current 现行、superseded 已被取代、rendition 与现行文件金额相同的另一形式、ambiguous 先后无法判断；未入库为空", en: "current, superseded, rendition (another form of the current vintage) or ambiguous; null where not loaded"}
  is_current: {type: BOOLEAN, zh: "是否现行版本；未入库的文件为否", en: "Whether it is the current version; false where not loaded"}
  superseded_by_document_id: {type: VARCHAR, references: meta.document.document_id, zh: "取代它的下一版本；没有或不能确定哪一份为空", en: "The next vintage, which supersedes it; null where there is none or more than one may be"}
  rendition_of_document_id: {type: VARCHAR, references: meta.document.document_id, zh: "代表同一版本的文件（先取 PDF，再取有正文的，再取编号最小的）；自身即代表的为空", en: "The document that stands for the same vintage (a PDF first, then one with text, then the lowest id); null where it is this one"}
  valid_from: {type: TIMESTAMP, zh: "公之于众的时间（UTC）：公布日期零时或取得时间，取较早者；未入库为空", en: "When it was known (UTC): midnight of the date of publication or the retrieval, whichever is earlier; null where not loaded"}
  valid_to: {type: TIMESTAMP, zh: "被取代的时间（UTC，不含）：首个后续版本公之于众之时；未被取代为空", en: "Until when, exclusive (UTC): when the first vintage after it was known; null where not superseded"}
  status: {type: VARCHAR, zh: "状态：loaded 已入库、template 空白模板、quarantined 已隔离、removed 已由人移出", en: "loaded, template (a blank form), quarantined or removed (taken out by a person)"}
  set_aside_reason: {type: VARCHAR, zh: "隔离或移出的原因代码（逗号分隔），即未通过的检查或不能读取的原因；已入库的为空", en: "Why it was quarantined or removed: codes of the checks it failed or of what could not be read, comma separated; null where loaded"}
  layout_id: {type: VARCHAR, zh: "识别表格所用的版式", en: "Layout its forms were read with"}
  extraction_seconds: {type: DOUBLE, unit: s, zh: "首次读取用时（秒）；重建不变", en: "Seconds it took to read for the first time; a rebuild keeps it"}
  unread_pages: {type: INTEGER, unit: count, zh: "未读出的页数", en: "Number of pages that were not read"}
--- */
WITH identified AS (
  SELECT document.*, names.organisation_id
  FROM stage_document AS document
  LEFT JOIN core.organisation_name AS names
    ON names.name_key = core.organisation_key(document.organisation_name)
),
loaded AS (
  SELECT document_id,
    least(CAST(published_on AS TIMESTAMP), timezone('UTC', retrieved_at)) AS known_from,
    row(media_type <> 'application/pdf',
        document_id NOT IN (SELECT document_id FROM stage_statement
                            WHERE stated_in = 'narrative'),
        document_id) AS preference
  FROM identified WHERE status = 'loaded'
),
chosen AS (
  SELECT loaded.document_id, loaded.known_from,
    first(candidate.document_id ORDER BY candidate.preference) AS chosen_id
  FROM loaded
  LEFT JOIN meta.vintage_order AS pair
    ON pair.document_id = loaded.document_id AND relation = 'same'
  JOIN loaded AS candidate ON candidate.document_id IN (loaded.document_id, other_document_id)
  GROUP BY ALL
),
ordered AS (
  SELECT pair.document_id, relation, other.known_from AS other_known_from, other.chosen_id
  FROM meta.vintage_order AS pair JOIN chosen AS other
    ON other.document_id = pair.other_document_id
),
superseded AS (
  SELECT document_id, min(other_known_from) AS valid_to
  FROM ordered WHERE relation = 'earlier' GROUP BY document_id
),
-- the vintages that come next, with none between
next AS (
  SELECT document_id, CASE WHEN count(DISTINCT chosen_id) = 1 THEN min(chosen_id) END AS next_id
  FROM ordered
  WHERE relation = 'earlier' AND NOT EXISTS (
    FROM ordered AS between_them JOIN meta.vintage_order AS on_to
      ON on_to.document_id = between_them.chosen_id AND on_to.relation = 'earlier'
     AND on_to.other_document_id = ordered.chosen_id
    WHERE between_them.document_id = ordered.document_id AND between_them.relation = 'earlier')
  GROUP BY document_id
),
numbered AS (
  SELECT chosen.document_id,
    CASE WHEN NOT coalesce(bool_or(relation = 'unordered'), false)
         THEN 1 + count(DISTINCT ordered.chosen_id) FILTER (relation = 'later') END AS vintage
  FROM chosen LEFT JOIN ordered USING (document_id) GROUP BY chosen.document_id
),
doubtful AS (
  SELECT pair.document_id FROM meta.vintage_order AS pair
  WHERE relation = 'unordered'
    AND other_document_id NOT IN (SELECT document_id FROM superseded)
),
placed AS (
  SELECT document_id, vintage, next_id, chosen_id, known_from,
    greatest(known_from, valid_to) AS known_to,
    CASE WHEN superseded.document_id IS NOT NULL THEN 'superseded'
         WHEN document_id IN (SELECT document_id FROM doubtful) THEN 'ambiguous'
         WHEN chosen_id <> document_id THEN 'rendition' ELSE 'current' END AS vintage_status,
    superseded.document_id IS NOT NULL AS is_superseded
  FROM chosen JOIN numbered USING (document_id) LEFT JOIN next USING (document_id)
  LEFT JOIN superseded USING (document_id)
),
why_set_aside AS (
  SELECT document_id, string_agg(DISTINCT reason_code, ', ' ORDER BY reason_code) AS reasons
  FROM stage_quarantine WHERE page IS NULL GROUP BY document_id
)
SELECT
  document_id,
  file_name,
  source_url,
  published_on,
  timezone('UTC', retrieved_at) AS retrieved_at,
  media_type,
  page_count,
  text_source,
  title,
  organisation_id,
  fiscal_year,
  phase,
  scope,
  identity_told,
  CASE WHEN organisation_id IS NOT NULL AND scope IS NOT NULL THEN 'dis_' || left(sha256(concat_ws(
    '|', organisation_id, fiscal_year, phase, scope)), 12) END AS disclosure_id,
  CASE WHEN status = 'loaded' THEN part END AS part,
  vintage,
  vintage_status,
  coalesce(vintage_status = 'current', false) AS is_current,
  next_id AS superseded_by_document_id,
  nullif(chosen_id, document_id) AS rendition_of_document_id,
  known_from AS valid_from,
  CASE WHEN is_superseded THEN known_to END AS valid_to,
  status,
  CASE WHEN status IN ('quarantined', 'removed') THEN reasons END AS set_aside_reason,
  layout_id,
  extraction_seconds,
  unread_pages
FROM identified LEFT JOIN placed USING (document_id) LEFT JOIN why_set_aside USING (document_id)
