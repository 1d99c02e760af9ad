/* ---
name: internal.series_point
kind: table
title_zh: "序列各点的取值"
title_en: "Points of the series"
description_zh: "每个单位、口径、阶段、概念、年度只取一个金额：先取本年度自己文件的表格，其次其正文，再次为其他文件的对比列和正文，最后为正文推得的上年数。合计取自 internal.total_amount。"
description_en: "The one amount taken for an organisation, scope, phase, concept and year: a form of the disclosure of that year, then its text, then a comparison column and the text of another disclosure, then what a text implies. Totals are those of internal.total_amount."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id, zh: "单位", en: "Organisation"}
  fiscal_year: {type: INTEGER, zh: "年度", en: "Fiscal year"}
  phase: {type: VARCHAR, zh: "阶段：budget、adjusted、final", en: "budget, adjusted or final"}
  scope: {type: VARCHAR, zh: "口径：department 部门（含下属单位）、unit 单位；二者不可相加", en: "department (with sub-units) or unit; never add the two"}
  concept: {type: VARCHAR, zh: "概念：expenditure、revenue（本年）、expenditure_grand_total、revenue_grand_total（总计，含结转）、general_public_expenditure、basic、personnel、public、project、three_public 及其各项、conference、training、agency_operation、function:代码", en: "expenditure, revenue (of the year), expenditure_grand_total, revenue_grand_total (with carry-over), general_public_expenditure, basic, personnel, public, project, three_public and its items, conference, training, agency_operation or function:code"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "金额（元），当年价", en: "Amount in yuan, at prices of the year"}
  basis: {type: VARCHAR, zh: "金额依据：text 正文；declared_zero 写明没有发生；其余见 internal.total_amount.basis", en: "text (the text states it), declared_zero (it is said that there is none), else see internal.total_amount.basis"}
  absence: {type: VARCHAR, zh: "写明没有发生时的写法：none_word、no_occurrence、declared_empty", en: "How a declared zero is printed: none_word, no_occurrence or declared_empty"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is single, 0 to 1"}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is unproved, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements it is made from that is contradicted, 0 to 1"}
  source: {type: VARCHAR, zh: "来源：own 本年度自己的文件、comparison 其他文件的对比列、implied 由正文推得", en: "own (the disclosure of that year), comparison (a column of another) or implied (by the text)"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "资金范围", en: "Funds covered"}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "取自哪张表；由正文推得的为空", en: "Form it is from; null where implied by the text"}
  document_id: {type: VARCHAR, references: meta.document.document_id, zh: "取自哪份文件", en: "Document it is from"}
  base_contradicted: {type: BOOLEAN, zh: "推得的上年数所依据的本年数矛盾，或推得的数不止一个", en: "Whether an implied amount rests on a contradicted one, or the text implies more than one"}
  told_with_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "推得的数所依据的本年数（元）", en: "The amount of the year after that an implied one was told with, in yuan"}
  told_margin_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "该数所印精度的半个单位（元）", en: "Half a unit of that as printed, in yuan"}
  statement_ids: {type: "VARCHAR[]", zh: "所依据的数据", en: "Statements it is made from"}
--- */
WITH stated AS (
  SELECT organisation_id, fiscal_year, phase, scope, concept, amount_yuan, basis, fund_source,
    form_code, document_id, is_own_disclosure, reconciled_share, consistent_share, single_share,
    unproved_share, contradicted_share, statement_ids
  FROM internal.total_amount
  WHERE concept NOT IN ('nature_total', 'function_total') AND amount_yuan IS NOT NULL
  UNION ALL BY NAME
  SELECT organisation_id, fiscal_year, phase, scope, concept, amount_yuan, basis, fund_source,
    form_code, document_id, is_own_disclosure, shares.reconciled AS reconciled_share,
    shares.consistent AS consistent_share, shares.single AS single_share,
    shares.unproved AS unproved_share, shares.contradicted AS contradicted_share, statement_ids
  FROM (
    SELECT organisation_id, fiscal_year, phase, scope, 'function:' || function_code AS concept,
      internal.total_yuan(amount_yuan, nature) AS amount_yuan, 'leaves' AS basis,
      min(amount.fund_source) AS fund_source, amount.form_code, amount.document_id,
      is_own_disclosure, internal.trust_shares(amount_yuan, trust) AS shares,
      list(statement_id ORDER BY statement_id) AS statement_ids
    FROM internal.source_amount AS amount
    JOIN (FROM internal.source_form SELECT organisation_id, fiscal_year, phase, scope, subject,
                                           is_own_disclosure)
      USING (organisation_id, fiscal_year, phase, scope, subject)
    WHERE subject = 'function' AND function_code IS NOT NULL
    GROUP BY ALL)
),
-- what the text states, what it implies of the year before, and what a form says there is none of
told AS (
  SELECT amount.organisation_id, amount.fiscal_year, amount.phase, amount.scope,
    amount.document_id, statement_id, form_code, fund_source, trust, stated_in, absence, page, top,
    amount_yuan, printed_text, x0, core.printed_half_unit_yuan(unit, printed_decimals) AS half_unit,
    document.fiscal_year = amount.fiscal_year AND document.phase = amount.phase AS is_own_disclosure,
    CASE WHEN fund_source = 'all' AND item_code IN ('revenue_grand_total', 'expenditure_grand_total')
           THEN item_code
         WHEN fund_source = 'all' AND item_code = flow || '_current_year' THEN flow
         WHEN item_code IN (
           'three_public', 'overseas_travel', 'official_vehicle', 'vehicle_purchase',
           'vehicle_operation', 'official_reception', 'conference', 'training', 'agency_operation')
           THEN item_code
         WHEN item_code IS NOT NULL OR flow <> 'expenditure' THEN NULL
         WHEN function_code IS NOT NULL THEN
           CASE WHEN nature = 'total' AND length(function_code) = 7
             THEN 'function:' || function_code END
         WHEN economic_code IS NOT NULL OR line_kind <> 'total' THEN NULL
         WHEN nature IN ('basic', 'project') AND fund_source = 'all'
              OR nature IN ('personnel', 'public') THEN nature
         WHEN nature = 'total' AND fund_source = 'general_public_budget'
           THEN 'general_public_expenditure' END AS concept
  FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
  WHERE amount.is_current AND unit_name IS NULL AND detail_name IS NULL AND project_id IS NULL
    AND (amount_yuan IS NOT NULL AND stated_in <> 'table'
         OR absence IN ('none_word', 'no_occurrence', 'declared_empty'))
),
implied_base AS (
  SELECT told.statement_id, coalesce(current_amount.trust = 'contradicted', false) AS is_doubtful,
    current_amount.amount_yuan AS told_with_yuan,
    core.printed_half_unit_yuan(current_amount.unit, current_amount.printed_decimals) + 100
      AS told_margin_yuan
  FROM told
  JOIN core.fct_claim AS claim
    ON claim.document_id = told.document_id AND claim.kind = 'change' AND claim.page = told.page
   AND claim.x0 = told.x0 AND claim.printed_text = told.printed_text
  JOIN core.fct_amount AS current_amount ON current_amount.statement_id = claim.statement_id
  WHERE told.stated_in = 'implied'
),
once AS (
  SELECT told.*, is_doubtful, told_with_yuan, told_margin_yuan,
    max(amount_yuan - half_unit) OVER same > min(amount_yuan + half_unit) OVER same AS is_told_twice
  FROM told LEFT JOIN implied_base USING (statement_id)
  WHERE concept IS NOT NULL
  WINDOW same AS (
    PARTITION BY organisation_id, fiscal_year, phase, scope, concept, fund_source, document_id,
                 stated_in)
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, phase, scope, concept, document_id, stated_in
    ORDER BY coalesce(is_doubtful, false), trust = 'contradicted', fund_source <> 'all', page, top,
             statement_id) = 1
),
candidate AS (
  SELECT *, false AS base_contradicted,
    CASE WHEN is_own_disclosure THEN 'own' ELSE 'comparison' END AS source,
    CASE WHEN is_own_disclosure THEN 0 ELSE 4 END AS precedence
  FROM stated
  UNION ALL BY NAME
  SELECT organisation_id, fiscal_year, phase, scope, concept, fund_source, form_code, document_id,
    coalesce(amount_yuan, 0) AS amount_yuan,
    CASE WHEN amount_yuan IS NULL THEN 'declared_zero' ELSE 'text' END AS basis,
    CASE WHEN amount_yuan IS NULL THEN absence END AS absence,
    shares.reconciled AS reconciled_share, shares.consistent AS consistent_share,
    shares.single AS single_share, shares.unproved AS unproved_share,
    shares.contradicted AS contradicted_share, [statement_id] AS statement_ids,
    told_with_yuan, told_margin_yuan, stated_in = 'implied' AND (coalesce(is_doubtful, false) OR is_told_twice) AS base_contradicted,
    CASE WHEN stated_in = 'implied' THEN 'implied' WHEN is_own_disclosure THEN 'own'
         ELSE 'comparison' END AS source,
    CASE WHEN stated_in = 'implied' THEN 8 WHEN is_own_disclosure THEN 1 ELSE 5 END
      + CASE WHEN amount_yuan IS NULL THEN 1 ELSE 0 END AS precedence
  FROM (SELECT *, internal.trust_share_of_one(amount_yuan, trust) AS shares FROM once)
)
SELECT organisation_id, fiscal_year, phase, scope, concept, amount_yuan, basis, absence,
  reconciled_share, consistent_share, single_share, unproved_share, contradicted_share,
  source, fund_source, form_code, document_id, base_contradicted, told_with_yuan,
  told_margin_yuan, statement_ids
FROM candidate
QUALIFY row_number() OVER (
  PARTITION BY organisation_id, scope, phase, concept, fiscal_year
  ORDER BY precedence, document_id, statement_ids) = 1
