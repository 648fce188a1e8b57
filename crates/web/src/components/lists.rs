//! Answers with a way to change them, and tasks with a status.

use askama::Template;

use super::builder::{components, options};
use super::{Html, Tag};

/// A link beside an answer.
#[derive(Template, Clone)]
#[template(path = "components/summary_action.html")]
pub struct SummaryAction {
    href: String,
    text: Html,
    unseen: Option<Html>,
    card: Option<Html>,
}

impl SummaryAction {
    /// A link, and what it changes: "Change" is followed by an unseen "name".
    pub fn new(href: impl Into<String>, text: impl Into<Html>) -> Self {
        Self { href: href.into(), text: text.into(), unseen: None, card: None }
    }
}

options! {
    impl SummaryAction {
        /// What a screen reader says after the text, so that ten links called "Change" differ.
        unseen: html => unseen;
    }
}

/// One question and its answer.
#[derive(Clone)]
pub struct SummaryRow {
    key: Html,
    value: Html,
    actions: Vec<SummaryAction>,
    classes: String,
}

impl SummaryRow {
    /// A question and its answer.
    pub fn new(key: impl Into<Html>, value: impl Into<Html>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            actions: Vec::new(),
            classes: "govuk-summary-list__row".to_owned(),
        }
    }

    /// Adds a link.
    #[must_use]
    pub fn action(mut self, action: SummaryAction) -> Self {
        self.actions.push(action);
        self
    }

    /// Adds a link called "Change", followed by an unseen name of what it changes.
    #[must_use]
    pub fn change(self, href: impl Into<String>, what: impl Into<Html>) -> Self {
        self.action(SummaryAction::new(href, "Change").unseen(what))
    }
}

options! {
    impl SummaryRow {
        /// Adds class names.
        classes: classes => classes;
    }
}

#[derive(Clone)]
struct Card {
    title: Html,
    level: u8,
    classes: String,
    actions: Vec<SummaryAction>,
}

/// Questions and answers: before they are sent, or as they are on record.
#[derive(Template, Clone)]
#[template(path = "components/summary_list.html")]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    classes: String,
    card: Option<Card>,
}

impl SummaryList {
    /// A list of rows.
    pub fn new(rows: impl IntoIterator<Item = SummaryRow>) -> Self {
        Self { rows: rows.into_iter().collect(), classes: "govuk-summary-list".to_owned(), card: None }
    }

    /// Puts the list on a card with a title: for one person of several.
    #[must_use]
    pub fn card(mut self, title: impl Into<Html>) -> Self {
        let title = title.into();
        for action in self.rows.iter_mut().flat_map(|row| &mut row.actions) {
            action.card = Some(title.clone());
        }
        self.card = Some(Card { title, level: 2, classes: "govuk-summary-card".to_owned(), actions: Vec::new() });
        self
    }

    /// The level of the card's heading: 2 unless said.
    #[must_use]
    pub fn card_level(mut self, level: u8) -> Self {
        if let Some(card) = &mut self.card {
            card.level = level;
        }
        self
    }

    /// Adds class names to the card.
    #[must_use]
    pub fn card_classes(mut self, classes: &str) -> Self {
        if let Some(card) = &mut self.card {
            super::builder::add_class(&mut card.classes, classes);
        }
        self
    }

    /// Adds a link to the card's title.
    #[must_use]
    pub fn card_action(mut self, mut action: SummaryAction) -> Self {
        if let Some(card) = &mut self.card {
            action.card = Some(card.title.clone());
            card.actions.push(action);
        }
        self
    }

    fn any_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.is_empty())
    }
}

options! {
    impl SummaryList {
        /// Adds class names.
        classes: classes => classes;
    }
}

/// One thing to be done.
#[derive(Clone)]
pub struct Task {
    title: Html,
    href: String,
    hint: Option<Html>,
    status: Html,
    status_classes: String,
    classes: String,
}

impl Task {
    /// A task with its status in words; a finished one is said plainly, without a tag.
    pub fn new(title: impl Into<Html>, status: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            href: String::new(),
            hint: None,
            status: status.into(),
            status_classes: "govuk-task-list__status".to_owned(),
            classes: "govuk-task-list__item".to_owned(),
        }
    }

    /// A task with its status on a tag: something is still to be done.
    pub fn tagged(title: impl Into<Html>, tag: Tag) -> Self {
        Self::new(title, tag)
    }

    /// A task that cannot be done yet; its status is grey, and it has no link.
    #[must_use]
    pub fn cannot_start(self) -> Self {
        self.status_classes("govuk-task-list__status--cannot-start-yet")
    }
}

options! {
    impl Task {
        /// Where the task is done.
        href: text => href;
        /// What it takes, or why it waits.
        hint: html => hint;
        /// Adds class names.
        classes: classes => classes;
        /// Adds class names to the status.
        status_classes: classes => status_classes;
    }
}

/// Things to be done, in any order, each with its status.
#[derive(Template, Clone)]
#[template(path = "components/task_list.html")]
pub struct TaskList {
    tasks: Vec<Task>,
    id: String,
    classes: String,
}

impl TaskList {
    /// A list of tasks. Two lists on one page need different ids.
    pub fn new(tasks: impl IntoIterator<Item = Task>) -> Self {
        Self { tasks: tasks.into_iter().collect(), id: "task-list".to_owned(), classes: "govuk-task-list".to_owned() }
    }
}

options! {
    impl TaskList {
        /// What the ids of its parts begin with.
        id: text => id;
        /// Adds class names.
        classes: classes => classes;
    }
}

components!(SummaryAction, SummaryList, TaskList);
