/* 有多少车辆，运行费多少？
   How many vehicles are there, and what do they cost to run? */
SELECT vehicle.organisation_name_zh, vehicle.fiscal_year, vehicle.phase, vehicle.value AS vehicles, vehicle_operation_yuan
FROM mart.statistic AS vehicle LEFT JOIN mart.three_public USING (organisation_id, fiscal_year, phase, scope)
WHERE statistic_code = 'vehicles' AND is_whole ORDER BY ALL;
