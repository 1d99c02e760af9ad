/* ---
name: core.division_name
kind: table
title_zh: "行政区划名称前缀"
title_en: "How names of organisations begin in each division"
description_zh: "单位名称可能的开头及其唯一对应的区划：本级名称，以及前面加上地级、省级或两者名称的写法。对应多个区划的写法不收。"
description_en: "Beginnings of an organisation's name that stand for exactly one division: its own name, alone or after those of its prefecture, its province or both. A beginning that fits several divisions is left out."
grain: [name_prefix]
columns:
  name_prefix: {type: VARCHAR, zh: "名称开头", en: "Beginning of a name"}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "对应的区划", en: "Division it stands for"}
--- */
WITH spelled AS (
  SELECT division.division_code,
         unnest([division.name_zh, above.name_zh || division.name_zh,
                 upper.name_zh || division.name_zh, division.full_name_zh]) AS name_prefix
  FROM core.dim_division AS division
  LEFT JOIN core.dim_division AS above ON above.division_code = division.parent_code
  LEFT JOIN core.dim_division AS upper ON upper.division_code = above.parent_code
)
SELECT name_prefix, min(division_code) AS division_code
FROM spelled WHERE name_prefix IS NOT NULL
GROUP BY name_prefix HAVING count(DISTINCT division_code) = 1
