/* ---
name: mart.three_public
kind: table
title_zh: "“三公”经费"
title_en: "Three public costs"
description_zh: "每个单位、年度、阶段、口径一行。合计由末级数据相加，所印合计另列；本年度自己的文件优先，否则取其他文件的对比列。"
description_en: "One row per organisation, year, phase and scope. The total is the sum of the leaf statements; the printed total stands beside it. The disclosure of that year goes before a comparison column of another one."
grain: [organisation_id, fiscal_year, phase, scope]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  organisation_name_zh: {type: VARCHAR, zh: "单位名称", en: "Name of the organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  three_public_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "“三公”经费合计（元）", en: "The three public costs together, in yuan"}
  overseas_travel_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "因公出国（境）费（元）；未列金额为空", en: "Official overseas travel, in yuan; null where no amount is stated"}
  official_reception_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "公务接待费（元）；未列金额为空", en: "Official receptions, in yuan; null where no amount is stated"}
  official_vehicle_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "公务用车购置及运行维护费（元）", en: "Official vehicles: purchase and running, in yuan"}
  vehicle_purchase_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中购置费（元）；未列金额为空", en: "Of which purchase, in yuan; null where no amount is stated"}
  vehicle_operation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "其中运行维护费（元）；未列金额为空", en: "Of which running, in yuan; null where no amount is stated"}
  printed_total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表所印的合计（元）", en: "Total as printed in the same form, in yuan"}
  agency_operation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "机关运行经费（元），不属于“三公”经费", en: "Agency operating costs, in yuan; not part of the three"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围", en: "Funds covered"}
  is_own_disclosure: {type: BOOLEAN, zh: "是否取自本年度本阶段自己的文件", en: "Whether it is from the disclosure of that year and phase"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "取自哪张表", en: "Form the row is from"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "取自哪份文件", en: "Document the row is from"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is single, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "“三公”经费所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements of the three public costs that is contradicted, 0 to 1"}
  statement_ids: {type: "VARCHAR[]", zh: "所依据的数据", en: "Statements the row is made from"}
--- */
WITH cost AS (
  SELECT
    organisation_id, fiscal_year, phase, scope,
    sum(amount_yuan) AS three_public_yuan,
    sum(amount_yuan) FILTER (item_code = 'overseas_travel') AS overseas_travel_yuan,
    sum(amount_yuan) FILTER (item_code = 'official_reception') AS official_reception_yuan,
    sum(amount_yuan) FILTER (
      item_code IN ('official_vehicle', 'vehicle_purchase', 'vehicle_operation'))
      AS official_vehicle_yuan,
    sum(amount_yuan) FILTER (item_code = 'vehicle_purchase') AS vehicle_purchase_yuan,
    sum(amount_yuan) FILTER (item_code = 'vehicle_operation') AS vehicle_operation_yuan,
    mart.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY statement_id) AS statement_ids
  FROM mart.source_amount
  WHERE subject = 'three_public'
    AND item_code IN ('three_public', 'overseas_travel', 'official_reception', 'official_vehicle',
                      'vehicle_purchase', 'vehicle_operation')
  GROUP BY ALL
),
agency AS (
  SELECT organisation_id, fiscal_year, phase, scope, sum(amount_yuan) AS agency_operation_yuan
  FROM mart.source_amount
  WHERE subject = 'agency_operation' AND item_code = 'agency_operation'
  GROUP BY ALL
),
printed AS (
  SELECT organisation_id, fiscal_year, phase, scope, document_id, form_code, fund_source,
         max(amount_yuan) AS printed_total_yuan
  FROM core.fct_amount
  WHERE is_current AND line_kind = 'total' AND item_code = 'three_public'
  GROUP BY ALL
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  three_public_yuan,
  overseas_travel_yuan,
  official_reception_yuan,
  official_vehicle_yuan,
  vehicle_purchase_yuan,
  vehicle_operation_yuan,
  printed_total_yuan,
  agency_operation_yuan,
  source.fund_source,
  source.is_own_disclosure,
  source.form_code,
  source.document_id,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.contradicted AS contradicted_share,
  statement_ids
FROM (FROM mart.source_form WHERE subject = 'three_public') AS source
LEFT JOIN cost USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN agency USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN printed
  USING (organisation_id, fiscal_year, phase, scope, document_id, form_code, fund_source)
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
