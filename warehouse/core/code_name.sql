/* ---
name: core.code_name
kind: table
title_zh: "科目名称"
title_en: "Names of codes"
description_zh: "代码簿中每个代码的现名、各单位所印名称、曾用名与别名。valid_from、valid_to 为名称的首末年度，由更名年份得出，不明为空。"
description_en: "The current name, the names that offices print, former names and other names of each code in the books. valid_from and valid_to are the first and last year of the name, as the years of the renames tell; null where unknown."
grain: [code_system, code, name_zh]
columns:
  code_system: {type: VARCHAR}
  code: {type: VARCHAR}
  name_zh: {type: VARCHAR}
  name_key: {type: VARCHAR, zh: "名称的比对形式", en: "The name as it is compared"}
  name_kind: {type: VARCHAR, zh: "current 现名、printed 数家单位所印（各年）、former 曾用名、reused 代码改作他用前的名称、alias 别名", en: "current, printed (by several offices, in its years), former, reused (of what the code stood for before it was used otherwise) or alias"}
  valid_from: {type: INTEGER, zh: "首个年度；不明为空", en: "First year; null where unknown"}
  valid_to: {type: INTEGER, zh: "最后年度；现名或不明为空", en: "Last year; null for a current name and where unknown"}
  is_current_name: {type: BOOLEAN, zh: "是否现名", en: "Whether it is the current name"}
  evidence: {type: VARCHAR, zh: "证据", en: "Evidence of the name"}
  source: {type: VARCHAR, described_as: source_of_evidence}
--- */
WITH change AS (
  SELECT function_code AS code, name_old, name_new, try_cast("year" AS INTEGER) AS "year", kind,
    evidence, source
  FROM code_function_renames
),
began AS (
  SELECT code, name_new, max("year") AS "year" FROM change GROUP BY ALL
),
book AS (
  SELECT 'function' AS code_system, function_code AS code, name_zh, evidence, source
  FROM code_function
  UNION ALL
  SELECT economic_system, economic_code, name_zh, evidence, source FROM code_economic
),
ended AS (
  SELECT code_system, code_old AS code, min("year") - 1 AS valid_to
  FROM core.code_succession WHERE code_old IS DISTINCT FROM code_new GROUP BY ALL
),
candidate AS (
  SELECT book.code_system, book.code, book.name_zh, 'current' AS name_kind,
    began."year" AS valid_from, NULL AS valid_to, book.evidence, book.source
  FROM book
  LEFT JOIN began ON code_system = 'function' AND began.code = book.code
    AND began.name_new = book.name_zh
  UNION ALL
  -- what several offices print in a year is the name of that year
  SELECT code_system, code, name_zh, 'printed', try_cast(first_year AS INTEGER),
    try_cast(last_year AS INTEGER), 'printed', 'printed_names'
  FROM code_printed_names
  UNION ALL
  SELECT 'function', code, name_old, CASE kind WHEN 'reused' THEN 'reused' ELSE 'former' END,
    NULL, "year" - 1, evidence, source
  FROM change WHERE name_old IS NOT NULL
  UNION ALL
  SELECT 'function', function_code, name_zh, 'former', NULL, ended.valid_to, evidence, source
  FROM code_function_historic AS historic
  LEFT JOIN ended ON ended.code_system = 'function' AND ended.code = function_code
  WHERE function_code NOT IN (SELECT function_code FROM code_function)
  UNION ALL
  SELECT CASE WHEN kind = 'function' THEN 'function' WHEN code[1] = '5' THEN 'government'
              ELSE 'department' END,
    code, alias, 'alias', NULL, NULL, evidence, source
  FROM code_name_aliases
)
SELECT code_system, code, name_zh, core.code_name_key(name_zh) AS name_key, name_kind,
  valid_from, valid_to, name_kind = 'current' AS is_current_name, evidence, source
FROM candidate
QUALIFY row_number() OVER (
  PARTITION BY code_system, code, core.code_name_key(name_zh)
  ORDER BY list_position(['current', 'printed', 'former', 'reused', 'alias'], name_kind), valid_to DESC NULLS LAST,
    name_zh, evidence, source) = 1
