/* ---
name: core.dim_fund_source
kind: table
title_zh: "资金来源"
title_en: "Sources of funds"
description_zh: "资金来源及其上级。"
description_en: "Sources of funds and the source each is part of."
grain: [fund_source]
columns:
  fund_source: {type: VARCHAR}
  parent_fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "所属资金来源", en: "Source it is part of"}
  name_zh: {type: VARCHAR}
  name_en: {type: VARCHAR}
--- */
SELECT fund_source, parent_fund_source, name_zh, name_en FROM code_fund_source
