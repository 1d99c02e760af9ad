/* 下属单位支出多少（部门减本级）？
   What do the sub-units spend: the department less its own unit? */
SELECT department.organisation_name_zh, department.fiscal_year, department.phase,
  department.expenditure_yuan AS department_yuan, unit.expenditure_yuan AS own_unit_yuan,
  department.expenditure_yuan - unit.expenditure_yuan AS sub_units_yuan
FROM by_scope.organisation_year AS department
JOIN by_scope.organisation_year AS unit USING (organisation_id, fiscal_year, phase)
WHERE department.scope = 'department' AND unit.scope = 'unit' ORDER BY ALL;
