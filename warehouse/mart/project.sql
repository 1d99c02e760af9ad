/* ---
name: mart.project
kind: table
default_scope: true
title_zh: "项目"
title_en: "Projects"
description_zh: "现行版本文件中的项目各一行：年初预算、全年预算、执行数、执行率和得分；同一项目在几张表或正文中出现时合为一行（同名的按金额顺序逐一对应），分项和整体绩效表中的任务不列入。附单位项目支出合计和所占比重；可信比重说的是该合计。"
description_en: "One row per project of a current document: budget, adjusted budget, execution, its rate and the score. One stated in several forms or in the text is one row (those of equal names are matched in order of their amounts); parts of projects and tasks of overall forms are left out. With the share of the organisation's project expenditure, and the trust in that total."
grain: [project_id]
columns:
  organisation_id: {type: VARCHAR, references: core.dim_organisation.organisation_id}
  organisation_name_zh: {type: VARCHAR}
  fiscal_year: {type: INTEGER}
  phase: {type: VARCHAR}
  scope: {type: VARCHAR}
  project_name: {type: VARCHAR, zh: "项目名称；只有标题而没有名称时为空", en: "Name of the project; null where the text has a heading and no name"}
  project_code: {type: VARCHAR}
  unit_name: {type: VARCHAR}
  category: {type: VARCHAR}
  amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "本年度、所属阶段的金额（元）", en: "Amount of the year and phase, in yuan"}
  amount_basis: {type: VARCHAR, zh: "金额依据：printed 所印、sum_of_quarters 四个季度用款计划之和", en: "printed, or sum_of_quarters (the plan of payments of four quarters)"}
  period_amount_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  budget_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  adjusted_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  final_yuan: {type: "DECIMAL(20, 2)", unit: yuan}
  execution_ratio: {type: "DECIMAL(12, 6)", unit: ratio}
  score_points: {type: "DECIMAL(24, 4)", unit: points, described_as: score_points_total}
  forms: {type: INTEGER, unit: count, zh: "写明该项目的表格和正文处数", en: "In how many forms or texts it is stated"}
  is_contradicted: {type: BOOLEAN, zh: "各处所印金额是否不一致（超出所印精度）", en: "Whether they print different amounts, beyond the precision of the print"}
  project_expenditure_yuan: {type: "DECIMAL(20, 2)", unit: yuan, zh: "单位项目支出合计（元）", en: "All project expenditure of the organisation, in yuan"}
  share: {type: "DECIMAL(12, 6)", unit: ratio, zh: "占项目支出比重", en: "Share of the project expenditure"}
  share_reason: {type: VARCHAR, zh: "比重为空的原因：no_amount 没有金额、no_total 没有项目支出合计、larger_than_total 大于项目支出合计（如含补助下级）、not_in_list 项目表之和即项目支出合计而表中没有该项目", en: "Why the share is null: no_amount, no_total, larger_than_total (it holds money passed on, for example), or not_in_list (a list of projects makes the total, and this one is not in it)"}
  targets: {type: INTEGER, unit: count, zh: "绩效指标数", en: "Number of performance targets"}
  project_id: {type: VARCHAR, references: core.fct_project.project_id, zh: "所取项目", en: "The project taken"}
  reconciled_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中已勾稽的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is reconciled, 0 to 1"}
  consistent_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中一致的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is consistent, 0 to 1"}
  single_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中无可比对的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is single, 0 to 1"}
  unproved_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中读法未经证实的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is unproved, 0 to 1"}
  contradicted_share: {type: "DECIMAL(9, 6)", unit: ratio, zh: "单位项目支出合计所依据的数据中矛盾的金额比重（0 至 1）", en: "Share of the money in the statements behind project_expenditure_yuan that is contradicted, 0 to 1"}
--- */
WITH unit AS (
  SELECT organisation_id, fiscal_year,
    '^((' || string_agg(regexp_escape(unit_key), '|' ORDER BY length(unit_key) DESC, unit_key)
      || ')(?:本级)?(?:机关)?)+' AS unit_pattern
  FROM (SELECT DISTINCT organisation_id, fiscal_year, internal.bare_name(unit_name) AS unit_key
        FROM core.fct_project WHERE is_current AND internal.bare_name(unit_name) <> '')
  GROUP BY ALL
),
-- a row of a list whose own rows make it is a heading for them: they are the projects
heading AS (
  SELECT parent.project_id
  FROM core.fct_project AS parent
  JOIN core.fct_project AS child
    ON child.parent_project_id = parent.project_id AND child.form_code = parent.form_code
  WHERE parent.form_code = 'project_expenditure'
  GROUP BY parent.project_id, parent.amount_yuan, parent.unit, parent.printed_decimals
  HAVING abs(sum(child.amount_yuan) - parent.amount_yuan)
           <= (count(*) + 1) * core.printed_half_unit_yuan(parent.unit, parent.printed_decimals)
     AND count(child.amount_yuan) = count(*)
),
listed AS (
  SELECT project.*, internal.bare_name(project_name) AS bare,
    internal.bare_name(unit_name) AS unit_bare,
    coalesce(unit_pattern, '^(())$') AS unit_pattern
  FROM core.fct_project AS project LEFT JOIN unit USING (organisation_id, fiscal_year)
  WHERE is_current AND project_name IS NOT NULL AND kind = 'project'
    AND (parent_project_id IS NULL OR parent_project_id IN (FROM heading))
    AND project_id NOT IN (FROM heading)
),
-- where a list makes all project expenditure, a project outside it is none of that expenditure
whole_list AS (
  SELECT organisation_id, fiscal_year, phase, scope, sum(amount_yuan) AS list_yuan,
    sum(core.printed_half_unit_yuan(unit, printed_decimals)) AS list_margin_yuan
  FROM listed WHERE form_code = 'project_expenditure' AND amount_yuan IS NOT NULL
  GROUP BY ALL
),
named AS (
  SELECT * EXCLUDE (bare, unit_bare, unit_pattern),
    -- a text may print the name of the unit before that of its project
    coalesce(
      nullif(regexp_replace(replace(regexp_replace(bare, unit_pattern, ''), '项目', ''),
                            '(支出|经费)+$', ''), ''),
      bare) AS name_key,
    coalesce(unit_bare, nullif(regexp_extract(bare, unit_pattern, 2), '')) AS unit_key
  FROM listed
),
told AS (
  SELECT project.*,
    regexp_matches(project_name, '^[（(]?[一二三四五六七八九十0-9]*[）)、.]?(项目|专项)(支出|资金|经费)*(情况)?(说明)?$')
      AS is_heading,
    -- projects of one name are told apart by their unit, where every form names it
    CASE WHEN bool_and(unit_key IS NOT NULL) OVER (
      PARTITION BY organisation_id, fiscal_year, phase, scope, name_key) THEN unit_key END AS unit_part,
    quarter.quarters_yuan,
    (SELECT count(*) FROM core.fct_target AS target WHERE target.project_id = project.project_id) AS targets,
    core.printed_low_yuan(amount_yuan, unit, printed_decimals) AS low_yuan,
    core.printed_high_yuan(amount_yuan, unit, printed_decimals) AS high_yuan
  FROM named AS project
  -- the plan of payments by quarter makes the amount of a project that prints no other
  LEFT JOIN (
    SELECT parent_project_id AS project_id, sum(amount_yuan) AS quarters_yuan
    FROM core.fct_project
    WHERE regexp_matches(project_name, '^第[一二三四1-4]季度')
    GROUP BY parent_project_id HAVING count(amount_yuan) = 4) AS quarter USING (project_id)
),
copied AS (
  SELECT *, row_number() OVER (
    PARTITION BY organisation_id, fiscal_year, phase, scope, name_key, unit_part, stated_in, form_code,
      goal_text IS NULL AND targets = 0, amount_yuan, page ORDER BY top, project_id) AS copy
  FROM told
),
numbered AS (
  -- equal names in one form are different projects, but for the same amount on another page;
  -- equal names in two forms are the same one
  SELECT *,
    dense_rank() OVER (
      PARTITION BY organisation_id, fiscal_year, phase, scope, name_key, unit_part, stated_in, form_code,
        goal_text IS NULL AND targets = 0
      ORDER BY amount_yuan DESC NULLS LAST, copy) AS number
  FROM copied
),
ranked AS (
  SELECT *, row_number() OVER same AS place
  FROM numbered
  WINDOW same AS (
    PARTITION BY organisation_id, fiscal_year, phase, scope, name_key, unit_part, number
    ORDER BY amount_yuan IS NULL, targets DESC, stated_in DESC, page, top, project_id)
),
project_total AS (
  SELECT organisation_id, fiscal_year, phase, scope, amount_yuan AS project_yuan,
    struct_pack(reconciled := reconciled_share, consistent := consistent_share,
                single := single_share, unproved := unproved_share,
                contradicted := contradicted_share) AS shares
  FROM internal.total_amount WHERE concept = 'project'
),
once AS (
  SELECT organisation_id, fiscal_year, phase, scope, name_key, unit_part, number,
    first(project_id ORDER BY place) AS project_id,
    -- a heading is no name
    CASE WHEN NOT bool_and(is_heading) THEN first(project_name ORDER BY place) END AS project_name,
    first(project_code ORDER BY place) FILTER (project_code IS NOT NULL) AS project_code,
    first(unit_name ORDER BY place) FILTER (unit_name IS NOT NULL) AS unit_name,
    first(category ORDER BY place) FILTER (category IS NOT NULL) AS category,
    coalesce(first(amount_yuan ORDER BY place) FILTER (amount_yuan IS NOT NULL),
             first(quarters_yuan ORDER BY place) FILTER (quarters_yuan IS NOT NULL)) AS amount_yuan,
    CASE WHEN count(amount_yuan) > 0 THEN 'printed'
         WHEN count(quarters_yuan) > 0 THEN 'sum_of_quarters' END AS amount_basis,
    first(period_amount_yuan ORDER BY place) FILTER (period_amount_yuan IS NOT NULL) AS period_amount_yuan,
    first(budget_yuan ORDER BY place) FILTER (budget_yuan IS NOT NULL) AS budget_yuan,
    first(adjusted_yuan ORDER BY place) FILTER (adjusted_yuan IS NOT NULL) AS adjusted_yuan,
    first(final_yuan ORDER BY place) FILTER (final_yuan IS NOT NULL) AS final_yuan,
    first(execution_ratio ORDER BY place) FILTER (execution_ratio IS NOT NULL) AS execution_ratio,
    first(score_points ORDER BY place) FILTER (score_points IS NOT NULL) AS score_points,
    sum(targets) AS targets,
    bool_or(coalesce(form_code = 'project_expenditure', false)) AS is_listed,
    count(*) AS forms,
    coalesce(max(low_yuan) > min(high_yuan), false) AS is_contradicted
  FROM ranked
  GROUP BY ALL
),
judged AS (
  SELECT once.*, project_yuan, shares,
    CASE WHEN amount_yuan IS NULL THEN 'no_amount' WHEN coalesce(project_yuan, 0) = 0 THEN 'no_total'
         WHEN amount_yuan NOT BETWEEN 0 AND project_yuan THEN 'larger_than_total'
         WHEN NOT is_listed AND abs(list_yuan - project_yuan) <= list_margin_yuan + 100 THEN 'not_in_list'
    END AS share_reason
  FROM once
  LEFT JOIN whole_list USING (organisation_id, fiscal_year, phase, scope)
  LEFT JOIN project_total USING (organisation_id, fiscal_year, phase, scope)
)
SELECT once.organisation_id, organisation.name_zh AS organisation_name_zh, once.fiscal_year, once.phase,
  once.scope, project_name, project_code, unit_name, category, amount_yuan, amount_basis, period_amount_yuan,
  budget_yuan, adjusted_yuan, final_yuan, execution_ratio, score_points, forms, is_contradicted,
  project_yuan AS project_expenditure_yuan,
  CASE WHEN share_reason IS NULL THEN core.quotient(amount_yuan, project_yuan, 6) END AS share,
  share_reason,
  targets, project_id,
  shares.reconciled AS reconciled_share,
  shares.consistent AS consistent_share,
  shares.single AS single_share,
  shares.unproved AS unproved_share,
  shares.contradicted AS contradicted_share
FROM judged AS once
LEFT JOIN core.dim_organisation AS organisation ON organisation.organisation_id = once.organisation_id
