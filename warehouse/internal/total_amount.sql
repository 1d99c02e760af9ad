/* ---
name: internal.total_amount
kind: table
title_zh: "各表的合计"
title_en: "Totals of the forms"
description_zh: "每个单位、年度、阶段、口径的各项合计，取所印合计；所印合计与同一张表各项之和不符的加以标明。部分之和从不当作合计。"
description_en: "The totals of each organisation, year, phase and scope as their forms print them; where the parts in the form do not make the printed total, basis says so. A partial sum is never served as a total."
grain: [organisation_id, fiscal_year, phase, scope, concept]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
  concept: {type: VARCHAR, zh: "概念，见 mart.series.concept", en: "What it is the total of, see mart.series.concept"}
  subject: {type: VARCHAR, zh: "主题，见 internal.source_form", en: "Subject, see internal.source_form"}
  printed_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "所印合计（元）", en: "The total as printed, in yuan"}
  parts_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "各项之和（元）", en: "Sum of the parts, in yuan"}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "所取金额（元）", en: "The amount served, in yuan"}
  margin_yuan: {type: "DECIMAL(20, 4)", unit: yuan, zh: "所取金额因所印位数可能的误差（元）", en: "How far the amount served may be off for the places it is printed with, in yuan"}
  basis: {type: VARCHAR, zh: "金额依据：printed 所印合计且与各项之和相符、printed_parts_differ 所印合计但各项之和不符、leaves 未印合计而取各项之和、leaves_total_contradicted 所印合计有误（原因已查明，或各项之和有旁证）而取各项之和、parts_exceed_total 各项之和大于合计而不取", en: "printed (the printed total, and the parts make it), printed_parts_differ (they do not), leaves (no total is printed: the sum of the parts) or leaves_total_contradicted (the printed total is a misprint whose cause is known, or the parts agree with another statement of it) or parts_exceed_total (basic and project come to more than the total: none is served)"}
  fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, described_as: funds_covered}
  form_code: {type: VARCHAR, references: core.dim_form.form_code, described_as: form_code_of_row}
  document_id: {type: VARCHAR, references: meta.document.document_id, described_as: document_id_of_row}
  is_own_disclosure: {type: BOOLEAN, zh: "是否本年度本阶段自己的文件", en: "Whether it is from the disclosure of that year and phase"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio}
  statement_ids: {type: "VARCHAR[]"}
--- */
WITH leaf AS (
  SELECT *,
    CASE WHEN subject = 'revenue' AND fund_source IN ('carryover', 'non_fiscal_surplus') THEN NULL
         WHEN subject = 'revenue' AND fund_source <> 'all' THEN ['revenue']
         WHEN subject = 'expenditure' THEN ['expenditure']
         WHEN subject IN ('economic_basic_department', 'economic_basic_government')
              AND nature IN ('personnel', 'public') THEN [nature]
         WHEN subject = 'function' THEN ['function_total']
         WHEN subject = 'general_public' THEN ['general_public_expenditure']
         WHEN subject = 'nature' AND nature = 'basic' THEN ['basic', 'nature_total']
         WHEN subject = 'nature' AND nature IN ('personnel', 'public')
           THEN ['basic', nature, 'nature_total']
         WHEN subject = 'nature' AND starts_with(nature, 'project') THEN ['project', 'nature_total']
         WHEN subject = 'nature' AND internal.is_other_nature(nature) THEN ['other_nature', 'nature_total']
         WHEN subject = 'nature' THEN ['nature_total']
         WHEN subject = 'three_public' AND item_code IN ('vehicle_purchase', 'vehicle_operation')
           THEN ['three_public', 'official_vehicle', item_code]
         WHEN subject = 'three_public' AND item_code IN (
           'three_public', 'overseas_travel', 'official_reception', 'official_vehicle')
           THEN list_distinct(['three_public', item_code])
         WHEN subject = 'conference_training' AND item_code IN ('conference', 'training')
              OR subject = item_code THEN [item_code] END AS concepts
  FROM internal.source_amount
  -- a source of funds whose own parts have amounts is their sum, no further source
  WHERE subject <> 'revenue' OR (organisation_id, fiscal_year, phase, scope, fund_source) IN (
    SELECT (organisation_id, fiscal_year, phase, scope, fund_source) FROM by_scope.revenue_by_source)
),
counted AS (
  SELECT * EXCLUDE (concepts), unnest(concepts) AS concept FROM leaf WHERE concepts IS NOT NULL
),
part AS (
  SELECT organisation_id, fiscal_year, phase, scope, subject, concept,
    CASE subject
      WHEN 'three_public' THEN
        CASE concept WHEN 'three_public' THEN internal.three_public_yuan(amount_yuan, item_code)
                     WHEN 'official_vehicle' THEN internal.official_vehicle_yuan(amount_yuan, item_code)
                     ELSE sum(amount_yuan) END
      WHEN 'nature' THEN
        CASE concept WHEN 'basic' THEN internal.basic_yuan(amount_yuan, nature)
                     WHEN 'project' THEN internal.project_yuan(amount_yuan, nature)
                     WHEN 'nature_total' THEN internal.total_yuan(amount_yuan, nature)
                     ELSE sum(amount_yuan) END
      WHEN 'expenditure' THEN internal.total_yuan(amount_yuan, nature)
      WHEN 'general_public' THEN internal.total_yuan(amount_yuan, nature)
      WHEN 'function' THEN internal.total_yuan(amount_yuan, nature)
      ELSE sum(amount_yuan) END AS parts_yuan,
    -- half a unit of each part as printed
    sum(high_yuan - amount_yuan) AS margin_yuan,
    internal.trust_shares(amount_yuan, trust) AS shares,
    list(statement_id ORDER BY statement_id) AS statement_ids
  FROM counted GROUP BY organisation_id, fiscal_year, phase, scope, subject, concept
),
-- what stands in the same form beside revenue or expenditure of the year, up to the grand total
carried AS (
  SELECT source.organisation_id, source.fiscal_year, source.phase, source.scope, source.subject,
    sum(amount_yuan) AS carried_yuan
  FROM internal.source_form AS source
  JOIN core.fct_amount AS amount
    USING (organisation_id, fiscal_year, phase, scope, document_id, form_code)
  WHERE amount_yuan IS NOT NULL AND unit_name IS NULL AND detail_name IS NULL AND line_kind = 'leaf'
    AND CASE source.subject
          WHEN 'revenue' THEN
            item_code IN ('opening_carryover', 'non_fiscal_surplus_used') AND amount.fund_source = 'all'
            OR flow = 'revenue' AND item_code IS NULL
               AND amount.fund_source IN ('carryover', 'non_fiscal_surplus')
          WHEN 'expenditure' THEN
            item_code IN ('closing_carryover', 'surplus_distribution') AND amount.fund_source = 'all'
          ELSE false END
  GROUP BY ALL
),
stated AS (
  SELECT source.subject, source.is_own_disclosure, amount.*,
    CASE WHEN source.subject IN ('revenue', 'expenditure') AND line_kind = 'total'
              AND flow = source.subject AND amount.fund_source = 'all' AND nature = 'total'
              AND coalesce(item_code, 'none') IN ('none', flow || '_grand_total', flow || '_current_year')
           THEN CASE WHEN item_code = flow || '_grand_total' THEN [flow, item_code] ELSE [flow] END
         WHEN source.subject = 'nature' AND flow = 'expenditure'
              AND amount.fund_source = source.fund_source AND item_code IS NULL
              AND nature IN ('basic', 'project', 'personnel', 'public')
           THEN [nature]
         WHEN source.subject IN ('economic_basic_department', 'economic_basic_government')
              AND line_kind = 'total' AND flow = 'expenditure' AND item_code IS NULL
              AND amount.fund_source = source.fund_source AND nature IN ('personnel', 'public')
           THEN [nature]
         WHEN source.subject = 'nature' AND line_kind = 'total' AND flow = 'expenditure'
              AND nature = 'total' AND amount.fund_source = source.fund_source
              AND (item_code IS NULL OR item_code = 'expenditure_current_year')
           THEN ['nature_total']
         WHEN source.subject IN ('general_public', 'function') AND line_kind = 'total' AND flow = 'expenditure'
              AND nature = 'total' AND amount.fund_source = source.fund_source
              AND (item_code IS NULL OR item_code = 'expenditure_current_year')
           THEN [if(source.subject = 'function', 'function_total', 'general_public_expenditure')]
         WHEN source.subject = 'three_public' AND flow = 'expenditure'
              AND amount.fund_source = source.fund_source
              AND item_code IN ('three_public', 'official_vehicle')
           THEN [item_code] END AS concepts
  FROM internal.source_form AS source
  JOIN core.fct_amount AS amount
    USING (organisation_id, fiscal_year, phase, scope, document_id, form_code)
  WHERE is_current AND line_kind IN ('total', 'subtotal') AND amount_yuan IS NOT NULL
    AND function_code IS NULL AND economic_code IS NULL AND unit_name IS NULL
    AND detail_name IS NULL AND project_id IS NULL AND purchase_id IS NULL
),
printed AS (
  SELECT stated.* EXCLUDE (amount_yuan),
    concept = flow AND coalesce(item_code, '') = flow || '_grand_total' AS is_grand,
    amount_yuan - CASE WHEN is_grand THEN coalesce(carried_yuan, 0) ELSE 0 END AS printed_yuan,
    core.printed_half_unit_yuan(unit, printed_decimals) AS half_unit_yuan
  FROM (SELECT * EXCLUDE (concepts), unnest(concepts) AS concept FROM stated WHERE concepts IS NOT NULL)
    AS stated
  LEFT JOIN carried USING (organisation_id, fiscal_year, phase, scope, subject)
  QUALIFY row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, phase, scope, subject, concept
    ORDER BY is_grand, item_code IS NULL, line_kind <> 'total', page, top, statement_id) = 1
),
compared AS (
  SELECT organisation_id, fiscal_year, phase, scope, concept, subject,
    printed_yuan, parts_yuan, part.shares AS part_shares, part.statement_ids AS part_ids,
    internal.trust_share_of_one(printed_yuan, printed.trust) AS printed_shares, printed.statement_id,
    part.margin_yuan, half_unit_yuan,
    abs(printed_yuan - parts_yuan) <= margin_yuan + half_unit_yuan AS is_made_by_parts,
    printed.trust = 'contradicted' AND (EXISTS (
      FROM quality.finding AS finding
      WHERE finding.document_id = printed.document_id AND finding.page = printed.page
        AND finding.x0 = printed.x0 AND finding.top = printed.top AND finding.cause IS NOT NULL)
    OR EXISTS (
      FROM core.fct_amount AS witness
      WHERE witness.document_id = printed.document_id AND witness.fiscal_year = printed.fiscal_year
        AND witness.phase = printed.phase AND witness.scope = printed.scope
        AND witness.flow = printed.flow AND witness.fund_source = printed.fund_source
        AND witness.nature = printed.nature
        AND witness.item_code IS NOT DISTINCT FROM printed.item_code
        AND witness.form_code IS DISTINCT FROM printed.form_code
        AND coalesce(witness.function_code, witness.economic_code, witness.unit_name,
                     witness.detail_name) IS NULL
        AND abs(witness.amount_yuan - parts_yuan) <= margin_yuan + half_unit_yuan))
      AS is_misprinted
  FROM part FULL JOIN printed
    USING (organisation_id, fiscal_year, phase, scope, concept, subject)
),
judged AS (
  SELECT *,
    CASE WHEN printed_yuan IS NULL THEN 'leaves'
         WHEN coalesce(is_made_by_parts, true) THEN 'printed'
         WHEN is_misprinted THEN 'leaves_total_contradicted'
         ELSE 'printed_parts_differ' END AS basis,
    starts_with(basis, 'printed') AS is_printed,
    CASE WHEN is_printed THEN printed_shares ELSE part_shares END AS shares,
    -- basic and project expenditure are parts of the total of their form, or the parts are no parts
    concept IN ('basic', 'project') AND printed_yuan IS NULL
      AND sum(CASE WHEN concept IN ('basic', 'project') THEN coalesce(printed_yuan, parts_yuan) END) OVER nature
          > 1000 + max(CASE WHEN concept = 'nature_total' THEN coalesce(printed_yuan, parts_yuan) END) OVER nature
      AS exceeds_total
  FROM compared
  WINDOW nature AS (PARTITION BY organisation_id, fiscal_year, phase, scope, subject)
)
SELECT organisation_id, fiscal_year, phase, scope, concept, subject, printed_yuan, parts_yuan,
  CASE WHEN is_printed THEN printed_yuan WHEN NOT coalesce(exceeds_total, false) THEN parts_yuan END
    AS amount_yuan,
  CASE WHEN is_printed THEN half_unit_yuan ELSE margin_yuan END AS margin_yuan,
  CASE WHEN exceeds_total THEN 'parts_exceed_total' ELSE basis END AS basis, coalesce(source.fund_source, 'all') AS fund_source, source.form_code, source.document_id,
  source.is_own_disclosure,
  shares.reconciled AS reconciled_share, shares.consistent AS consistent_share,
  shares.single AS single_share, shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share,
  CASE WHEN is_printed THEN [statement_id] ELSE part_ids END AS statement_ids
FROM judged JOIN internal.source_form AS source
  USING (organisation_id, fiscal_year, phase, scope, subject)
-- personnel and running costs stand in the form of basic expenditure, or in a summary by nature
QUALIFY row_number() OVER (
  PARTITION BY organisation_id, fiscal_year, phase, scope, concept
  ORDER BY is_own_disclosure DESC, basis = 'leaves', subject = 'nature', subject) = 1
