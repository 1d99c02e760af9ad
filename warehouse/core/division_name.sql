/* ---
name: core.division_name
kind: table
title_zh: "行政区划名称前缀"
title_en: "How names of organisations begin in each division"
description_zh: "单位名称可能的开头及其唯一对应的区划：本级名称，以及前面加上地级、省级全称或简称的写法。对应多个区划的写法（如两地都有的“普陀区”）不收；单独的简称（如“南京”）也不收。已撤销的区划，仅在现行区划不用该名称时收入。"
description_en: "Beginnings of an organisation's name that stand for exactly one division: its own name, alone or after full or short names of its prefecture and province. A beginning that fits several divisions (a bare 普陀区) is left out, and so is a short name alone (南京). An abolished division is here where no division of today has the name."
grain: [name_prefix]
columns:
  name_prefix: {type: VARCHAR, zh: "名称开头", en: "Beginning of a name"}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "对应的区划", en: "Division it stands for"}
--- */
SELECT name_prefix, division_code FROM source_division_name
