/* ---
name: quality.ambiguous_vintage
kind: table
title_zh: "先后无法判断的文件"
title_en: "Vintages whose order cannot be told"
description_zh: "同一公开事项的两份文件金额不同而先后无法判断，且都未被第三份文件取代的，每对一行。它们都不作为现行版本，直到写明公布日期或版本号。"
description_en: "One row for each two documents of one disclosure whose figures differ, whose order cannot be told, and which no third one supersedes. Neither is current until a date of publication or a number of vintage is stated."
grain: [document_id, other_document_id]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_key}
  other_document_id: {type: VARCHAR, references: meta.document.document_id, zh: "另一文件", en: "The other document"}
  file_name: {type: VARCHAR}
  other_file_name: {type: VARCHAR, zh: "另一文件名", en: "Name of the other file"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  reason: {type: VARCHAR, zh: "缘由：same_day、undated、circular、stated_twice，见 meta.vintage_order.basis", en: "same_day, undated, circular or stated_twice, see meta.vintage_order.basis"}
  differing_amounts: {type: INTEGER, unit: count, zh: "金额不同的坐标数", en: "Coordinates whose amounts differ"}
  message_zh: {type: VARCHAR, zh: "说明（中文）", en: "Why, and what to do, in Chinese"}
  message_en: {type: VARCHAR, zh: "说明（英文）", en: "Why, and what to do, in English"}
--- */
SELECT
  pair.document_id, other_document_id, one.file_name, other.file_name AS other_file_name,
  one.organisation_id, one.fiscal_year, one.phase, one.scope,
  basis AS reason, differing_amounts,
  '“' || one.file_name || '”与“' || other.file_name || '”属同一公开事项，'
    || CASE basis WHEN 'same_day' THEN '公布日期相同且同时取得'
                  WHEN 'circular' THEN '与其他文件的先后依据互相矛盾'
                  WHEN 'stated_twice' THEN '写明的版本号相同'
                  ELSE '没有可比的公布日期且同时取得' END
    || '，无法判断先后，有 ' || differing_amounts
    || ' 处金额不同；请在各自的附属文件（文件名.yaml）中写明 published_on 或 vintage。' AS message_zh,
  one.file_name || ' and ' || other.file_name || ' are of one disclosure; '
    || CASE basis WHEN 'same_day' THEN 'they were published on one day and retrieved at one time'
                  WHEN 'circular' THEN 'what tells their order contradicts itself in a circle'
                  WHEN 'stated_twice' THEN 'they state one number of vintage'
                  ELSE 'they have no dates of publication to compare and were retrieved at one time'
       END
    || ', so that their order cannot be told; ' || differing_amounts
    || ' amounts differ. State published_on or vintage in the sidecar (file name.yaml) of each.'
    AS message_en
FROM meta.vintage_order AS pair
JOIN meta.document AS one ON one.document_id = pair.document_id
JOIN meta.document AS other ON other.document_id = pair.other_document_id
WHERE relation = 'unordered' AND pair.document_id < other_document_id
  AND one.vintage_status = 'ambiguous' AND other.vintage_status = 'ambiguous'
