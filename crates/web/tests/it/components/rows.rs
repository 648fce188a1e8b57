//! From a fixture's options to our components: lists, tables and the way through them.

use web::components::{
    Cell, Html, Pagination, PaginationItem, PaginationLink, SummaryAction, SummaryList, SummaryRow, Table, Task,
    TaskList,
};

use super::adapter::tag;
use super::options::Options;

pub fn pagination(options: &Options<'_>) -> String {
    let mut pagination =
        Pagination::new().label(options.text_or("landmarkLabel", "Pagination")).classes(&options.text("classes"));
    let link = |options: Options<'_>| {
        let mut link = PaginationLink::new(options.text("href"));
        let (text, label) = (options.content(), options.text("labelText"));
        if !text.is_empty() {
            link = link.text(text);
        }
        if label.is_empty() { link } else { link.label(label) }
    };
    if let Some(previous) = options.object("previous") {
        pagination = pagination.previous(link(previous));
    }
    if let Some(next) = options.object("next") {
        pagination = pagination.next(link(next));
    }
    if options.has("items") {
        pagination = pagination.items(options.list("items").into_iter().filter_map(|item| {
            if item.flag("ellipsis") {
                return Some(PaginationItem::Gap);
            }
            let number = item.text("number");
            (!number.is_empty()).then(|| PaginationItem::Page {
                href: item.text("href"),
                spoken: item.text_or("visuallyHiddenText", &format!("Page {number}")),
                current: item.text("current") == "true",
                number,
            })
        }));
    }
    pagination.to_string()
}

fn summary_action(options: &Options<'_>) -> SummaryAction {
    let action = SummaryAction::new(options.text("href"), options.content());
    let unseen = options.text("visuallyHiddenText");
    if unseen.is_empty() { action } else { action.unseen(unseen) }
}

pub fn summary_list(options: &Options<'_>) -> String {
    let rows = options.list("rows").into_iter().map(|row| {
        let key = row.content_of("key").unwrap_or_default();
        let mut made = SummaryRow::new(key, row.content_of("value").unwrap_or_default()).classes(&row.text("classes"));
        for action in row.object("actions").iter().flat_map(|actions| actions.list("items")) {
            made = made.action(summary_action(&action));
        }
        made
    });
    let mut list = SummaryList::new(rows).classes(&options.text("classes"));
    if let Some(card) = options.object("card") {
        list = list.card(card.content_of("title").unwrap_or_default()).card_classes(&card.text("classes"));
        if let Some(title) = card.object("title") {
            list = list.card_level(title.text_or("headingLevel", "2").parse().unwrap());
        }
        for action in card.object("actions").iter().flat_map(|actions| actions.list("items")) {
            list = list.card_action(summary_action(&action));
        }
    }
    list.to_string()
}

fn cell(options: &Options<'_>) -> Cell {
    let content = options.content();
    let mut cell = if options.text("format") == "numeric" { Cell::number(content) } else { Cell::new(content) };
    cell = cell.classes(&options.text("classes"));
    if let Ok(columns) = options.text("colspan").parse() {
        cell = cell.colspan(columns);
    }
    match options.text("rowspan").parse() {
        Ok(rows) => cell.rowspan(rows),
        Err(_) => cell,
    }
}

pub fn table(options: &Options<'_>) -> String {
    let mut table = Table::new()
        .classes(&options.text("classes"))
        .caption_classes(&options.text("captionClasses"))
        .head(options.list("head").iter().map(cell))
        .rows(options.lists("rows").iter().map(|row| row.iter().map(cell).collect()));
    let caption = options.text("caption");
    if !caption.is_empty() {
        table = table.caption(caption);
    }
    if options.flag("firstCellIsHeader") { table.headed_rows().to_string() } else { table.to_string() }
}

pub fn task_list(options: &Options<'_>) -> String {
    let tasks = options.list("items").into_iter().map(|item| {
        let status = item.object("status");
        let shown = status.as_ref().map_or_else(Html::default, |status| match status.object("tag") {
            Some(made) => tag(&made).into(),
            None => status.content(),
        });
        let mut task = Task::new(item.content_of("title").unwrap_or_default(), shown)
            .href(item.text("href"))
            .classes(&item.text("classes"))
            .status_classes(&status.map(|status| status.text("classes")).unwrap_or_default());
        if let Some(hint) = item.content_of("hint") {
            task = task.hint(hint);
        }
        task
    });
    TaskList::new(tasks).id(options.text_or("idPrefix", "task-list")).classes(&options.text("classes")).to_string()
}
