/* ---
name: mart.three_public
kind: table
default_scope: true
title_zh: "“三公”经费"
title_en: "Three public costs"
description_zh: "每个单位、年度、阶段、口径一行。金额取所印合计；所印合计有误而各项之和有旁证时取各项之和，basis 注明；表格没有而正文写明的（含写明为 0.00 或没有发生的）取正文。"
description_en: "One row per organisation, year, phase and scope. The total is the printed one; where it is contradicted and the parts agree with another statement of it, it is their sum, as basis says. What only the text states, a declared zero too, is taken from it. The disclosure of that year goes before a comparison column of another one."
grain: [organisation_id, fiscal_year, phase, scope]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  three_public_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "“三公”经费合计（元）", en: "The three public costs together, in yuan"}
  basis: {type: VARCHAR, zh: "合计的依据，见 mart.series.basis", en: "What the total rests on, see mart.series.basis"}
  overseas_travel_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "因公出国（境）费（元）；未列金额为空", en: "Official overseas travel, in yuan; null where no amount is stated"}
  official_reception_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "公务接待费（元）；未列金额为空", en: "Official receptions, in yuan; null where no amount is stated"}
  official_vehicle_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "公务用车购置及运行维护费（元）", en: "Official vehicles: purchase and running, in yuan"}
  vehicle_purchase_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中购置费（元）；未列金额为空", en: "Of which purchase, in yuan; null where no amount is stated"}
  vehicle_operation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中运行维护费（元）；未列金额为空", en: "Of which running, in yuan; null where no amount is stated"}
  printed_total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表所印的合计（元）", en: "Total as printed in the same form, in yuan"}
  parts_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表各项之和（元）", en: "Sum of the parts in the same form, in yuan"}
  agency_operation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "机关运行经费（元），不属于“三公”经费", en: "Agency operating costs, in yuan; not part of the three"}
  conference_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "会议费（元），不属于“三公”经费；未列为空", en: "Conferences, in yuan; not part of the three; null where not stated"}
  training_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "培训费（元），不属于“三公”经费；未列为空", en: "Training, in yuan; not part of the three; null where not stated"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, described_as: funds_covered}
  is_own_disclosure: {type: BOOLEAN, zh: "是否取自本年度本阶段自己的文件", en: "Whether it is from the disclosure of that year and phase"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_of_row}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is single, 0 to 1"}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is unproved, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is contradicted, 0 to 1"}
  statement_ids: {type: "VARCHAR[]"}
--- */
WITH item AS (
  SELECT organisation_id, fiscal_year, phase, scope,
    any_value(amount_yuan) FILTER (concept = 'overseas_travel') AS overseas_travel_yuan,
    any_value(amount_yuan) FILTER (concept = 'official_reception') AS official_reception_yuan,
    any_value(amount_yuan) FILTER (concept = 'official_vehicle') AS official_vehicle_yuan,
    any_value(amount_yuan) FILTER (concept = 'vehicle_purchase') AS vehicle_purchase_yuan,
    any_value(amount_yuan) FILTER (concept = 'vehicle_operation') AS vehicle_operation_yuan,
    any_value(amount_yuan) FILTER (concept = 'agency_operation') AS agency_operation_yuan,
    any_value(amount_yuan) FILTER (concept = 'conference') AS conference_yuan,
    any_value(amount_yuan) FILTER (concept = 'training') AS training_yuan
  FROM internal.series_point WHERE source <> 'implied' GROUP BY ALL
),
cost AS (
  FROM internal.series_point WHERE concept = 'three_public' AND source <> 'implied'
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  cost.amount_yuan AS three_public_yuan,
  cost.basis,
  overseas_travel_yuan,
  official_reception_yuan,
  official_vehicle_yuan,
  vehicle_purchase_yuan,
  vehicle_operation_yuan,
  total.printed_yuan AS printed_total_yuan,
  total.parts_yuan,
  agency_operation_yuan,
  conference_yuan,
  training_yuan,
  cost.fund_source,
  cost.source = 'own' AS is_own_disclosure,
  cost.form_code,
  cost.document_id,
  cost.reconciled_share,
  cost.consistent_share,
  cost.single_share,
  cost.unproved_share,
  cost.contradicted_share,
  cost.statement_ids
FROM cost
LEFT JOIN item USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN (FROM internal.total_amount WHERE concept = 'three_public') AS total
  USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
