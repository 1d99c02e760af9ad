/* ---
name: mart.organisation_year
kind: table
default_scope: true
title_zh: "单位年度总览"
title_en: "Organisations by year"
description_zh: "每个单位、年度、阶段、口径一行。金额取所印合计；各项之和与所印合计不符时 basis 列注明（printed_parts_differ）；部分之和从不当作合计。收入、支出为本年数，不含结转；总计另列。表格没有而正文写明的，basis 为 text。"
description_en: "One row per organisation, year, phase and scope. Amounts are totals as printed; where the parts in the form do not make them, the basis column says printed_parts_differ. A partial sum is never served. Revenue and expenditure are those of the year, without carry-over; the grand totals stand beside them. What only the text states has the basis text."
grain: [organisation_id, fiscal_year, phase, scope]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR, described_as: phase_with_estimated}
  scope: {type: VARCHAR}
  division_code: {type: VARCHAR, references: core.dim_division.division_code, zh: "行政区划", en: "Division the organisation belongs to"}
  revenue_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年收入（元），不含结转", en: "Revenue of the year in yuan, without carry-over"}
  revenue_printed_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "所印本年收入合计（元）；未印为空", en: "Total of revenue of the year as printed, in yuan; null where none is printed"}
  revenue_parts_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表各项本年收入之和（元）", en: "Sum of the parts of revenue of the year in the same form, in yuan"}
  revenue_basis: {type: VARCHAR, zh: "本年收入金额的依据，见 mart.series.basis", en: "What revenue of the year rests on, see mart.series.basis"}
  revenue_grand_total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "收入总计（元），含结转", en: "Grand total of revenue in yuan, with carry-over"}
  revenue_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "本年收入取自哪张表；取自正文为空", en: "Form that revenue of the year is from; null where it is from the text"}
  revenue_reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年收入所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements of revenue of the year that is reconciled, 0 to 1"}
  revenue_consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年收入所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements of revenue of the year that is consistent, 0 to 1"}
  revenue_single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年收入所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements of revenue of the year that is single, 0 to 1"}
  revenue_unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年收入所依据的数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in the statements of revenue of the year that is unproved, 0 to 1"}
  revenue_contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年收入所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements of revenue of the year that is contradicted, 0 to 1"}
  expenditure_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年支出（元），不含结转", en: "Expenditure of the year in yuan, without carry-over"}
  expenditure_printed_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "所印本年支出合计（元）；未印为空", en: "Total of expenditure of the year as printed, in yuan; null where none is printed"}
  expenditure_parts_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表各项本年支出之和（元）", en: "Sum of the parts of expenditure of the year in the same form, in yuan"}
  expenditure_basis: {type: VARCHAR, zh: "本年支出金额的依据，见 mart.series.basis", en: "What expenditure of the year rests on, see mart.series.basis"}
  expenditure_grand_total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "支出总计（元），含结转", en: "Grand total of expenditure in yuan, with carry-over"}
  expenditure_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "本年支出取自哪张表；取自正文为空", en: "Form that expenditure of the year is from; null where it is from the text"}
  expenditure_reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年支出所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements of expenditure of the year that is reconciled, 0 to 1"}
  expenditure_consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年支出所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements of expenditure of the year that is consistent, 0 to 1"}
  expenditure_single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年支出所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements of expenditure of the year that is single, 0 to 1"}
  expenditure_unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年支出所依据的数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in the statements of expenditure of the year that is unproved, 0 to 1"}
  expenditure_contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "本年支出所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements of expenditure of the year that is contradicted, 0 to 1"}
  basic_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "基本支出（元）；未列为空", en: "Basic expenditure in yuan; null where not stated"}
  basic_basis: {type: VARCHAR, zh: "基本支出金额的依据，见 mart.series.basis", en: "What basic expenditure rests on, see mart.series.basis"}
  personnel_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "人员经费（元）；未列为空", en: "Personnel costs in yuan; null where not stated"}
  personnel_basis: {type: VARCHAR, zh: "人员经费金额的依据，见 mart.series.basis", en: "What personnel costs rests on, see mart.series.basis"}
  public_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "公用经费（元）；未列为空", en: "Public (running) costs in yuan; null where not stated"}
  public_basis: {type: VARCHAR, zh: "公用经费金额的依据，见 mart.series.basis", en: "What public (running) costs rests on, see mart.series.basis"}
  project_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "项目支出（元）；未列为空", en: "Project expenditure in yuan; null where not stated"}
  project_basis: {type: VARCHAR, zh: "项目支出金额的依据，见 mart.series.basis", en: "What project expenditure rests on, see mart.series.basis"}
  other_nature_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "同一张表中基本支出、项目支出之外的支出（元），如经营支出、单位预留机动经费；没有为 0", en: "What the same form states beside basic and project expenditure (operating expenditure, reserves of the unit ...), in yuan; 0 where there is none"}
  nature_is_complete: {type: BOOLEAN, zh: "基本支出、项目支出与其他之和是否等于该表合计（只容所印位数之差）；缺一项时为空", en: "Whether basic, project and other expenditure make the total of the form, but for the places they are printed with; null where one is not stated there"}
  nature_total_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "列基本支出和项目支出的表的合计（元）", en: "Total of the form that states basic and project expenditure, in yuan"}
  project_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "项目支出占该合计的比重（0 至 1）", en: "Project expenditure over that total, 0 to 1"}
  nature_fund_source: {type: VARCHAR, references: core.dim_fund_source.fund_source, zh: "该合计的资金范围；all 为全部资金", en: "Funds that this total covers; all, or those named"}
  nature_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "基本支出和项目支出取自哪张表", en: "Form that basic and project expenditure are from"}
  three_public_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "“三公”经费（元）", en: "The three public costs, in yuan"}
  three_public_basis: {type: VARCHAR, zh: "“三公”经费金额的依据，见 mart.series.basis", en: "What the amount of the three public costs rests on, see mart.series.basis"}
  agency_operation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "机关运行经费（元）", en: "Agency operating costs, in yuan"}
  agency_operation_basis: {type: VARCHAR, zh: "机关运行经费金额的依据，见 mart.series.basis", en: "What the amount of agency operating costs rests on, see mart.series.basis"}
  fiscal_appropriation_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "财政拨款收入（元）", en: "Revenue from fiscal appropriation, in yuan"}
  fiscal_appropriation_form_code: {type: VARCHAR, references: core.dim_form.form_code, zh: "财政拨款取自哪张表", en: "Form that the appropriation is from"}
--- */
WITH point AS (
  SELECT *, struct_pack(reconciled := reconciled_share, consistent := consistent_share,
                        single := single_share, unproved := unproved_share,
                        contradicted := contradicted_share) AS shares
  FROM internal.series_point WHERE source <> 'implied'
),
year_total AS (
  SELECT organisation_id, fiscal_year, phase, scope,
    any_value(amount_yuan) FILTER (concept = 'revenue') AS revenue_yuan,
    any_value(basis) FILTER (concept = 'revenue') AS revenue_basis,
    any_value(form_code) FILTER (concept = 'revenue') AS revenue_form_code,
    any_value(amount_yuan) FILTER (concept = 'revenue_grand_total') AS revenue_grand_total_yuan,
    any_value(shares) FILTER (concept = 'revenue') AS revenue_shares,
    any_value(amount_yuan) FILTER (concept = 'expenditure') AS expenditure_yuan,
    any_value(basis) FILTER (concept = 'expenditure') AS expenditure_basis,
    any_value(form_code) FILTER (concept = 'expenditure') AS expenditure_form_code,
    any_value(amount_yuan) FILTER (concept = 'expenditure_grand_total') AS expenditure_grand_total_yuan,
    any_value(shares) FILTER (concept = 'expenditure') AS expenditure_shares,
    any_value(amount_yuan) FILTER (concept = 'basic') AS basic_yuan,
    any_value(basis) FILTER (concept = 'basic') AS basic_basis,
    any_value(amount_yuan) FILTER (concept = 'personnel') AS personnel_yuan,
    any_value(basis) FILTER (concept = 'personnel') AS personnel_basis,
    any_value(amount_yuan) FILTER (concept = 'public') AS public_yuan,
    any_value(basis) FILTER (concept = 'public') AS public_basis,
    any_value(amount_yuan) FILTER (concept = 'project') AS project_yuan,
    any_value(basis) FILTER (concept = 'project') AS project_basis,
    any_value(amount_yuan) FILTER (concept = 'three_public') AS three_public_yuan,
    any_value(basis) FILTER (concept = 'three_public') AS three_public_basis,
    any_value(amount_yuan) FILTER (concept = 'agency_operation') AS agency_operation_yuan,
    any_value(basis) FILTER (concept = 'agency_operation') AS agency_operation_basis
  FROM point GROUP BY ALL
  HAVING count(*) FILTER (concept IN (
    'revenue', 'expenditure', 'revenue_grand_total', 'expenditure_grand_total', 'basic', 'project')) > 0
),
-- Sources that are a part of another one with an amount in the same form are already in it.
appropriation AS (
  SELECT organisation_id, fiscal_year, phase, scope, form_code AS fiscal_appropriation_form_code,
         coalesce(sum(amount_yuan) FILTER (fund.parent_fund_source = 'fiscal_appropriation'),
                  sum(amount_yuan) FILTER (fund_source = 'fiscal_appropriation'))
           AS fiscal_appropriation_yuan
  FROM internal.source_amount LEFT JOIN core.dim_fund_source AS fund USING (fund_source)
  WHERE subject = 'fiscal_appropriation'
  GROUP BY ALL
),
-- what a form names in words of its own beside basic and project expenditure, as a row without a code
own_words AS (
  SELECT organisation_id, fiscal_year, phase, scope, sum(amount_yuan) AS own_words_yuan,
    sum(core.printed_half_unit_yuan(unit, printed_decimals)) AS own_words_margin_yuan
  FROM (FROM internal.source_form WHERE subject = 'nature')
  JOIN core.fct_amount AS amount
    USING (organisation_id, fiscal_year, phase, scope, document_id, form_code, fund_source)
  WHERE flow = 'expenditure' AND nature = 'unlisted' AND line_kind = 'leaf' AND amount_yuan IS NOT NULL
    AND coalesce(function_code, economic_code, item_code, unit_name, project_id) IS NULL
  GROUP BY ALL
),
by_nature AS (
  SELECT organisation_id, fiscal_year, phase, scope, total.amount_yuan, total.fund_source, total.form_code,
    coalesce(other.amount_yuan, 0) + coalesce(own_words_yuan, 0) AS other_yuan,
    abs(total.amount_yuan - basic.amount_yuan - project.amount_yuan - other_yuan)
      <= total.margin_yuan + basic.margin_yuan + project.margin_yuan
         + coalesce(other.margin_yuan, 0) + coalesce(own_words_margin_yuan, 0) AS is_complete
  FROM (FROM internal.total_amount WHERE concept = 'nature_total') AS total
  LEFT JOIN (FROM internal.total_amount WHERE concept = 'basic') AS basic
    USING (organisation_id, fiscal_year, phase, scope, document_id)
  LEFT JOIN (FROM internal.total_amount WHERE concept = 'project') AS project
    USING (organisation_id, fiscal_year, phase, scope, document_id)
  LEFT JOIN (FROM internal.total_amount WHERE concept = 'other_nature') AS other
    USING (organisation_id, fiscal_year, phase, scope, document_id)
  LEFT JOIN own_words USING (organisation_id, fiscal_year, phase, scope)
)
SELECT
  organisation_id,
  organisation.name_zh AS organisation_name_zh,
  fiscal_year,
  phase,
  scope,
  organisation.division_code,
  revenue_yuan,
  revenue_total.printed_yuan AS revenue_printed_yuan,
  revenue_total.parts_yuan AS revenue_parts_yuan,
  revenue_basis,
  revenue_grand_total_yuan,
  revenue_form_code,
  revenue_shares.reconciled AS revenue_reconciled_share,
  revenue_shares.consistent AS revenue_consistent_share,
  revenue_shares.single AS revenue_single_share,
  revenue_shares.unproved AS revenue_unproved_share,
  revenue_shares.contradicted AS revenue_contradicted_share,
  expenditure_yuan,
  expenditure_total.printed_yuan AS expenditure_printed_yuan,
  expenditure_total.parts_yuan AS expenditure_parts_yuan,
  expenditure_basis,
  expenditure_grand_total_yuan,
  expenditure_form_code,
  expenditure_shares.reconciled AS expenditure_reconciled_share,
  expenditure_shares.consistent AS expenditure_consistent_share,
  expenditure_shares.single AS expenditure_single_share,
  expenditure_shares.unproved AS expenditure_unproved_share,
  expenditure_shares.contradicted AS expenditure_contradicted_share,
  basic_yuan,
  basic_basis,
  personnel_yuan,
  personnel_basis,
  public_yuan,
  public_basis,
  project_yuan,
  project_basis,
  nature.other_yuan AS other_nature_yuan,
  nature.is_complete AS nature_is_complete,
  nature.amount_yuan AS nature_total_yuan,
  -- The ratio is not money: division of decimals goes through DOUBLE and is rounded to six decimals.
  CASE WHEN nature.amount_yuan > 0 AND (project_yuan IS NOT NULL OR basic_yuan IS NOT NULL)
       THEN coalesce(project_yuan, 0) / nature.amount_yuan END AS project_share,
  nature.fund_source AS nature_fund_source,
  nature.form_code AS nature_form_code,
  three_public_yuan,
  three_public_basis,
  agency_operation_yuan,
  agency_operation_basis,
  fiscal_appropriation_yuan,
  fiscal_appropriation_form_code
FROM year_total
LEFT JOIN (FROM internal.total_amount WHERE concept = 'revenue') AS revenue_total
  USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN (FROM internal.total_amount WHERE concept = 'expenditure') AS expenditure_total
  USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN by_nature AS nature USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN appropriation USING (organisation_id, fiscal_year, phase, scope)
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
