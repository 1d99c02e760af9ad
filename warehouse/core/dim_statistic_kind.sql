/* ---
name: core.dim_statistic_kind
kind: table
title_zh: "统计数的区别"
title_en: "Kinds of statistics"
description_zh: "同一统计项之内用以区别的种类：车辆用途、绩效环节与等次、来宾、资产计价等。"
description_en: "What tells two numbers of one statistic apart: use of vehicles, step and grade of performance, guests, valuation."
grain: [kind]
columns:
  kind: {type: VARCHAR, zh: "种类代码", en: "Code of the kind"}
  kind_group: {type: VARCHAR, zh: "所属组", en: "Group of kinds that exclude each other"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR}
--- */
SELECT kind, kind_group, name_zh, name_en
FROM code_statistic_kind
