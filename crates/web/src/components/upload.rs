//! Sending a file.

use askama::Template;

use super::Html;
use super::builder::{components, options};
use super::field::{Field, field_options, label_options};

/// A field that takes a file, such as a court order.
#[derive(Template, Clone)]
#[template(path = "components/file_upload.html")]
pub struct FileUpload {
    field: Field,
    classes: String,
    accept: String,
    multiple: bool,
    disabled: bool,
}

impl FileUpload {
    /// A field with this name (also its id) and label.
    pub fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        Self {
            field: Field::new(name, label),
            classes: "govuk-file-upload".to_owned(),
            accept: String::new(),
            multiple: false,
            disabled: false,
        }
    }
}

options! {
    impl FileUpload {
        /// Adds class names to the field.
        classes: classes => classes;
        /// The kinds of file the browser offers, such as `.pdf,.jpg`. The server checks again.
        accept: text => accept;
        /// Several files at once.
        multiple: flag => multiple;
        /// The field cannot be used.
        disabled: flag => disabled;
    }
}

field_options!(FileUpload);
label_options!(FileUpload);
components!(FileUpload);
