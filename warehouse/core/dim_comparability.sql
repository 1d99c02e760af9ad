/* ---
name: core.dim_comparability
kind: table
title_zh: "可比性标记与缺值原因"
title_en: "Flags of comparability and reasons of absence"
description_zh: "可比性标记、同类比较标记和缺值原因，附中英文说明。"
description_en: "What flags and reasons of the marts mean, in both languages."
grain: [comparability_code]
columns:
  comparability_code: {type: VARCHAR, described_as: code}
  use: {type: VARCHAR, zh: "用途：flag 与上一点相比的标记、peer_flag 与其他单位相比的标记、reason 缺值原因", en: "flag (against the point before), peer_flag (against other organisations) or reason (of an absent figure)"}
  prevents_comparison: {type: BOOLEAN, zh: "标记是否使比较不成立；原因为空", en: "Of a flag, whether a comparison is left out; null for a reason"}
  precedence: {type: INTEGER, zh: "多项并存时的先后", en: "Order in which they are told where several hold"}
  name_zh: {type: VARCHAR, zh: "中文说明", en: "In Chinese"}
  name_en: {type: VARCHAR, zh: "英文说明", en: "In English"}
--- */
SELECT comparability_code, use, prevents_comparison, precedence, name_zh, name_en
FROM code_comparability
