/* ---
name: core.dim_economic
kind: table
title_zh: "支出经济分类"
title_en: "Economic classification of expenditure"
description_zh: "部门预算（3 字头）与政府预算（5 字头）两个体系，每个代码一行。文件印有而代码簿没有或证据不足的代码，名称取文件所印最常见者，证据为 learned。"
description_en: "The system for departments (codes in 3) and that for the government (codes in 5), one row per code. A code that documents print and the book lacks, or knows only from weak evidence, takes the name most often printed, with evidence learned."
grain: [system, economic_code]
columns:
  edition_year: {type: INTEGER}
  system: {type: VARCHAR, zh: "体系：department 部门预算、government 政府预算", en: "department or government"}
  economic_code: {type: VARCHAR, zh: "经济分类代码（3 或 5 位）", en: "Code of 3 or 5 digits"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR, described_as: name_en_translated}
  level: {type: VARCHAR, zh: "层级：class 类、section 款、local 地方自设的 7 位细目", en: "class (类), section (款), or local (a place's own part of a section, 7 digits)"}
  parent_code: {type: VARCHAR}
  valid_from: {type: INTEGER}
  valid_to: {type: INTEGER}
  evidence: {type: VARCHAR, zh: "证据：verified_2+、verified_1、name_order_only、recalled，或 learned（仅见于已入库文件）", en: "verified_2+, verified_1, name_order_only, recalled, or learned (only from the documents loaded)"}
  is_validated: {type: BOOLEAN}
  name_source: {type: VARCHAR}
  source: {type: VARCHAR, described_as: source_of_evidence}
--- */
WITH printed AS (
  SELECT economic_system AS system, economic_code, fiscal_year,
         CASE WHEN code_source = 'printed' THEN
           nullif(regexp_replace(row_label, '\s', '', 'g'), '') END AS name_zh
  FROM stage_statement WHERE economic_code IS NOT NULL
),
named AS (
  SELECT system, economic_code, name_zh, count(*) AS frequency FROM printed GROUP BY ALL
),
learned AS (
  SELECT system, economic_code, min(fiscal_year) AS valid_from, max(fiscal_year) AS valid_to,
         (SELECT name_zh FROM named
          WHERE named.system = printed.system AND named.economic_code = printed.economic_code
            AND name_zh IS NOT NULL ORDER BY frequency DESC, name_zh LIMIT 1) AS name_zh
  FROM printed GROUP BY system, economic_code
),
book AS (
  SELECT *, economic_system AS system, starts_with(evidence, 'verified_') AS is_validated
  FROM code_economic
),
combined AS (
  SELECT
    coalesce(book.system, learned.system) AS system,
    coalesce(book.economic_code, learned.economic_code) AS economic_code,
    book.economic_code IS NULL
      OR (NOT book.is_validated AND learned.name_zh IS NOT NULL) AS is_learned,
    book.* EXCLUDE (system, economic_system, economic_code, level, parent_code),
    learned.name_zh AS printed_name,
    learned.valid_from AS first_printed,
    learned.valid_to AS last_printed
  FROM book FULL JOIN learned USING (system, economic_code)
)
SELECT
  CASE WHEN is_learned THEN last_printed ELSE valid_to::INTEGER END AS edition_year,
  system,
  economic_code,
  CASE WHEN is_learned THEN coalesce(printed_name, name_zh, economic_code) ELSE name_zh END
    AS name_zh,
  CASE WHEN NOT is_learned OR printed_name = name_zh THEN name_en END AS name_en,
  CASE length(economic_code) WHEN 3 THEN 'class' WHEN 5 THEN 'section' ELSE 'local' END AS level,
  CASE WHEN length(economic_code) > 3 THEN left(economic_code, -2) END AS parent_code,
  CASE WHEN is_learned THEN first_printed ELSE valid_from::INTEGER END AS valid_from,
  CASE WHEN is_learned THEN last_printed ELSE valid_to::INTEGER END AS valid_to,
  CASE WHEN is_learned THEN 'learned' ELSE evidence END AS evidence,
  NOT is_learned AND is_validated AS is_validated,
  CASE WHEN is_learned THEN 'printed' ELSE 'book' END AS name_source,
  CASE WHEN is_learned THEN 'documents' ELSE source END AS source
FROM combined
