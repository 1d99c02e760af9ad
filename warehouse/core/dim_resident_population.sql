/* ---
name: core.dim_resident_population
kind: table
title_zh: "常住人口"
title_en: "Resident population"
description_zh: "行政区划各年的常住人口；没有的年份不作推算。"
description_en: "Residents of a division by year; a year without a published value is absent."
grain: [division_code, year]
columns:
  division_code: {type: VARCHAR, references: core.dim_division.division_code}
  year: {type: INTEGER}
  residents_person: {type: BIGINT, unit: person, zh: "常住人口（人）", en: "Residents"}
  evidence: {type: VARCHAR}
  source: {type: VARCHAR}
--- */
SELECT division_code, "year", residents_person, evidence, source FROM code_resident_population
