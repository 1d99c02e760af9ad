/* 各类支出的预算执行率？
   What is the execution rate of each functional class? */
SELECT organisation_name_zh, function_code, function_name_zh, budget_yuan, final_yuan, execution_rate
FROM mart.execution(2024, only_level := 'class');
