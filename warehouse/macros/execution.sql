/* ---
name: mart.execution
kind: table_macro
title_zh: "某年度各单位的预算执行"
title_en: "Execution of the organisations in one year"
description_zh: "每个单位一行所印合计：年初预算、全年预算、决算、执行率和文件所印完成率；level 可指定 class、section、item 以看各科目。例：FROM mart.execution(2024)"
description_en: "The printed totals of each organisation: budget, adjusted budget, final, the rate and the rate as printed; only_level may be class, section or item. Example: FROM mart.execution(2024)"
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  scope: {type: VARCHAR}
  function_code: {type: VARCHAR, references: core.dim_function.function_code, described_as: function_code_or_total}
  function_name_zh: {type: VARCHAR}
  budget_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "年初预算（元）", en: "Budget at the start of the year, in yuan"}
  adjusted_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "全年预算（元）", en: "Adjusted budget of the year, in yuan"}
  final_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "决算（元）", en: "Final, in yuan"}
  execution_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "决算÷年初预算", en: "Final ÷ budget"}
  adjusted_execution_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "决算÷全年预算", en: "Final ÷ adjusted budget"}
  printed_rate: {type: "DECIMAL(12, 6)", unit: ratio, zh: "所印完成率", en: "Rate as printed"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, described_as: funds_covered}
--- */
(fiscal_year, only_level := 'total') AS TABLE
SELECT execution.organisation_id, execution.organisation_name_zh, execution.fiscal_year,
  execution.scope, execution.function_code, execution.function_name_zh, execution.budget_yuan,
  execution.adjusted_yuan, execution.final_yuan, execution.execution_rate,
  execution.adjusted_execution_rate, execution.printed_rate, execution.fund_source
FROM mart.budget_execution AS execution
WHERE execution.fiscal_year = fiscal_year AND execution."level" = only_level
ORDER BY execution.execution_rate NULLS LAST, execution.organisation_id, execution.function_code
