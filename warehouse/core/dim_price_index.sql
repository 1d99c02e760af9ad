/* ---
name: core.dim_price_index
kind: table
title_zh: "居民消费价格指数"
title_en: "Consumer price index"
description_zh: "各年居民消费价格指数，以及换算到最新年份价格的系数；指数连续才有系数，缺年之前没有，不作推算。"
description_en: "The index of each year and the factor that turns its money into prices of the newest year; the factor is there only as far back as the indices follow one another without a gap."
grain: [division_code, year]
columns:
  division_code: {type: VARCHAR, zh: "行政区划；000000 为全国", en: "Division; 000000 is the whole country"}
  year: {type: INTEGER}
  index_previous_year_100: {type: "DECIMAL(7, 2)", zh: "指数（上年为 100）；最早一年之前的一年为空", en: "Index, previous year = 100; null for the year before the first"}
  base_year: {type: INTEGER, zh: "基年，即有指数的最新年份", en: "Base year, the newest year with an index"}
  factor_to_base: {type: "DECIMAL(18, 10)", unit: ratio, zh: "换算到基年价格的系数", en: "Factor that turns money of the year into prices of the base year"}
  evidence: {type: VARCHAR}
  source: {type: VARCHAR}
--- */
WITH RECURSIVE price AS (
  SELECT division_code, CAST("year" AS INTEGER) AS "year",
         CAST(index_previous_year_100 AS DECIMAL(7, 2)) AS index_previous_year_100,
         evidence, source
  FROM code_consumer_price_index
),
chain AS (
  SELECT division_code, max("year") AS "year", max("year") AS base_year,
         CAST(1 AS DECIMAL(18, 10)) AS factor_to_base
  FROM price GROUP BY division_code
  UNION ALL
  SELECT chain.division_code, chain."year" - 1, base_year,
         CAST(factor_to_base * index_previous_year_100 * 0.01 AS DECIMAL(18, 10))
  FROM chain JOIN price USING (division_code, "year")
)
SELECT division_code, "year", index_previous_year_100, base_year, factor_to_base, evidence, source
FROM chain LEFT JOIN price USING (division_code, "year")
