//! Signing in and out. In a demo, one click signs in as any of its people; nowhere else.

mod first;
mod join;
mod pages;

pub(crate) use first::{first_form, first_take};
pub(crate) use join::{join_form, join_take};
pub(crate) use pages::{
    keep, out_form, sign_in_as, sign_in_form, sign_in_take, sign_out, sign_out_everywhere, stay, waiting,
};
