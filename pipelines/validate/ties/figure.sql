-- Every printed figure that a tie may use: statements, claims and statistics of current documents.
-- `value` is in `unit` (yuan, percent or a count), `half` half a unit of its last printed decimal.
-- `is_partial` marks figures of a form of which a row or column could not be read.
WITH unreadable AS (
  SELECT DISTINCT reading.document_id, reading.form_code
  FROM stage_form_reading AS reading
  JOIN stage_quarantine AS hole
    ON hole.document_id = reading.document_id
   AND hole.page BETWEEN reading.page_first AND reading.page_last
  WHERE hole.stage = 'conform' AND hole.reason_code <> 'form_unknown'
  UNION
  -- a part under words of its own belongs to the sum, but to no class that a tie adds up
  SELECT DISTINCT document_id, form_code FROM stage_statement
  WHERE nature = 'unlisted' AND amount_yuan <> 0 AND form_code IS NOT NULL
    AND NOT regexp_matches(concat(row_label, column_label), '其中|增减|比上年')
),
printed AS (
  SELECT
    statement_id AS figure_id, 'statement' AS figure_kind, document_id, organisation_name,
    fiscal_year, phase, scope,
    -- along a row of revenue, what was carried over is one of the sources
    CASE WHEN is_carried THEN 'revenue' ELSE flow END AS flow,
    CASE WHEN NOT is_carried THEN fund_source
         WHEN item_code = 'opening_carryover' THEN 'carryover'
         ELSE 'non_fiscal_surplus' END AS fund_source,
    function_code, economic_system, economic_code, government_economic_code, nature,
    CASE WHEN NOT is_carried THEN item_code END AS item_code,
    line_kind, grade, NULL AS statistic_code, stated_in, form_code, row_label,
    column_label, amount_yuan AS value, 'yuan' AS unit, unit AS printed_unit, printed_decimals,
    absence, printed_text, NULL AS claim_kind, NULL AS statement_id, NULL AS parent_id,
    NULL AS denominator_id, NULL AS reason_text, page, x0, top, x1, bottom
  FROM (SELECT *, coalesce(
          stated_in = 'table' AND form_code = 'revenue_summary' AND flow = 'balance'
          AND fund_source = 'all'
          AND item_code IN ('opening_carryover', 'non_fiscal_surplus_used'), false) AS is_carried
        FROM stage_statement)
  -- rows of sub-units, of projects and of unlisted parts stand beside the sums
  WHERE unit_name IS NULL AND detail_name IS NULL
    AND coalesce(nature, '') NOT IN ('unlisted', 'government_procurement')
  UNION ALL BY NAME
  SELECT
    claim_id AS figure_id, 'claim' AS figure_kind, document_id, organisation_name, fiscal_year,
    phase, scope, 'narrative' AS stated_in, subject_text AS row_label, '' AS column_label, value,
    unit, printed_unit, printed_decimals, printed_text, kind AS claim_kind, direction, statement_id,
    parent_claim_id AS parent_id, denominator_statement_id AS denominator_id, reason_text,
    page, x0, top, x1, bottom
  FROM stage_claim
  WHERE value IS NOT NULL AND direction IS DISTINCT FROM 'level'
  UNION ALL BY NAME
  SELECT
    statistic_id AS figure_id, 'statistic' AS figure_kind, document_id, organisation_name,
    fiscal_year, phase, scope, statistic_code, 'narrative' AS stated_in, subject_text AS row_label,
    '' AS column_label, value, unit, printed_unit, printed_decimals, printed_text,
    kind AS statistic_kind, sentence_id, page, x0, top, x1, bottom
  FROM stage_statistic
  WHERE value IS NOT NULL
)
SELECT
  printed.* EXCLUDE (value, organisation_name),
  CAST(value AS DECIMAL(24, 4)) AS value,
  -- implied: both the amount and the change it is computed from are rounded
  CAST(CASE WHEN stated_in = 'implied' THEN 2 ELSE 1 END
       * CASE unit WHEN 'yuan' THEN core.printed_half_unit_yuan(printed_unit, printed_decimals)
              -- persons and things are counted, not rounded
              WHEN 'person' THEN 0 WHEN 'vehicle' THEN 0 WHEN 'set' THEN 0 WHEN 'count' THEN 0
              ELSE core.printed_half_unit_yuan('元', printed_decimals)
                   / CASE printed_unit WHEN '‰' THEN 10 ELSE 1 END END
       AS DECIMAL(28, 9)) AS half,
  names.organisation_id,
  document.disclosure_id,
  unreadable.document_id IS NOT NULL AS is_partial
FROM printed
JOIN meta.document AS document USING (document_id)
LEFT JOIN core.organisation_name AS names
  ON names.name_key = core.organisation_key(printed.organisation_name)
LEFT JOIN unreadable ON unreadable.document_id = printed.document_id
                    AND unreadable.form_code = printed.form_code
WHERE document.is_current
