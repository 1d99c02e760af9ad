/* ---
name: core.dim_item
kind: table
title_zh: "项目行"
title_en: "Items"
description_zh: "既非功能分类也非经济分类的行：合计、结转、“三公”经费等，及其上级。"
description_en: "Lines that are neither functional nor economic classes: totals, carry-overs, the three public costs; and the item each is part of."
grain: [item_code]
columns:
  item_code: {type: VARCHAR, zh: "项目行代码", en: "Code of the item"}
  parent_item_code: {type: VARCHAR, references: core.dim_item.item_code, zh: "所属项目行", en: "Item it is part of"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR}
--- */
SELECT item_code, parent_item_code, name_zh, name_en FROM code_item
