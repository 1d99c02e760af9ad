/* ---
name: mart.peer_ranking
kind: table
title_zh: "同类单位排名"
title_en: "Peer ranking"
description_zh: "同一行政区划、年度、阶段、口径的单位为一组，按概念排名。分位数为组内不大于该单位的比例。"
description_en: "Organisations of one division, year, phase and scope are peers and are ranked by concept. The percentile is the share of peers that are not above it."
grain: [division_code, fiscal_year, phase, scope, concept, organisation_id]
columns:
  division_code: {type: VARCHAR, zh: "行政区划", en: "Division"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  concept: {type: VARCHAR, zh: "概念", en: "Concept, as in mart.series"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）", en: "Amount in yuan"}
  rank: {type: INTEGER, zh: "名次，1 为最大", en: "Rank, 1 is the largest"}
  peers: {type: INTEGER, unit: count, zh: "组内单位数", en: "Number of peers"}
  percentile: {type: "DECIMAL(9, 6)", unit: ratio, zh: "分位数（0 至 1）", en: "Percentile, 0 to 1"}
  median_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "组内中位数（元）", en: "Median of the peers, in yuan"}
--- */
SELECT organisation.division_code, series.organisation_id, series.organisation_name_zh,
  series.fiscal_year, series.phase, series.scope, series.concept, amount_yuan,
  rank() OVER (peers ORDER BY amount_yuan DESC) AS rank,
  count(*) OVER peers AS peers,
  round(cume_dist() OVER (peers ORDER BY amount_yuan), 6) AS percentile,
  median(amount_yuan) OVER peers AS median_yuan
FROM mart.series AS series
JOIN core.dim_organisation AS organisation USING (organisation_id)
WHERE organisation.division_code IS NOT NULL AND series.source = 'own'
WINDOW peers AS (
  PARTITION BY organisation.division_code, series.fiscal_year, series.phase, series.scope, series.concept)
