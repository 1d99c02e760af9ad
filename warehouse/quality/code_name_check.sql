/* ---
name: quality.code_name_check
kind: table
title_zh: "所印科目名称与代码簿"
title_en: "Names printed beside codes against the book"
description_zh: "每份文件中与代码同印的每个名称，同该文件年度的代码簿比对。也包括只印类名而据名称识别的行，以及正文中“（210类）…（11款）…（01项）”的各级名称。没有印名称的代码不在此列。"
description_en: "Each name that a document prints beside a code, against the book of the document's year. Rows of a table that print the name of a class alone and were read by it are here too, and each level of a path such as （210类）…（11款）…（01项） in the text. A code printed without a name is not."
grain: [document_id, code_system, code, printed_name]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_key}
  fiscal_year: {type: INTEGER, zh: "文件的年度，即代码簿的年度", en: "Fiscal year of the document, for which the book is asked"}
  code_system: {type: VARCHAR}
  code: {type: VARCHAR}
  printed_name: {type: VARCHAR, zh: "所印名称（去掉空白）", en: "Name as printed, without white space"}
  book_name: {type: VARCHAR, zh: "代码簿中该年度的名称；代码簿没有该代码为空", en: "Name of that year in the book; null where the book lacks the code"}
  outcome: {type: VARCHAR, zh: "same 相同、alias 别名、former_name 已停用的名称、unknown_code 代码簿没有该代码、unknown_book 该年度的代码簿不明、different_name 名称不同", en: "same, alias, former_name (no longer in use that year), unknown_code, unknown_book (of that year no book is known) or different_name"}
  evidence: {type: VARCHAR, zh: "代码簿中该代码的证据", en: "Evidence of the code in the book"}
  code_source: {type: VARCHAR, zh: "printed 代码为所印、name 代码据名称识别", en: "printed (the code is), or name (the code was read by it)"}
  stated_in: {type: VARCHAR}
  statements: {type: BIGINT, unit: count, zh: "印有该名称的数据条数", en: "Number of statements with that name"}
  statement_id: {type: VARCHAR, references: core.fct_amount.statement_id, zh: "其中第一条", en: "The first of them"}
  page: {type: INTEGER, zh: "所在页", en: "Page it is on"}
  top: {type: DOUBLE, unit: pt, zh: "距页顶（磅）", en: "Distance from the top of the page in points"}
--- */
WITH labelled AS (
  SELECT document_id, 'function' AS code_system, function_code AS code, code_source, stated_in,
    regexp_replace(row_label, '\s', '', 'g') AS label, statement_id, page, top
  FROM stage_statement WHERE function_code IS NOT NULL
  UNION ALL
  SELECT document_id, economic_system, economic_code, code_source, stated_in,
    regexp_replace(row_label, '\s', '', 'g'), statement_id, page, top
  FROM stage_statement
  -- beside a functional code the label is the name of that; the economic one may be of a column
  WHERE economic_code IS NOT NULL AND function_code IS NULL
),
printed AS (
  SELECT * FROM labelled
  WHERE stated_in = 'table'
    AND (code_source = 'printed'
         OR code_source = 'name' AND code_system = 'function' AND length(code) = 3)
  UNION ALL
  SELECT * REPLACE (left(code, 3) AS code,
    regexp_extract(label, '([^()（）、]+)[(（][0-9]{3}类[)）]', 1) AS label)
  FROM labelled WHERE stated_in = 'narrative' AND code_source = 'printed'
  UNION ALL
  SELECT * REPLACE (left(code, 5) AS code,
    regexp_extract(label, '类[)）](.+)[(（][0-9]{2}款[)）]', 1) AS label)
  FROM labelled WHERE stated_in = 'narrative' AND code_source = 'printed' AND length(code) >= 5
  UNION ALL
  SELECT * REPLACE (
    regexp_extract(label, '款[)）](.+)[(（][0-9]{2}项[)）]', 1) AS label)
  FROM labelled WHERE stated_in = 'narrative' AND code_source = 'printed' AND length(code) = 7
),
grouped AS (
  SELECT document_id, document.fiscal_year, code_system, code, label AS printed_name,
    core.code_name_key(label) AS name_key,
    count(*) AS statements,
    arg_min(
      {'code_source': code_source, 'stated_in': stated_in, 'statement_id': statement_id,
       'page': page, 'top': top}, (page, top, statement_id)) AS place
  FROM printed JOIN stage_document AS document USING (document_id)
  WHERE core.code_name_key(label) <> ''
  GROUP BY ALL
),
book AS (
  SELECT code_system, code, name_kind, name_zh, valid_from, valid_to, evidence
  FROM core.code_name WHERE name_kind <> 'alias'
),
-- the name of a year: the former name that ended soonest after it, else the current one
named AS (
  SELECT grouped.document_id, grouped.code_system, grouped.code, grouped.printed_name,
    arg_min(book.name_zh, CASE WHEN book.valid_to >= fiscal_year
                                AND coalesce(book.valid_from, fiscal_year) <= fiscal_year
                               THEN book.valid_to
                               WHEN book.name_kind = 'current' THEN 9999 ELSE 99999 END)
      AS book_name,
    arg_min(book.evidence, CASE WHEN book.name_kind = 'current' THEN 0 ELSE 1 END) AS evidence
  FROM grouped JOIN book USING (code_system, code)
  GROUP BY ALL
)
SELECT
  grouped.document_id,
  grouped.fiscal_year,
  grouped.code_system,
  grouped.code,
  grouped.printed_name,
  named.book_name,
  CASE
    WHEN named.book_name IS NULL THEN 'unknown_code'
    WHEN found.name_kind = 'printed' AND book_name = grouped.printed_name THEN 'same'
    WHEN found.name_kind <> 'current' AND found.valid_to >= grouped.fiscal_year
      AND coalesce(found.valid_from, grouped.fiscal_year) <= grouped.fiscal_year THEN 'same'
    -- economic codes were numbered anew for 2018, of functions before 2017 one old list is known
    WHEN grouped.fiscal_year < CASE grouped.code_system WHEN 'function' THEN 2017 ELSE 2018 END
      THEN 'unknown_book'
    WHEN found.name_kind = 'current' THEN 'same'
    WHEN found.name_kind IN ('former', 'reused', 'printed') THEN 'former_name'
    WHEN found.name_kind = 'alias' THEN 'alias'
    ELSE 'different_name'
  END AS outcome,
  named.evidence,
  place.code_source,
  place.stated_in,
  grouped.statements,
  place.statement_id,
  place.page,
  place.top
FROM grouped
LEFT JOIN named USING (document_id, code_system, code, printed_name)
LEFT JOIN core.code_name AS found
  ON found.code_system = grouped.code_system AND found.code = grouped.code
  AND found.name_key = grouped.name_key
