/* ---
name: core.dim_statistic
kind: table
title_zh: "统计项"
title_en: "Statistics known"
description_zh: "统计项代码、所属上级项、名称和计量单位。"
description_en: "Codes of statistics, the one each is a part of, names and unit."
grain: [statistic_code]
columns:
  statistic_code: {type: VARCHAR, zh: "统计项代码", en: "Code of the statistic"}
  parent_statistic_code: {type: VARCHAR, references: core.dim_statistic.statistic_code, zh: "所属上级项", en: "The statistic it is a part of"}
  name_zh: {type: VARCHAR, zh: "名称（中文）", en: "Name in Chinese"}
  name_en: {type: VARCHAR, zh: "名称（英文）", en: "Name in English"}
  unit: {type: VARCHAR, zh: "计量单位", en: "Unit of its value"}
--- */
SELECT statistic_code, nullif(parent_statistic_code, '') AS parent_statistic_code, name_zh, name_en, unit
FROM code_statistic
