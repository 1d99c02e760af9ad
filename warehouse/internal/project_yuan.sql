/* ---
name: internal.project_yuan
kind: macro
title_zh: "项目支出合计（元）"
title_en: "Sum of project expenditure (yuan)"
description_zh: "聚合宏：有“项目支出”列时取该列，否则为其各明细列之和，二者不重复相加。"
description_en: "Aggregate: the column of project expenditure where it is printed, else the sum of its parts; never both."
--- */
(amount_yuan, nature) AS
  coalesce(sum(amount_yuan) FILTER (nature = 'project'),
           sum(amount_yuan) FILTER (nature IN ('project_own_level', 'project_superior')))
