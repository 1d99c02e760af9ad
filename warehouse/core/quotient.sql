/* ---
name: core.quotient
kind: macro
title_zh: "精确商"
title_en: "Exact quotient"
description_zh: "被除数、除数、小数位数（0 至 6）；以整数运算，四舍五入，不经过浮点数；除数为零或缺失时为空。"
description_en: "Of dividend, divisor and number of decimals (0 to 6), by whole numbers and rounded half away from zero, never through a float; null where the divisor is zero or absent."
--- */
(dividend, divisor, decimals) AS
  CASE WHEN divisor <> 0 THEN
    CAST(CASE WHEN (dividend < 0) <> (divisor < 0) THEN -1 ELSE 1 END
         * ((2 * abs(CAST(CAST(dividend AS DECIMAL(24, 4)) * 10000 AS HUGEINT))
               * CAST(10 ** decimals AS HUGEINT)
             + abs(CAST(CAST(divisor AS DECIMAL(24, 4)) * 10000 AS HUGEINT)))
            // (2 * abs(CAST(CAST(divisor AS DECIMAL(24, 4)) * 10000 AS HUGEINT))))
         * CAST(10 ** (6 - decimals) AS HUGEINT) AS DECIMAL(30, 0)) * 0.000001
  END
