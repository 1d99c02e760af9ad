/* ---
name: internal.total_yuan
kind: macro
title_zh: "支出合计（元）"
title_en: "Sum of expenditure (yuan)"
description_zh: "聚合宏：有“合计”列时取该列，否则为各类支出之和，二者不重复相加。"
description_en: "Aggregate: the total column where it is printed, else the sum over the natures of expenditure; never both."
--- */
(amount_yuan, nature) AS
  coalesce(sum(amount_yuan) FILTER (nature = 'total'),
           CASE WHEN count(amount_yuan) > 0 THEN
             coalesce(internal.basic_yuan(amount_yuan, nature), 0)
             + coalesce(internal.project_yuan(amount_yuan, nature), 0)
             + coalesce(sum(amount_yuan) FILTER (internal.is_other_nature(nature)), 0)
           END)
