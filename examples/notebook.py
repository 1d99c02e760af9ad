"""The warehouse in a marimo notebook: `.venv/bin/marimo edit examples/notebook.py`.

It reads the release that GONGKAI_WAREHOUSE names, else the one of the repository.
"""

import marimo

app = marimo.App(width="medium", app_title="gongkai 公开")


@app.cell
def _():
    import os
    from pathlib import Path

    import duckdb
    import marimo as mo

    built = Path(__file__).resolve().parent.parent / "warehouse" / "build"
    warehouse = Path(os.environ.get("GONGKAI_WAREHOUSE", built))
    # a release is a file that nobody can write: open it as what it is
    con = duckdb.connect(str((warehouse / "current").resolve()), read_only=True)
    return con, mo


@app.cell
def _(con, mo):
    organisations = con.sql("""
        SELECT organisation_id, min(organisation_name_zh) AS name_zh
        FROM mart.organisation_year GROUP BY organisation_id ORDER BY organisation_id
    """).fetchall()
    organisation = mo.ui.dropdown(
        options={name: organisation_id for organisation_id, name in organisations},
        value=organisations[0][1],
        label="单位 / organisation",
    )
    mo.vstack([mo.md("# 公开 gongkai"), organisation])
    return organisation, organisations


@app.cell
def _(con, mo, organisation):
    # one scope for each year: a department includes its units, and the two never add up
    years = con.execute(
        """
        SELECT fiscal_year, phase, scope, revenue_yuan, expenditure_yuan, project_share
        FROM mart.organisation_year WHERE organisation_id = ?
        QUALIFY scope = min(scope) OVER (PARTITION BY fiscal_year, phase)
        ORDER BY fiscal_year, phase
        """,
        [organisation.value],
    ).pl()
    mo.vstack([mo.md("## 收入与支出 / revenue and expenditure"), mo.ui.table(years)])
    return (years,)


@app.cell
def _(con, mo, organisation):
    functions = con.execute(
        """
        SELECT fiscal_year, phase, class_code, sum(total_yuan) AS total_yuan
        FROM mart.spending_by_function WHERE organisation_id = ? AND scope = 'department'
        GROUP BY ALL ORDER BY fiscal_year, phase, total_yuan DESC
        """,
        [organisation.value],
    ).pl()
    mo.vstack([mo.md("## 支出功能分类 / expenditure by function"), mo.ui.table(functions)])
    return (functions,)


@app.cell
def _(con, mo, organisation):
    # where the documents contradict themselves, and where to look
    findings = con.execute(
        """
        SELECT fiscal_year, page, severity, message_zh, message_en
        FROM quality.finding WHERE organisation_id = ? ORDER BY fiscal_year, page
        """,
        [organisation.value],
    ).pl()
    mo.vstack([mo.md("## 自相矛盾之处 / contradictions"), mo.ui.table(findings)])
    return (findings,)


if __name__ == "__main__":
    app.run()
