/* ---
name: mart.witness
kind: table
title_zh: "同一数据的多处陈述"
title_en: "Witness sets"
description_zh: "现行版本的同一文件中坐标相同、有金额的两条以上数据为一组。complete 完全相等；consistent 在各自所印精度内一致；inconsistent 不一致。"
description_en: "Two or more statements of one current document with equal coordinates and an amount: complete (all equal), consistent (within the precision each is printed with) or inconsistent."
grain: [document_id, fiscal_year, phase, scope, flow, fund_source, function_code, economic_system, economic_code, government_economic_code, nature, item_code]
columns:
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  flow: {type: VARCHAR}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source}
  function_code: {type: VARCHAR, references: core.dim_function.function_code}
  economic_system: {type: VARCHAR}
  economic_code: {type: VARCHAR}
  government_economic_code: {type: VARCHAR}
  nature: {type: VARCHAR, references: core.dim_nature.nature}
  item_code: {type: VARCHAR, references: core.dim_item.item_code}
  class: {type: VARCHAR, zh: "complete 相等、consistent 在精度内一致、inconsistent 不一致", en: "complete, consistent or inconsistent"}
  witnesses: {type: INTEGER, unit: count, zh: "陈述条数", en: "Number of statements"}
  lowest_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "最小金额（元）", en: "Lowest amount, in yuan"}
  highest_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "最大金额（元）", en: "Highest amount, in yuan"}
  statement_ids: {type: "VARCHAR[]", zh: "各条数据", en: "The statements"}
--- */
SELECT
  document_id, organisation_id, fiscal_year, phase, scope, flow, fund_source, function_code,
  economic_system, economic_code, government_economic_code, nature, item_code,
  CASE WHEN min(amount_yuan) = max(amount_yuan) THEN 'complete'
       WHEN max(core.printed_low_yuan(amount_yuan, unit, printed_decimals))
            <= min(core.printed_high_yuan(amount_yuan, unit, printed_decimals)) THEN 'consistent'
       ELSE 'inconsistent' END AS class,
  count(*) AS witnesses,
  min(amount_yuan) AS lowest_yuan,
  max(amount_yuan) AS highest_yuan,
  list(statement_id ORDER BY statement_id) AS statement_ids
FROM core.fct_amount
WHERE is_current AND amount_yuan IS NOT NULL AND stated_in <> 'implied'
  -- rows of projects, of purchases and of sub-units are told apart by names, not by coordinates
  AND detail_name IS NULL AND unit_name IS NULL AND purchase_id IS NULL
  -- parts of one class are no witnesses of each other
  AND code_source IS DISTINCT FROM 'local'
GROUP BY ALL
HAVING count(*) > 1
