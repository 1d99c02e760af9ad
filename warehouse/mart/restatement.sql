/* ---
name: mart.restatement
kind: table
title_zh: "更正"
title_en: "Restatements"
description_zh: "同一公开事项前后相邻两个版本之间，每个金额有变的坐标一行：added 新增、removed 删去、changed 改动。只比表格和正文写明的金额，且只比两个版本都有的（表格与表格、正文与正文）；同一坐标写了多处的，所有金额作为一组相比，相同则不算更正。列出的是变动了的那个金额，先取表格、再取页码在前者。"
description_en: "One row per coordinates whose amount changed between two successive vintages of a disclosure: added, removed or changed. Only amounts stated in tables and in the text are compared, tables with tables and text with text, where both vintages have them. Coordinates that are stated several times are compared as a set: equal sets are no restatement. Shown is the amount that changed, in a table before the text, on the first page."
grain: [document_id_before, document_id_after, organisation_id, fiscal_year, phase, scope, flow, fund_source, function_code, economic_system, economic_code, nature, item_code, stated_in, form_code, unit_name, detail_name]
columns:
  document_id_before: {type: VARCHAR, references: meta.document.document_id, zh: "前一版本的文件", en: "Document of the vintage before"}
  document_id_after: {type: VARCHAR, references: meta.document.document_id, zh: "后一版本的文件", en: "Document of the vintage after"}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER, described_as: fiscal_year_of_amount}
  phase: {type: VARCHAR, zh: "金额所属阶段", en: "Phase of the amount"}
  scope: {type: VARCHAR}
  flow: {type: VARCHAR}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source}
  function_code: {type: VARCHAR, references: core.dim_function.function_code}
  economic_system: {type: VARCHAR}
  economic_code: {type: VARCHAR}
  nature: {type: VARCHAR, references: core.dim_nature.nature}
  item_code: {type: VARCHAR, references: core.dim_item.item_code}
  stated_in: {type: VARCHAR, zh: "所在：table 表格、narrative 正文；表格与表格、正文与正文相比", en: "table or narrative; tables are compared with tables and text with text"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "所在表格；正文为空", en: "Form it stands in; null in the text"}
  unit_name: {type: VARCHAR, zh: "所属单位的行所印名称", en: "Sub-unit that a row is of, as printed"}
  detail_name: {type: VARCHAR, zh: "词典之外的行、列所印名称", en: "Printed words of a row or column that the lexicon does not know"}
  kind: {type: VARCHAR, zh: "added 新增、removed 删去、changed 改动", en: "added, removed or changed"}
  amount_before_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "前一版本的金额（元）；新增的为空", en: "Amount in the vintage before, in yuan; null where added"}
  amount_after_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "后一版本的金额（元）；删去的为空", en: "Amount in the vintage after, in yuan; null where removed"}
  difference_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "后减前（元）；新增、删去的为空", en: "After less before, in yuan; null where added or removed"}
  statement_id_before: {type: VARCHAR, references: core.fct_amount.statement_id, zh: "前一版本的数据", en: "Statement in the vintage before"}
  statement_id_after: {type: VARCHAR, references: core.fct_amount.statement_id, zh: "后一版本的数据", en: "Statement in the vintage after"}
  page_before: {type: INTEGER, zh: "前一版本的页码，从 1 起", en: "Page of the vintage before, from 1"}
  page_after: {type: INTEGER, zh: "后一版本的页码，从 1 起", en: "Page of the vintage after, from 1"}
  known_from: {type: TIMESTAMP, zh: "后一版本公之于众的时间（UTC）", en: "When the vintage after was known (UTC)"}
--- */
WITH succession AS (
  SELECT earlier.document_id AS before_id, later.document_id AS after_id,
    later.valid_from AS known_from
  FROM meta.document AS earlier
  JOIN meta.document AS later ON later.document_id = earlier.superseded_by_document_id
  WHERE earlier.rendition_of_document_id IS NULL
),
side AS (
  SELECT before_id, after_id, before_id AS document_id, 'before' AS side FROM succession
  UNION ALL
  SELECT before_id, after_id, after_id, 'after' FROM succession
),
stated AS (
  SELECT before_id, after_id, side, amount.*,
    struct_pack(organisation_id, fiscal_year, phase, scope, flow, fund_source, function_code,
                economic_system, economic_code, nature, item_code, stated_in, form_code, unit_name,
                detail_name) AS coordinates,
    count(DISTINCT side) OVER (PARTITION BY before_id, after_id, stated_in, form_code) AS sides
  FROM side JOIN core.fct_amount AS amount USING (document_id)
  WHERE amount_yuan IS NOT NULL AND stated_in IN ('table', 'narrative')
),
compared AS (
  SELECT *,
    count(DISTINCT side) OVER (PARTITION BY before_id, after_id, coordinates, amount_yuan) = 2
      AS is_in_both
  FROM stated WHERE sides = 2
),
-- of each side the statement that tells the change
telling AS (
  SELECT *,
    bool_and(is_in_both) OVER (PARTITION BY before_id, after_id, coordinates) AS is_kept
  FROM compared
  QUALIFY row_number() OVER (
    PARTITION BY before_id, after_id, coordinates, side
    ORDER BY is_in_both, stated_in <> 'table', page, top, x0, statement_id) = 1
),
paired AS (
  SELECT before_id, after_id, coordinates, before.statement_id AS statement_id_before,
    after.statement_id AS statement_id_after, before.amount_yuan AS amount_before_yuan,
    after.amount_yuan AS amount_after_yuan, before.page AS page_before, after.page AS page_after,
    row(before.unit, before.printed_decimals) <> row(after.unit, after.printed_decimals)
      AND abs(before.amount_yuan - after.amount_yuan)
          <= core.printed_half_unit_yuan(before.unit, before.printed_decimals)
             + core.printed_half_unit_yuan(after.unit, after.printed_decimals) AS is_rounding
  FROM (FROM telling WHERE side = 'before' AND NOT is_kept) AS before
  FULL JOIN (FROM telling WHERE side = 'after' AND NOT is_kept) AS after
    USING (before_id, after_id, coordinates)
)
SELECT
  before_id AS document_id_before, after_id AS document_id_after, unnest(coordinates),
  CASE WHEN statement_id_before IS NULL THEN 'added'
       WHEN statement_id_after IS NULL THEN 'removed' ELSE 'changed' END AS kind,
  amount_before_yuan, amount_after_yuan,
  amount_after_yuan - amount_before_yuan AS difference_yuan,
  statement_id_before, statement_id_after,
  page_before, page_after, known_from
FROM paired JOIN succession USING (before_id, after_id)
-- the same amount printed in another unit or with fewer decimals is no correction
WHERE NOT coalesce(is_rounding, false)
