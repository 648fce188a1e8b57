//! Both engines end in the same logical schema.

use std::collections::BTreeMap;
use storage::seam::Row;
use testkit::{Bench, on_both_engines};

/// A column: its kind, whether it may be empty, its place in the primary key.
type Column = (String, bool, i64);

/// Every table's columns, in order.
pub async fn columns(bench: &Bench) -> BTreeMap<String, Vec<(String, Column)>> {
    let sql = if bench.engine == "SQLite" {
        "SELECT m.name, p.name, CASE p.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea' ELSE LOWER(p.type) END,
                1 - p.\"notnull\", p.pk
         FROM sqlite_master m JOIN pragma_table_info(m.name) p
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid"
    } else {
        "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT),
                CASE c.is_nullable WHEN 'YES' THEN 1 ELSE 0 END, CAST(COALESCE(k.ordinal_position, 0) AS BIGINT)
         FROM information_schema.columns c
         LEFT JOIN information_schema.table_constraints t
           ON t.table_name = c.table_name AND t.table_schema = c.table_schema AND t.constraint_type = 'PRIMARY KEY'
         LEFT JOIN information_schema.key_column_usage k
           ON k.constraint_name = t.constraint_name AND k.table_schema = t.table_schema AND k.column_name = c.column_name
         WHERE c.table_schema = 'public' ORDER BY c.table_name COLLATE \"C\", c.ordinal_position"
    };
    let mut snapshot = bench.storage.database().snapshot().await.unwrap();
    let rows: Vec<Row> = snapshot.rows(sql, Vec::new()).await.unwrap();
    let mut tables: BTreeMap<String, Vec<(String, Column)>> = BTreeMap::new();
    for row in rows {
        let text = |column| row.text(column).unwrap().to_owned();
        let column = (text(2), row.int(3).unwrap() == 1, row.int(4).unwrap());
        tables.entry(text(0)).or_default().push((text(1), column));
    }
    tables
}

async fn indexes(bench: &Bench) -> Vec<String> {
    let sql = if bench.engine == "SQLite" {
        "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    } else {
        "SELECT CAST(indexname AS TEXT) FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey'
         ORDER BY CAST(indexname AS TEXT) COLLATE \"C\""
    };
    let mut snapshot = bench.storage.database().snapshot().await.unwrap();
    let rows = snapshot.rows(sql, Vec::new()).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_keys_and_indexes() {
    let seen = std::cell::RefCell::new(Vec::new());
    on_both_engines(async |bench| {
        let schema = (columns(&bench).await, indexes(&bench).await);
        assert!(schema.0.len() > 20);
        for (table, columns) in &schema.0 {
            assert!(columns.iter().any(|(_, (_, _, key))| *key == 1), "{table} has no key");
        }
        seen.borrow_mut().push(schema);
    })
    .await;
    let seen = seen.into_inner();
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:#?}");
}

#[tokio::test]
async fn text_is_compared_byte_by_byte_on_both_engines() {
    on_both_engines(async |bench| {
        let mut snapshot = bench.storage.database().snapshot().await.unwrap();
        for (table, columns) in columns(&bench).await {
            for (column, (kind, _, _)) in columns {
                if kind != "text" || bench.engine == "SQLite" {
                    continue;
                }
                let sql = "SELECT CAST(collation_name AS TEXT) FROM information_schema.columns WHERE table_name = $1 AND column_name = $2";
                let rows = snapshot
                    .rows(sql, vec![table.as_str().into(), column.as_str().into()])
                    .await
                    .unwrap();
                assert_eq!(rows[0].opt_text(0).unwrap(), Some("C"), "{table}.{column}");
            }
        }
    })
    .await;
}
