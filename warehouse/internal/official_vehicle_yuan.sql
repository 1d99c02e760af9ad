/* ---
name: internal.official_vehicle_yuan
kind: macro
title_zh: "公务用车购置及运行费（元）"
title_en: "Official vehicles (yuan)"
description_zh: "聚合宏：有购置、运行分列时取二者之和，否则取公务用车一行。"
description_en: "Aggregate: purchase and running where they are split, else the row of vehicles."
--- */
(amount_yuan, item_code) AS
  coalesce(sum(amount_yuan) FILTER (item_code IN ('vehicle_purchase', 'vehicle_operation')),
           sum(amount_yuan) FILTER (item_code = 'official_vehicle'))
