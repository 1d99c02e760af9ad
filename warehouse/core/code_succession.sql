/* ---
name: core.code_succession
kind: table
title_zh: "科目沿革"
title_en: "Changes of codes"
description_zh: "科目代码的更名、调整与撤销，来自 function_renames.csv 和 code_successions.csv。code_new 为空即明确没有对应科目；code_old 为空即新设。没有记录不等于没有变化：证据见 evidence，recalled 为未经证实。"
description_en: "Renames, moves and ends of codes, from function_renames.csv and code_successions.csv. A null code_new says that there is no counterpart, a null code_old that the code is new. No row does not mean no change; evidence says how well a row is known, recalled is unproved."
grain: [code_system, code_old, code_new, name_old]
columns:
  code_system: {type: VARCHAR, zh: "体系：function 支出功能分类、department 部门预算经济分类、government 政府预算经济分类", en: "function, department or government (economic)"}
  code_old: {type: VARCHAR, zh: "原代码；新设为空", en: "Code before; null where the code is new"}
  code_new: {type: VARCHAR, zh: "新代码；空为没有对应科目", en: "Code after; null: no counterpart"}
  name_old: {type: VARCHAR, zh: "原名称", en: "Name before"}
  name_new: {type: VARCHAR, zh: "新名称；没有对应科目为空", en: "Name after; null without a counterpart"}
  year: {type: INTEGER, zh: "变化后的首个年度；不明为空", en: "First year after the change; null where unknown"}
  kind: {type: VARCHAR, zh: "renamed 更名、moved 转移、split 拆分、merged 合并、abolished 撤销、reused 代码改作他用、added 新设", en: "renamed, moved, split, merged, abolished, reused (the code now stands for another purpose) or added"}
  is_comparable: {type: BOOLEAN, zh: "变化前后是否一一对应（更名或转移）", en: "Whether before and after are one and the same (renamed or moved)"}
  evidence: {type: VARCHAR, zh: "证据：同代码簿；recalled 为无来源", en: "Evidence as in the code books; recalled has no source"}
  source: {type: VARCHAR, described_as: source_of_evidence}
  note_zh: {type: VARCHAR, zh: "说明", en: "Note in Chinese"}
  note_en: {type: VARCHAR, zh: "英文说明", en: "Note in English"}
--- */
WITH named AS (
  SELECT 'function' AS code_system, function_code AS code, name_zh FROM code_function
  UNION ALL
  SELECT economic_system, economic_code, name_zh FROM code_economic
),
stated AS (
  SELECT change.*, named.name_zh AS name_new
  FROM code_code_successions AS change
  LEFT JOIN named ON named.code_system = change.code_system AND named.code = change.code_new
),
renamed AS (
  SELECT 'function' AS code_system,
    CASE WHEN kind <> 'added' THEN function_code END AS code_old,
    CASE WHEN kind <> 'reused' THEN function_code END AS code_new,
    name_old,
    CASE WHEN kind <> 'reused' THEN name_new END AS name_new,
    "year", kind, evidence, source,
    CASE kind WHEN 'renamed' THEN concat(name_old, '更名为', name_new)
              WHEN 'reused' THEN concat('代码改作他用，现为', name_new)
              ELSE '新设科目' END AS note_zh,
    CASE kind WHEN 'renamed' THEN concat(name_old, ' renamed to ', name_new)
              WHEN 'reused' THEN concat('the code now stands for ', name_new)
              ELSE 'new code' END AS note_en
  FROM code_function_renames
)
SELECT code_system, code_old, code_new, name_old, name_new, try_cast("year" AS INTEGER) AS "year",
  kind, kind IN ('renamed', 'moved') AS is_comparable, evidence, source, note_zh, note_en
FROM (
  FROM stated
  UNION ALL BY NAME
  FROM renamed
  -- what others were merged or moved into is not without predecessor
  WHERE kind <> 'added'
     OR NOT EXISTS (FROM stated WHERE stated.code_new = renamed.code_new)
)
