/* ---
name: core.printed_low_yuan
kind: macro
title_zh: "所印金额的下限（元）"
title_en: "Lowest value a printed amount can stand for (yuan)"
description_zh: "金额减去所印末位小数的半个单位。"
description_en: "The amount less half a unit of its last printed decimal."
--- */
(amount_yuan, unit, printed_decimals) AS
  amount_yuan - core.printed_half_unit_yuan(unit, printed_decimals)
