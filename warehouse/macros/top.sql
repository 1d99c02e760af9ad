/* ---
name: mart.top
kind: table_macro
title_zh: "某年度某概念最大的单位"
title_en: "The largest organisations of one concept and year"
description_zh: "按金额由大到小的前 how_many 个单位（默认 10），附上年数、增减、依据和标记。例：FROM mart.top('three_public', 2025, 'budget')"
description_en: "The how_many largest organisations (10 unless said otherwise), with the year before, the change, what the amount rests on and the flags. Example: FROM mart.top('three_public', 2025, 'budget')"
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  scope: {type: VARCHAR}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）", en: "Amount, in yuan"}
  previous_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  change_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "增减；不可比时可为空（元）", en: "Change; see mart.year_on_year for what hampers it, in yuan"}
  basis: {type: VARCHAR, zh: "金额的依据，见 mart.series.basis", en: "What the amount rests on, see mart.series.basis"}
  flags: {type: "VARCHAR[]", zh: "可比性标记", en: "Flags of comparability"}
  place: {type: BIGINT, zh: "名次", en: "Place"}
--- */
(concept, fiscal_year, phase, how_many := 10) AS TABLE
SELECT ranked.organisation_id, ranked.organisation_name_zh, ranked.scope, ranked.amount_yuan,
  ranked.previous_yuan, ranked.change_yuan, ranked.basis, ranked.flags, ranked.place
FROM (
  SELECT series.*, row_number() OVER (
    ORDER BY series.amount_yuan DESC, series.organisation_id) AS place
  FROM mart.series AS series
  WHERE series.concept = concept AND series.fiscal_year = fiscal_year AND series.phase = phase
) AS ranked
WHERE ranked.place <= how_many
ORDER BY ranked.place
