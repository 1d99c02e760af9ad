/* ---
name: internal.basic_yuan
kind: macro
title_zh: "基本支出合计（元）"
title_en: "Sum of basic expenditure (yuan)"
description_zh: "聚合宏：有“基本支出”列时取该列，否则为人员经费与公用经费之和，二者不重复相加。"
description_en: "Aggregate: the column of basic expenditure where it is printed, else personnel plus public costs; never both."
--- */
(amount_yuan, nature) AS
  coalesce(sum(amount_yuan) FILTER (nature = 'basic'),
           sum(amount_yuan) FILTER (nature IN ('personnel', 'public')))
