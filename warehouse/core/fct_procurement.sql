/* ---
name: core.fct_procurement
kind: table
title_zh: "政府采购"
title_en: "Government procurement"
description_zh: "政府采购表的每一行：类别、项目、品目、数量、金额；合计和小计行也在内，只有 leaf 可以相加。"
description_en: "One row per row of a table of government procurement: category, project, item, quantity, amount; totals and subtotals too, only leaves may be added up."
grain: [purchase_id]
columns:
  purchase_id: {type: VARCHAR, zh: "采购行编号；同一文件重读不变", en: "Id of the row; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  line_kind: {type: VARCHAR, zh: "行类型：leaf 最细、subtotal 小计、total 合计", en: "leaf, subtotal or total"}
  row_label: {type: VARCHAR, zh: "所印行名", en: "Label of the row as printed"}
  purchase_category: {type: VARCHAR, zh: "类别：goods 货物、works 工程、services 服务；未印明为空", en: "goods, works or services; null where it is not printed"}
  item_name: {type: VARCHAR, zh: "采购品目", en: "Item bought"}
  project_name: {type: VARCHAR, zh: "采购项目或专项", en: "Project it is bought for"}
  unit_name: {type: VARCHAR, zh: "采购单位", en: "Unit that buys"}
  method: {type: VARCHAR, zh: "采购组织形式", en: "Way of procurement"}
  quantity: {type: "DECIMAL(24, 4)", zh: "数量", en: "Quantity"}
  function_code: {type: VARCHAR}
  economic_code: {type: VARCHAR, zh: "部门预算经济分类代码", en: "Departmental economic code"}
  government_economic_code: {type: VARCHAR, zh: "政府预算经济分类代码", en: "Government economic code"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  form_code: {type: VARCHAR, references: core.dim_form.form_code}
  page: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt}
  top: {type: DOUBLE, unit: pt}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  read_by: {type: VARCHAR}
  confidence: {type: DOUBLE}
  is_current: {type: BOOLEAN}
--- */
SELECT
  purchase_id, purchase.document_id, names.organisation_id,
  purchase.fiscal_year, purchase.phase, purchase.scope,
  line_kind, row_label, purchase_category, item_name, project_name, unit_name, method, quantity,
  function_code, economic_code, government_economic_code, fund_source, amount_yuan, form_code,
  page, x0, top, x1, bottom, read_by, confidence, coalesce(document.is_current, false) AS is_current
FROM stage_purchase AS purchase
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(purchase.organisation_name)
LEFT JOIN meta.document AS document ON document.document_id = purchase.document_id
