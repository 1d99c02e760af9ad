/* ---
name: core.dim_nature
kind: table
title_zh: "支出性质"
title_en: "Nature of expenditure"
description_zh: "支出性质（基本支出、项目支出等）及其上级。"
description_en: "Natures of expenditure (basic, project ...) and the nature each is part of."
grain: [nature]
columns:
  nature: {type: VARCHAR}
  parent_nature: {type: VARCHAR, references: core.dim_nature.nature, zh: "所属性质", en: "Nature it is part of"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR}
--- */
SELECT nature, parent_nature, name_zh, name_en FROM code_nature
