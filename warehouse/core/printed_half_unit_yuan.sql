/* ---
name: core.printed_half_unit_yuan
kind: macro
title_zh: "所印末位小数的半个单位（元）"
title_en: "Half a unit of the last printed decimal (yuan)"
description_zh: "例如以万元印两位小数时为 50 元。结果为精确小数，不经过浮点数。"
description_en: "50 yuan for an amount in 万元 with two decimals. Exact decimals, no floating point."
--- */
(unit, printed_decimals) AS
  CAST(CASE unit WHEN '元' THEN 1 WHEN '千元' THEN 1000 WHEN '万元' THEN 10000
                 WHEN '百万元' THEN 1000000
                 WHEN '亿元' THEN 100000000 END AS DECIMAL(9, 0))
  * CAST(CASE printed_decimals
           WHEN 0 THEN 0.5 WHEN 1 THEN 0.05 WHEN 2 THEN 0.005 WHEN 3 THEN 0.0005
           WHEN 4 THEN 0.00005 WHEN 5 THEN 0.000005 WHEN 6 THEN 0.0000005
           WHEN 7 THEN 0.00000005 WHEN 8 THEN 0.000000005 END AS DECIMAL(9, 9))
