/* ---
name: core.dim_form
kind: table
title_zh: "表格"
title_en: "Forms"
description_zh: "预决算公开的各张表，按含义而非表号识别。"
description_en: "The forms of budgets and final accounts, known by their meaning, not by their number."
grain: [form_code]
columns:
  form_code: {type: VARCHAR, zh: "表格代码", en: "Code of the form"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR}
  family: {type: VARCHAR, zh: "表格类别", en: "Family of forms"}
--- */
SELECT form_code, name_zh, name_en, family FROM code_form
