/* ---
name: mart.carry_over
kind: table
default_scope: true
title_zh: "结转和结余"
title_en: "Carry-over"
description_zh: "每个单位、年度、阶段、口径、资金范围一行：年初与年末结转和结余，先取表格，没有时取正文；上年年末数与本年年初数并列，不一致的由 is_continuous 注明。"
description_en: "One row per organisation, year, phase, scope and funds: carry-over at the start and at the end of the year, from a form or else from the text; what the year before closed with stands beside it, and is_continuous says whether the two agree."
grain: [organisation_id, fiscal_year, phase, scope, fund_source]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围：all 为全部资金；各范围不可相加", en: "Funds covered; all covers the others, never add them"}
  opening_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "年初结转和结余（元）", en: "At the start of the year, in yuan"}
  closing_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "年末结转和结余（元）", en: "At the end of the year, in yuan"}
  change_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "年末减年初（元）", en: "End less start, in yuan"}
  basis: {type: VARCHAR, zh: "依据：table 表格、narrative 正文", en: "table or narrative"}
  previous_closing_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "上年文件所印年末结转和结余（元）", en: "What the final accounts of the year before print for its end, in yuan"}
  is_continuous: {type: BOOLEAN, zh: "上年年末数是否等于本年年初数（相差不超过 100 元的进位）；缺一为空", en: "Whether the two agree but for 100 yuan of rounding; null where either is absent"}
  statement_ids: {type: "VARCHAR[]", zh: "所取数据", en: "Statements taken"}
--- */
WITH stated AS (
  SELECT amount.*
  FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
  WHERE amount.is_current AND amount_yuan IS NOT NULL AND stated_in IN ('table', 'narrative')
    AND item_code IN ('opening_carryover', 'closing_carryover')
    AND function_code IS NULL AND economic_code IS NULL AND nature = 'total'
    AND unit_name IS NULL AND detail_name IS NULL AND project_id IS NULL
    AND amount.organisation_id IS NOT NULL
  QUALIFY row_number() OVER (
    PARTITION BY amount.organisation_id, amount.fiscal_year, amount.phase, amount.scope,
                 amount.fund_source, item_code
    ORDER BY document.fiscal_year <> amount.fiscal_year OR document.phase <> amount.phase,
             stated_in <> 'table', trust = 'contradicted', line_kind = 'leaf', page, top,
             statement_id) = 1
),
carried AS (
  SELECT organisation_id, fiscal_year, phase, scope, fund_source,
    any_value(amount_yuan) FILTER (item_code = 'opening_carryover') AS opening_yuan,
    any_value(amount_yuan) FILTER (item_code = 'closing_carryover') AS closing_yuan,
    max(stated_in) AS basis, list(statement_id ORDER BY item_code DESC) AS statement_ids
  FROM stated GROUP BY ALL
)
SELECT organisation_id, organisation.name_zh AS organisation_name_zh, carried.fiscal_year,
  carried.phase, carried.scope, carried.fund_source, carried.opening_yuan, carried.closing_yuan,
  carried.closing_yuan - carried.opening_yuan AS change_yuan, carried.basis,
  before.closing_yuan AS previous_closing_yuan,
  abs(before.closing_yuan - carried.opening_yuan) <= 100 AS is_continuous, carried.statement_ids
FROM carried
LEFT JOIN (SELECT organisation_id AS before_id, fiscal_year + 1 AS next_year, scope AS before_scope,
             fund_source AS before_fund, closing_yuan FROM carried WHERE phase = 'final') AS before
  ON before_id = carried.organisation_id AND next_year = carried.fiscal_year
 AND before_scope = carried.scope AND before_fund = carried.fund_source
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
