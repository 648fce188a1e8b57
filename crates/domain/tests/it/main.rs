//! Stories of the domain, told from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs
)]

mod arrangement;
mod arrangement_terms;
mod booking;
mod booking_clashes;
mod case_story;
mod concern;
mod emergency;
mod families;
mod interest;
mod overrides_partner;
mod person;
mod previsit;
mod referral_course;
mod referral_desk;
mod referral_questions;
mod referral_refusals;
mod referral_service_files;
mod referral_shapes;
mod report;
mod report_draft;
mod report_exception;
mod report_release;
mod risk;
mod risk_content;
mod rules_catalogue;
mod rules_drawn;
mod rules_drawn_plans;
mod rules_family;
mod rules_house;
mod rules_orders;
mod rules_overrides;
mod rules_papers;
mod rules_people_and_place;
mod rules_properties;
mod rules_sessions;
mod saturday;
mod session;
mod session_door;
mod session_missed;
mod session_never_block;
mod voice;
