/* 项目支出占全部支出的比重有多大？
   What share of expenditure is project expenditure? */
SELECT organisation_name_zh, fiscal_year, phase, scope, project_share FROM mart.organisation_year
ORDER BY project_share DESC NULLS LAST, organisation_name_zh, fiscal_year, scope;
