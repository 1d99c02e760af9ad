/* ---
name: internal.series_point
kind: table
title_zh: "序列各点的取值"
title_en: "Points of the series"
description_zh: "每个单位、口径、阶段、概念、年度只取一个金额：先取本年度自己文件的表格，其次其正文，再次为其他文件的对比列和正文，最后为正文推得的上年数。合计取自 internal.total_amount。"
description_en: "The one amount taken for an organisation, scope, phase, concept and year: a form of the disclosure of that year, then its text, then a comparison column and the text of another disclosure, then what a text implies. Totals are those of internal.total_amount."
grain: [organisation_id, scope, phase, concept, fiscal_year]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR, described_as: concept_of_total}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, described_as: amount_yuan_current_prices}
  basis: {type: VARCHAR, zh: "金额依据：text 正文；declared_zero 写明没有发生；其余见 internal.total_amount.basis", en: "text (the text states it), declared_zero (it is said that there is none), else see internal.total_amount.basis"}
  absence: {type: VARCHAR}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio}
  source: {type: VARCHAR, described_as: source_of_figure}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, described_as: funds_covered}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_or_implied}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  base_contradicted: {type: BOOLEAN, zh: "推得的上年数所依据的本年数矛盾，或推得的数不止一个", en: "Whether an implied amount rests on a contradicted one, or the text implies more than one"}
  told_with_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "推得的数所依据的本年数（元）", en: "The amount of the year after that an implied one was told with, in yuan"}
  told_margin_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "该数所印精度的半个单位（元）", en: "Half a unit of that as printed, in yuan"}
  statement_ids: {type: "VARCHAR[]"}
--- */
WITH stated AS (
  SELECT organisation_id, fiscal_year, phase, scope, concept, amount_yuan, basis, fund_source,
    form_code, document_id, is_own_disclosure, reconciled_share, consistent_share, single_share,
    unproved_share, contradicted_share, statement_ids
  FROM internal.total_amount
  WHERE concept NOT IN ('nature_total', 'other_nature', 'function_total') AND amount_yuan IS NOT NULL
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
  -- a change that would leave less than nothing is told with the wrong sign
  WHERE concept IS NOT NULL AND (stated_in <> 'implied' OR amount_yuan >= 0)
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
