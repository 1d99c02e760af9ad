/* ---
name: core.fct_amount
kind: table
title_zh: "金额数据"
title_en: "Statements of amounts"
description_zh: "文件中印出的每个数字（或空格、短横线、“无”）一行，带坐标、金额和所在位置。"
description_en: "One row per printed figure, or printed absence of one, with its coordinates, its amount and its place on the page."
grain: [statement_id]
columns:
  statement_id: {type: VARCHAR, zh: "数据编号；同一文件重读不变", en: "Id of the statement; the same each time the same bytes are read"}
  document_id: {type: VARCHAR, references: meta.document.document_id}
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER, described_as: fiscal_year_of_amount}
  phase: {type: VARCHAR, zh: "金额所属阶段：budget、adjusted、estimated（预计执行数）、final", en: "Phase of the amount: budget, adjusted, estimated (expected execution) or final"}
  scope: {type: VARCHAR}
  flow: {type: VARCHAR}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source}
  function_code: {type: VARCHAR, references: core.dim_function.function_code}
  economic_system: {type: VARCHAR, zh: "经济分类体系：department、government", en: "Economic system: department or government"}
  economic_code: {type: VARCHAR}
  government_economic_code: {type: VARCHAR}
  nature: {type: VARCHAR, references: core.dim_nature.nature}
  item_code: {type: VARCHAR, references: core.dim_item.item_code}
  unit_name: {type: VARCHAR, zh: "所属单位的行所印单位名称；不计入合计", en: "Sub-unit that a row is of, as printed; such rows are never added to totals"}
  detail_name: {type: VARCHAR, zh: "项目名称或词典之外的列、行名；不计入合计", en: "Printed words of a project or of a part that the lexicon does not know; such rows are never added to totals"}
  project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所属项目；项目的金额不计入单位合计", en: "Project that the amount is of; amounts of projects are never added to those of the organisation"}
  purchase_id: {type: VARCHAR, references: core.fct_procurement.purchase_id, zh: "所属政府采购行", en: "Row of a table of procurement that the amount is of"}
  line_kind: {type: VARCHAR, zh: "行类型：leaf 最细、subtotal 小计、total 合计；只有 leaf 可以相加", en: "leaf, subtotal or total; only leaves may be added up"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元）；未给出时为空", en: "Amount in yuan; null where absent"}
  absence: {type: VARCHAR, zh: "金额为空的方式：blank 空白、dash 短横、none_word “无”、no_occurrence 没有发生数、declared_empty 空表说明", en: "How the amount is absent: blank, dash, none_word, no_occurrence, declared_empty"}
  printed_text: {type: VARCHAR}
  printed_decimals: {type: INTEGER}
  unit: {type: VARCHAR, zh: "所印金额的单位", en: "Unit the figure is printed in"}
  unit_source: {type: VARCHAR, zh: "单位出处：unit_line 单位行、header 表头、cell 单元格、document 全文", en: "Where the unit was read: unit_line, header, cell or document"}
  stated_in: {type: VARCHAR, zh: "table 表格、narrative 正文、implied 由正文推得（本年数减去增减额）", en: "table, narrative, or implied by the text (this year's amount less the change)"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code}
  row_label: {type: VARCHAR, zh: "行名", en: "Label of the row"}
  column_label: {type: VARCHAR, zh: "列名（各级表头）", en: "Label of the column (path of headers)"}
  code_source: {type: VARCHAR, zh: "代码来源：printed 所印、name 由名称推得、local 为全国科目下数个地方细目之一", en: "Where the code is from: printed, found by name, or local (the national class of one of several local codes below it)"}
  page: {type: INTEGER}
  x0: {type: DOUBLE, unit: pt, zh: "左边距", en: "Left edge in points from the left of the displayed page"}
  top: {type: DOUBLE, unit: pt, zh: "上边距", en: "Upper edge in points from the top of the displayed page"}
  x1: {type: DOUBLE, unit: pt}
  bottom: {type: DOUBLE, unit: pt}
  sheet: {type: VARCHAR, zh: "工作表（电子表格附件）", en: "Sheet, in a spreadsheet attachment"}
  cell: {type: VARCHAR, zh: "单元格（电子表格附件）", en: "Cell reference, in a spreadsheet attachment"}
  read_by: {type: VARCHAR}
  confidence: {type: DOUBLE}
  grade: {type: VARCHAR, zh: "所在表格读法的等级：proved 表内合计证实、consistent 无矛盾；正文为空", en: "Grade of the reading of its form: proved by the form's own sums, or consistent (nothing breaks); null in the text"}
  trust: {type: VARCHAR, zh: "可信程度：reconciled 由至少两个其他数据的勾稽关系证实、consistent 与同坐标的其他数据一致、single 无可比对、unproved 所在表格读法未经证实且无可比对、contradicted 与其他数据或所属关系矛盾；无金额为空", en: "reconciled (a sum of at least two other figures proves it), consistent (agrees with statements of equal coordinates), single (nothing to check against), unproved (nor is the reading of its form proved), contradicted (by them, or by its own parts); null without an amount"}
  is_current: {type: BOOLEAN, zh: "是否现行：来自现行版本的文件，或先后无法判断的各文件一致写明", en: "Whether it is served: its document is the current version, or all documents whose order cannot be told state it"}
--- */
-- Of documents whose order cannot be told, what all of them state is served, from one of them.
WITH ambiguous AS (
  SELECT document_id, min(document_id) OVER whole AS serving_id,
    count(*) OVER whole AS documents
  FROM meta.document WHERE vintage_status = 'ambiguous'
  WINDOW whole AS (PARTITION BY disclosure_id)
),
told_once AS (
  SELECT serving_id, documents, document_id, statement.fiscal_year, statement.phase,
    statement.scope, flow, fund_source, function_code, economic_system, economic_code,
    government_economic_code, nature, item_code, unit_name, detail_name, stated_in, form_code,
    list_sort(list(coalesce(CAST(amount_yuan AS VARCHAR), absence))) AS amounts,
    list(statement_id) AS statement_ids
  FROM stage_statement AS statement JOIN ambiguous USING (document_id)
  WHERE project_id IS NULL AND purchase_id IS NULL
  GROUP BY ALL
),
agreed AS (
  SELECT unnest(statement_ids) AS statement_id
  FROM (
    SELECT document_id, serving_id, statement_ids,
      documents = count(*) OVER same AND min(amounts) OVER same = max(amounts) OVER same AS is_agreed
    FROM told_once
    WINDOW same AS (
      PARTITION BY serving_id, fiscal_year, phase, scope, flow, fund_source, function_code,
        economic_system, economic_code, government_economic_code, nature, item_code, unit_name,
        detail_name, stated_in, form_code))
  WHERE is_agreed AND document_id = serving_id
),
bounded AS (
  SELECT
    statement.*,
    -- the parts of one disclosure witness each other, its vintages do not
    CASE WHEN document.is_current THEN document.disclosure_id ELSE document_id END AS stated_by,
    coalesce(document.is_current, false) OR agreed.statement_id IS NOT NULL AS is_current,
    core.printed_low_yuan(amount_yuan, unit, printed_decimals) AS low_yuan,
    core.printed_high_yuan(amount_yuan, unit, printed_decimals) AS high_yuan
  FROM stage_statement AS statement LEFT JOIN meta.document AS document USING (document_id)
  LEFT JOIN agreed USING (statement_id)
),
witnessed AS (
  SELECT *,
    CASE WHEN stated_in = 'implied' OR amount_yuan IS NULL THEN NULL
         -- parts of one class are no witnesses of each other
         WHEN code_source = 'local' OR count(amount_yuan) OVER witnesses = 1 THEN 'single'
         WHEN max(low_yuan) OVER witnesses <= min(high_yuan) OVER witnesses THEN 'consistent'
         ELSE 'contradicted' END AS agreement
  FROM bounded
  WINDOW witnesses AS (
    PARTITION BY stated_in = 'implied', stated_by, fiscal_year, phase, scope, flow, fund_source,
                 function_code, economic_system, economic_code, government_economic_code, nature,
                 item_code, unit_name, detail_name, project_id, purchase_id,
                 coalesce(code_source = 'local', false))
),
judged AS (
  SELECT witnessed.*,
    CASE WHEN amount_yuan IS NULL THEN NULL
         WHEN tie.ties_broken > 0
           OR agreement = 'contradicted' AND coalesce(tie.ties_cleared, 0) = 0 THEN 'contradicted'
         WHEN tie.ties_held > 0 THEN 'reconciled'
         WHEN agreement = 'single' AND grade = 'consistent' THEN 'unproved'
         WHEN agreement = 'contradicted' THEN 'single'
         ELSE coalesce(agreement, 'single') END AS trust
  FROM witnessed LEFT JOIN stage_statement_tie AS tie USING (statement_id)
)
SELECT
  statement_id,
  judged.document_id,
  names.organisation_id,
  judged.fiscal_year,
  judged.phase,
  judged.scope,
  flow,
  fund_source,
  function_code,
  economic_system,
  economic_code,
  government_economic_code,
  nature,
  item_code,
  unit_name,
  detail_name,
  project_id,
  purchase_id,
  line_kind,
  amount_yuan,
  absence,
  printed_text,
  printed_decimals,
  unit,
  unit_source,
  stated_in,
  form_code,
  row_label,
  column_label,
  code_source,
  page,
  x0,
  top,
  x1,
  bottom,
  sheet,
  cell,
  read_by,
  confidence,
  grade,
  trust,
  is_current
FROM judged
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(judged.organisation_name)
