/* 部门的执行率与文件所印的完成率是否一致？
   What is the execution rate of a department, and what does it print? */
SELECT organisation_name_zh, fiscal_year, budget_yuan, final_yuan, execution_rate, printed_rate
FROM mart.execution(2024);
