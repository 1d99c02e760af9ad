/* ---
name: meta.vintage_order
kind: table
title_zh: "版本先后"
title_en: "Order of vintages"
description_zh: "同一公开事项（单位、年度、阶段、口径）的每两份已入库文件一行（双向各一行），说明谁先谁后及依据。依据依次为：两份文件的附属文件都写明的版本号；都有而不同的公布日期；不同的取得时间。以上都不能区分、而所载金额完全相同的，是同一版本的不同形式（same）。先后关系可经第三份文件推得；各依据互相矛盾而成环的，环上文件除非金额完全相同，一律视为无法判断（unordered），绝不任取其一。文字和表格分成几个文件的，没有一张表相同、也不都有正文的两份文件是同一公开事项的两个部分，不是先后版本，不在此列。"
description_en: "Each two loaded documents of one disclosure (organisation, year, phase, scope), once in either direction: which is earlier, and what says so. In turn: the numbers of vintage that the sidecars of both state; dates of publication that both have and that differ; times of retrieval that differ. Where none of these tells, documents with all amounts the same are renditions of one vintage (same). Order also follows through third documents. Where the rules contradict each other in a circle, all documents of the circle are unordered, unless all their amounts are the same; none is picked. Two parts of one disclosure, which have no form in common and not both a text, are no vintages of each other and not listed here."
grain: [document_id, other_document_id]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_key}
  other_document_id: {type: VARCHAR, references: meta.document.document_id, zh: "同一公开事项的另一文件", en: "Another document of the same disclosure"}
  relation: {type: VARCHAR, zh: "前者相对后者：earlier 较早、later 较晚、same 同一版本、unordered 无法判断", en: "The first against the other: earlier, later, same (vintage) or unordered"}
  basis: {type: VARCHAR, zh: "依据：stated_vintage 写明的版本号、published_on 公布日期、retrieved_at 取得时间、content 金额完全相同、other_documents 经其他文件推得；无法判断的缘由：stated_twice 版本号相同、same_day 同日公布且同时取得、undated 缺公布日期且同时取得、circular 依据成环", en: "What says so: stated_vintage, published_on, retrieved_at, content (all amounts the same) or other_documents; why nothing does: stated_twice (one number of vintage for both), same_day (published on one day, retrieved at one time), undated (no date for both, retrieved at one time) or circular"}
  differing_amounts: {type: INTEGER, unit: count, zh: "两份文件中金额不同的坐标数（表格与表格、正文与正文相比）", en: "Coordinates whose amounts differ, tables compared with tables and text with text"}
--- */
WITH RECURSIVE member AS (
  SELECT document.*, names.organisation_id,
    count(*) OVER (PARTITION BY organisation_id, fiscal_year, phase, scope) AS members
  FROM stage_document AS document
  JOIN core.organisation_name AS names
    ON names.name_key = core.organisation_key(document.organisation_name)
  WHERE status = 'loaded'
),
content AS (
  SELECT document_id, form_code AS piece FROM stage_form_reading SEMI JOIN member USING (document_id)
  UNION
  SELECT document_id, 'text' FROM member WHERE part IN ('text', 'whole')
),
couple AS (
  SELECT one.document_id, other.document_id AS other_document_id,
    CASE WHEN one.stated_vintage <> other.stated_vintage THEN 'stated_vintage'
         WHEN one.stated_vintage = other.stated_vintage THEN NULL
         WHEN one.published_on <> other.published_on THEN 'published_on'
         WHEN one.retrieved_at <> other.retrieved_at THEN 'retrieved_at' END AS told_by,
    CASE told_by WHEN 'stated_vintage' THEN one.stated_vintage < other.stated_vintage
                 WHEN 'published_on' THEN one.published_on < other.published_on
                 WHEN 'retrieved_at' THEN one.retrieved_at < other.retrieved_at
                 ELSE false END AS is_told_earlier,
    CASE WHEN one.stated_vintage = other.stated_vintage THEN 'stated_twice'
         WHEN one.published_on = other.published_on THEN 'same_day' ELSE 'undated' END AS why_not
  FROM member AS one
  JOIN member AS other
    ON other.organisation_id = one.organisation_id AND other.fiscal_year = one.fiscal_year
   AND other.phase = one.phase AND other.scope = one.scope
   AND other.document_id <> one.document_id
  WHERE one.document_id NOT IN (SELECT document_id FROM content)
     OR other.document_id NOT IN (SELECT document_id FROM content)
     OR EXISTS (FROM content AS piece JOIN content AS same USING (piece)
                WHERE piece.document_id = one.document_id AND same.document_id = other.document_id)
),
-- what a document states, as a set: the same figure in three forms is stated once
figure AS (
  SELECT document_id, stated_in,
    CAST(row(names.organisation_id, statement.fiscal_year, statement.phase, statement.scope, flow,
             fund_source, function_code, economic_system, economic_code, nature, item_code)
         AS VARCHAR) AS coordinates,
    list_sort(list(DISTINCT amount_yuan)) AS amounts
  FROM stage_statement AS statement
  SEMI JOIN (FROM member WHERE members > 1) AS shared USING (document_id)
  LEFT JOIN core.organisation_name AS names
    ON names.name_key = core.organisation_key(statement.organisation_name)
  WHERE amount_yuan IS NOT NULL AND stated_in IN ('table', 'narrative')
  GROUP BY ALL
),
stated AS (SELECT DISTINCT document_id, stated_in FROM figure),
-- a spreadsheet has no text: only what both documents have at all is compared
comparable AS (
  SELECT couple.document_id, other_document_id, one.stated_in
  FROM couple
  JOIN stated AS one ON one.document_id = couple.document_id
  JOIN stated AS other
    ON other.document_id = other_document_id AND other.stated_in = one.stated_in
),
differing AS (
  SELECT document_id, other_document_id, count(DISTINCT coordinates) AS differing_amounts
  FROM (
    SELECT comparable.document_id, other_document_id, comparable.stated_in, coordinates, amounts
    FROM comparable JOIN figure ON figure.document_id IN (comparable.document_id, other_document_id)
                               AND figure.stated_in = comparable.stated_in
    GROUP BY ALL HAVING count(*) = 1)
  GROUP BY ALL
),
compared AS (
  SELECT couple.*, coalesce(differing_amounts, 0) AS differing_amounts,
    differing_amounts IS NULL AND (document_id, other_document_id) IN (
      SELECT (document_id, other_document_id) FROM comparable WHERE stated_in = 'table') AS is_same
  FROM couple LEFT JOIN differing USING (document_id, other_document_id)
),
step AS (
  SELECT document_id, other_document_id FROM compared
  WHERE is_told_earlier OR (told_by IS NULL AND is_same)
),
reached AS (
  FROM step
  UNION
  SELECT reached.document_id, step.other_document_id
  FROM reached JOIN step ON step.document_id = reached.other_document_id
  WHERE step.other_document_id <> reached.document_id
),
linked AS (
  SELECT compared.*, onward.document_id IS NOT NULL AS is_onward,
    back.document_id IS NOT NULL AS is_back
  FROM compared
  LEFT JOIN reached AS onward
    ON onward.document_id = compared.document_id
   AND onward.other_document_id = compared.other_document_id
  LEFT JOIN reached AS back
    ON back.document_id = compared.other_document_id
   AND back.other_document_id = compared.document_id
),
-- documents that lead to each other and back are one vintage if all of them state the same
circle AS (
  SELECT document_id, least(document_id, min(other_document_id)) AS circle_id
  FROM linked WHERE is_onward AND is_back GROUP BY document_id
),
judged AS (
  SELECT linked.*, bool_and(is_same) OVER (PARTITION BY circle_id, is_onward AND is_back) AS is_one
  FROM linked LEFT JOIN circle USING (document_id)
)
SELECT document_id, other_document_id,
  CASE WHEN is_onward AND is_back THEN CASE WHEN is_one THEN 'same' ELSE 'unordered' END
       WHEN is_onward THEN 'earlier' WHEN is_back THEN 'later' ELSE 'unordered' END AS relation,
  CASE WHEN relation = 'same' THEN 'content'
       WHEN relation = 'unordered' AND is_onward THEN 'circular'
       WHEN relation = 'unordered' THEN why_not
       WHEN told_by IS NULL THEN 'other_documents' ELSE told_by END AS basis,
  differing_amounts
FROM judged
