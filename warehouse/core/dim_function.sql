/* ---
name: core.dim_function
kind: table
title_zh: "支出功能分类"
title_en: "Functional classification of expenditure"
description_zh: "每个代码一行（类、款、项），以免关联时重复计数。代码簿中没有、或其证据不足而文件印有的代码，名称取文件所印最常见者，证据为 learned。"
description_en: "One row per code (class, section, item), so that joins never multiply. A code that documents print and the book lacks, or knows only from weak evidence, takes the name most often printed, with evidence learned."
grain: [function_code]
columns:
  edition_year: {type: INTEGER}
  function_code: {type: VARCHAR, zh: "功能分类代码（3、5 或 7 位）", en: "Code of 3, 5 or 7 digits"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR, described_as: name_en_translated}
  level: {type: VARCHAR, zh: "层级：class 类、section 款、item 项", en: "class (类), section (款) or item (项)"}
  parent_code: {type: VARCHAR}
  valid_from: {type: INTEGER}
  valid_to: {type: INTEGER}
  evidence: {type: VARCHAR, zh: "证据：verified_2+、verified_1、name_verified、old_list_only、recalled，或 learned（仅见于已入库文件）", en: "verified_2+, verified_1, name_verified, old_list_only, recalled, or learned (only from the documents loaded)"}
  is_validated: {type: BOOLEAN}
  name_source: {type: VARCHAR}
  source: {type: VARCHAR, described_as: source_of_evidence}
--- */
WITH printed AS (
  SELECT function_code, fiscal_year,
         CASE WHEN code_source = 'printed' THEN
           nullif(regexp_replace(row_label, '\s', '', 'g'), '') END AS name_zh
  FROM stage_statement WHERE function_code IS NOT NULL
),
named AS (
  SELECT function_code, name_zh, count(*) AS frequency FROM printed GROUP BY ALL
),
learned AS (
  SELECT function_code, min(fiscal_year) AS valid_from, max(fiscal_year) AS valid_to,
         (SELECT name_zh FROM named WHERE named.function_code = printed.function_code
            AND name_zh IS NOT NULL ORDER BY frequency DESC, name_zh LIMIT 1) AS name_zh
  FROM printed GROUP BY function_code
),
book AS (
  SELECT *, starts_with(evidence, 'verified_') AS is_validated FROM code_function
),
combined AS (
  SELECT
    coalesce(book.function_code, learned.function_code) AS function_code,
    book.function_code IS NULL
      OR (NOT book.is_validated AND learned.name_zh IS NOT NULL) AS is_learned,
    book.* EXCLUDE (function_code, level, parent_code),
    learned.name_zh AS printed_name,
    learned.valid_from AS first_printed,
    learned.valid_to AS last_printed
  FROM book FULL JOIN learned USING (function_code)
)
SELECT
  CASE WHEN is_learned THEN last_printed ELSE valid_to::INTEGER END AS edition_year,
  function_code,
  CASE WHEN is_learned THEN coalesce(printed_name, name_zh, function_code) ELSE name_zh END
    AS name_zh,
  CASE WHEN NOT is_learned OR printed_name = name_zh THEN name_en END AS name_en,
  CASE length(function_code) WHEN 3 THEN 'class' WHEN 5 THEN 'section' ELSE 'item' END AS level,
  CASE WHEN length(function_code) > 3 THEN left(function_code, -2) END AS parent_code,
  CASE WHEN is_learned THEN first_printed ELSE valid_from::INTEGER END AS valid_from,
  CASE WHEN is_learned THEN last_printed ELSE valid_to::INTEGER END AS valid_to,
  CASE WHEN is_learned THEN 'learned' ELSE evidence END AS evidence,
  NOT is_learned AND is_validated AS is_validated,
  CASE WHEN is_learned THEN 'printed' ELSE 'book' END AS name_source,
  CASE WHEN is_learned THEN 'documents' ELSE source END AS source
FROM combined
