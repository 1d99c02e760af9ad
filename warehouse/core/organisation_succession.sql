/* ---
name: core.organisation_succession
kind: table
title_zh: "单位沿革"
title_en: "Successions of organisations"
description_zh: "一个单位接续另一个单位。renamed 为一对一的更名，是同一单位；merged 合并、split 分设不是同一单位，前后数据不可直接比较。更名可在单位登记表的 predecessor_id 登记，合并与分设在 organisation_successions.csv 登记。"
description_en: "One organisation follows another. renamed is one to one and the same identity; merged and split are not, and years before and after must not be compared as they stand. A rename may be registered by predecessor_id in the register; mergers and splits stand in organisation_successions.csv."
grain: [predecessor_id, successor_id]
columns:
  predecessor_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "前身单位", en: "Organisation before"}
  successor_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "后继单位", en: "Organisation after"}
  year: {type: INTEGER, zh: "后继单位的首个年度；不明为空", en: "First year of the successor; null where unknown"}
  kind: {type: VARCHAR, zh: "renamed 更名、merged 合并、split 分设", en: "renamed, merged or split"}
  source: {type: VARCHAR, zh: "依据", en: "Where it is known from"}
--- */
SELECT predecessor_id, organisation_id AS successor_id, valid_from::INTEGER AS "year",
  'renamed' AS kind, 'register' AS source
FROM code_organisations WHERE predecessor_id IS NOT NULL
UNION ALL
SELECT predecessor_id, successor_id, "year"::INTEGER, kind, source FROM code_organisation_successions
