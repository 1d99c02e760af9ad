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
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "所在文件", en: "Document it stands in"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门、unit 单位", en: "department (with sub-units) or unit"}
  line_kind: {type: VARCHAR, zh: "行类型：leaf 最细、subtotal 小计、total 合计", en: "leaf, subtotal or total"}
  row_label: {type: VARCHAR, zh: "所印行名", en: "Label of the row as printed"}
  purchase_category: {type: VARCHAR, zh: "类别：goods 货物、works 工程、services 服务；未印明为空", en: "goods, works or services; null where it is not printed"}
  item_name: {type: VARCHAR, zh: "采购品目", en: "Item bought"}
  project_name: {type: VARCHAR, zh: "采购项目或专项", en: "Project it is bought for"}
  unit_name: {type: VARCHAR, zh: "采购单位", en: "Unit that buys"}
  method: {type: VARCHAR, zh: "采购组织形式", en: "Way of procurement"}
  quantity: {type: "DECIMAL(24, 4)", zh: "数量", en: "Quantity"}
  function_code: {type: VARCHAR, zh: "功能分类代码", en: "Functional code"}
  economic_code: {type: VARCHAR, zh: "部门预算经济分类代码", en: "Departmental economic code"}
  government_economic_code: {type: VARCHAR, zh: "政府预算经济分类代码", en: "Government economic code"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金来源", en: "Source of funds"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）", en: "Amount in yuan"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "所在表格", en: "Form it stands in"}
  page: {type: INTEGER, zh: "PDF 页码，从 1 起", en: "PDF page, from 1"}
  x0: {type: DOUBLE, unit: pt, zh: "左边", en: "Left edge in points"}
  top: {type: DOUBLE, unit: pt, zh: "上边", en: "Upper edge in points"}
  x1: {type: DOUBLE, unit: pt, zh: "右边", en: "Right edge in points"}
  bottom: {type: DOUBLE, unit: pt, zh: "下边", en: "Lower edge in points"}
  read_by: {type: VARCHAR, zh: "text 文字层、ocr 识别", en: "text layer or ocr"}
  confidence: {type: DOUBLE, zh: "读取置信度（0 至 1）", en: "Confidence of the reading, 0 to 1"}
  is_current: {type: BOOLEAN, zh: "是否来自现行版本的文件", en: "Whether its document is the current version"}
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
