//! Asking a list: filters, order, one page, and how many there are.

use super::record::{ListRecord, SealedColumn, open, record};
use super::tables::{Kind, ListTable};
use crate::error::Error;
use crate::installation::Storage;
use crate::keys::{KeyName, SubjectKeys};
use crate::seam::{Boxed, SeamError, Tx, Value};
use domain::ids::CentreId;
use std::collections::BTreeSet;

/// A condition on a plain column. An empty column fulfils only [`Filter::Empty`].
#[derive(Debug, Clone)]
pub enum Filter {
    /// The column has this value.
    Is(&'static str, Value),
    /// The column has another value.
    IsNot(&'static str, Value),
    /// The column has one of these values; with none given, no row does.
    In(&'static str, Vec<Value>),
    /// The column has none of these values.
    NotIn(&'static str, Vec<Value>),
    /// The column has this value or a later one.
    AtLeast(&'static str, Value),
    /// The column has a value before this one.
    Below(&'static str, Value),
    /// The column is empty.
    Empty(&'static str),
    /// The column is not empty.
    Present(&'static str),
    /// At least one of these holds; with none given, no row fulfils it.
    Any(Vec<Filter>),
}

/// In which direction a column is sorted; empty ones come last in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Earliest, smallest, first.
    Ascending,
    /// Latest, largest, first.
    Descending,
}

/// What to ask a list. A reader's scope is given as filters, so that totals count only what they may know of.
#[derive(Debug, Clone)]
pub struct ListQuery {
    centre: CentreId,
    table: &'static ListTable,
    filters: Vec<Filter>,
    order: Vec<(&'static str, Order)>,
    offset: u64,
    limit: u32,
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// The rows of the page.
    pub rows: Vec<ListRecord>,
    /// How many rows there are in all.
    pub total: u64,
}

impl ListQuery {
    /// Every row of a centre's list, by its key, at most 1,000.
    pub const fn of(centre: CentreId, table: &'static ListTable) -> Self {
        Self { centre, table, filters: Vec::new(), order: Vec::new(), offset: 0, limit: 1000 }
    }

    /// Only rows that fulfil this too.
    #[must_use]
    pub fn only(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// Sorted by this column, after those named before.
    #[must_use]
    pub fn sort(mut self, column: &'static str, order: Order) -> Self {
        self.order.push((column, order));
        self
    }

    /// One page.
    #[must_use]
    pub const fn page(mut self, offset: u64, limit: u32) -> Self {
        self.offset = offset;
        self.limit = limit;
        self
    }
}

impl Storage {
    /// Asks a list.
    pub fn list<'a>(&'a self, query: &'a ListQuery) -> Boxed<'a, Result<ListPage, Error>> {
        Box::pin(async move {
            let mut snapshot = self.0.db.snapshot().await?;
            ask(&mut snapshot, query).await
        })
    }

    /// Opens sealed columns, in their order; `None` for one whose key was destroyed.
    ///
    /// This is where sealed columns become readable: callers show that the reader was granted each of them.
    pub async fn open_columns(
        &self,
        centre: CentreId,
        columns: &[&SealedColumn],
    ) -> Result<Vec<Option<String>>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let wanted: BTreeSet<KeyName> =
            columns.iter().map(|column| KeyName::new(column.subject(), column.compartment())).collect();
        let keys = SubjectKeys::existing(&mut snapshot, &self.0.ring, centre, &wanted, None).await?;
        columns.iter().map(|column| open(centre, &keys, column)).collect()
    }
}

async fn ask(tx: &mut Tx, query: &ListQuery) -> Result<ListPage, Error> {
    let table = query.table;
    let mut asking = Asking { table, arguments: vec![query.centre.to_string().into()] };
    let mut conditions = vec!["centre = $1".to_owned()];
    for filter in &query.filters {
        conditions.push(asking.condition(filter)?);
    }
    let condition = conditions.join(" AND ");
    let order = asking.order(&query.order)?;
    let counting = asking.arguments.clone();
    let limit = asking.argument(query.limit.into());
    let offset = asking.argument(query.offset.into());
    let sql = format!(
        "SELECT {} FROM {} WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {offset}",
        table.columns().join(", "),
        table.name
    );
    let rows = tx
        .rows(sql, asking.arguments)
        .await?
        .iter()
        .map(|row| record(table, row).map(|(_, record)| record))
        .collect::<Result<Vec<_>, _>>()?;
    let found = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    // A first page that is not full holds all there is.
    let total = if query.offset == 0 && found < u64::from(query.limit) {
        found
    } else {
        let sql = format!("SELECT COUNT(*) FROM {} WHERE {condition}", table.name);
        tx.rows(sql, counting).await?.first().ok_or(SeamError::Shape)?.count(0)?
    };
    Ok(ListPage { rows, total })
}

struct Asking {
    table: &'static ListTable,
    arguments: Vec<Value>,
}

impl Asking {
    fn argument(&mut self, value: Value) -> String {
        self.arguments.push(value);
        format!("${}", self.arguments.len())
    }

    /// Only columns of the list get into a statement, and only with a value of their kind.
    fn column(&self, column: &'static str, value: Option<&Value>) -> Result<(), Error> {
        let fits = match (self.table.plain_kind(column), value) {
            (Some(Kind::Text), Some(Value::Text(_))) | (Some(Kind::Int), Some(Value::Int(_))) | (Some(_), None) => true,
            (Some(_) | None, _) => false,
        };
        if fits {
            Ok(())
        } else {
            let table = self.table.name;
            Err(Error::NoSuchColumn { table, column })
        }
    }

    fn compared(&mut self, column: &'static str, operator: &str, value: &Value) -> Result<String, Error> {
        self.column(column, Some(value))?;
        let place = self.argument(value.clone());
        Ok(format!("{column} {operator} {place}"))
    }

    fn among(&mut self, column: &'static str, operator: &str, values: &[Value]) -> Result<String, Error> {
        let mut places = Vec::with_capacity(values.len());
        for value in values {
            self.column(column, Some(value))?;
            places.push(self.argument(value.clone()));
        }
        Ok(format!("{column} {operator} ({})", places.join(", ")))
    }

    fn condition(&mut self, filter: &Filter) -> Result<String, Error> {
        match filter {
            Filter::Is(column, value) => self.compared(column, "=", value),
            Filter::IsNot(column, value) => self.compared(column, "<>", value),
            Filter::AtLeast(column, value) => self.compared(column, ">=", value),
            Filter::Below(column, value) => self.compared(column, "<", value),
            Filter::In(_, values) if values.is_empty() => Ok("1 = 0".to_owned()),
            Filter::NotIn(column, values) if values.is_empty() => {
                self.column(column, None)?;
                Ok(format!("{column} IS NOT NULL"))
            }
            Filter::In(column, values) => self.among(column, "IN", values),
            Filter::NotIn(column, values) => self.among(column, "NOT IN", values),
            Filter::Empty(column) => {
                self.column(column, None)?;
                Ok(format!("{column} IS NULL"))
            }
            Filter::Present(column) => {
                self.column(column, None)?;
                Ok(format!("{column} IS NOT NULL"))
            }
            Filter::Any(filters) => {
                let mut any = vec!["1 = 0".to_owned()];
                for filter in filters {
                    any.push(self.condition(filter)?);
                }
                Ok(format!("({})", any.join(" OR ")))
            }
        }
    }

    /// The key comes last, so that pages never overlap.
    fn order(&self, order: &[(&'static str, Order)]) -> Result<String, Error> {
        let mut parts = Vec::with_capacity(order.len() + 1);
        for (column, direction) in order {
            self.column(column, None)?;
            parts.push(match direction {
                Order::Ascending => format!("{column} ASC NULLS LAST"),
                Order::Descending => format!("{column} DESC NULLS LAST"),
            });
        }
        parts.push(format!("{} ASC", self.table.key));
        Ok(parts.join(", "))
    }
}
