/* 决算对预算的执行率是多少？
   How much of the budget was spent? */
SELECT organisation_name_zh, level, function_name_zh, budget_yuan, final_yuan, execution_rate FROM mart.budget_execution
ORDER BY execution_rate, function_code, organisation_name_zh;
