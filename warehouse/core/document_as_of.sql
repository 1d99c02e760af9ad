/* ---
name: core.document_as_of
kind: table_macro
title_zh: "某一时刻的现行文件"
title_en: "Documents current at a moment"
description_zh: "core.document_as_of(时刻，UTC)：当时已公之于众而尚未被取代的文件，每个公开事项至多一份，列同 meta.document；当时先后无法判断的不列。先后以今日所知为准。"
description_en: "core.document_as_of(moment, UTC): the documents known by then and not superseded yet, at most one of each disclosure, with the columns of meta.document; those whose order could not be told are left out. The order is the one known today."
--- */
(as_of_timestamp) AS TABLE
WITH known AS (
  FROM meta.document
  WHERE valid_from <= CAST(as_of_timestamp AS TIMESTAMP)
    AND (valid_to IS NULL OR valid_to > CAST(as_of_timestamp AS TIMESTAMP))
),
doubtful AS (
  SELECT pair.document_id FROM meta.vintage_order AS pair
  JOIN known AS other ON other.document_id = pair.other_document_id
  WHERE relation = 'unordered'
)
FROM known
WHERE document_id NOT IN (SELECT document_id FROM doubtful)
QUALIFY row_number() OVER (
  PARTITION BY coalesce(rendition_of_document_id, document_id)
  ORDER BY rendition_of_document_id NULLS FIRST, document_id) = 1
