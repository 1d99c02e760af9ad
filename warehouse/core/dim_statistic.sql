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
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR}
  unit: {type: VARCHAR, zh: "计量单位", en: "Unit of its value"}
  is_stock: {type: BOOLEAN, zh: "是否存量（有截至日期）", en: "Whether it is a stock, with a day on which it was counted"}
--- */
SELECT statistic_code, nullif(parent_statistic_code, '') AS parent_statistic_code, name_zh, name_en, unit,
  CAST(is_stock AS BOOLEAN) AS is_stock
FROM code_statistic
