/* ---
name: internal.three_public_yuan
kind: macro
title_zh: "“三公”经费各部分之和（元）"
title_en: "Sum of the parts of the three public costs (yuan)"
description_zh: "聚合宏：因公出国、公务接待与公务用车之和；公务用车有购置、运行分列时取分列之和，不与小计重复；没有分项时取合计行。"
description_en: "Aggregate: overseas travel, receptions and vehicles; vehicles as purchase and running where they are split, never the split and its subtotal; the row of the total where there are no parts."
--- */
(amount_yuan, item_code) AS
  CASE WHEN count(amount_yuan) FILTER (item_code IN (
         'overseas_travel', 'official_reception', 'official_vehicle', 'vehicle_purchase',
         'vehicle_operation')) > 0
    THEN coalesce(sum(amount_yuan) FILTER (item_code IN ('overseas_travel', 'official_reception')), 0)
         + coalesce(internal.official_vehicle_yuan(amount_yuan, item_code), 0)
    ELSE sum(amount_yuan) FILTER (item_code = 'three_public') END
