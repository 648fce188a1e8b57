//! The contact each side says it agrees to. Form C1A asks three questions: unsupervised time, supervised time, and
//! contact in other ways. What the application asks the court for is another thing and is kept beside it.

use super::application::{AppliedWish, CourtApplication, Maker};
use super::not_taken::NotTaken;
use super::reader::Reader;
use super::respondent_allegations::{filling_in, responses};
use crate::referral::record::ContactWish;
use crate::words::Answer;

const NEWER: [&str; 3] = ["newAgreeChildUnsupervisedTime", "newAgreeChildSupervisedTime", "newAgreeChildOtherContact"];

const OLDER: [&str; 3] = ["agreeChildUnsupervisedTime", "agreeChildSupervisedTime", "agreeChildOtherContact"];

const OF_RESPONDENTS: [&str; 3] =
    ["childSpendingUnsupervisedTime", "childSpendingSupervisedTime", "childHavingOtherFormOfContact"];

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for fields in [NEWER, OLDER] {
        questions(case, fields, Maker::Applicants, into)?;
    }
    if let Some(page) = case.within("c100RebuildSafetyConcerns")? {
        from_page(&page, Maker::Applicants, into)?;
    }
    for (maker, response) in responses(case, into)? {
        if let Some(other) = response.object("respOtherConcernsInfo")? {
            questions(&other, OF_RESPONDENTS, maker, into)?;
        }
        if let Some(page) = response.within("respondingCitizenAoH")? {
            from_page(&page, maker, into)?;
        }
    }
    if let Some(other) = case.object("respondentOtherConcerns")? {
        let maker = filling_in(case, into)?;
        questions(&other, OF_RESPONDENTS, maker, into)?;
    }
    Ok(())
}

fn questions(
    of: &Reader<'_>,
    [unsupervised, supervised, other]: [&str; 3],
    maker: Maker,
    into: &mut CourtApplication,
) -> Result<(), NotTaken> {
    let answers = [of.answer(unsupervised)?, of.answer(supervised)?, of.answer(other)?];
    wished(answers, maker, into);
    Ok(())
}

/// The citizens' pages ask one question for the first two: yes, yes but supervised, or no.
fn from_page(page: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let time = page.text("c1A_supervisionAgreementDetails")?;
    let other = page.answer("c1A_agreementOtherWaysDetails")?;
    let (unsupervised, supervised) = match time.map(|time| time.to_ascii_lowercase()) {
        None => (None, None),
        Some(time) if time.starts_with("no") => (Some(Answer::No), Some(Answer::No)),
        Some(time) if time.contains("supervised") => (Some(Answer::No), Some(Answer::Yes)),
        Some(time) if time.starts_with("yes") => (Some(Answer::Yes), Some(Answer::Yes)),
        Some(_) => (Some(Answer::Unknown), Some(Answer::Unknown)),
    };
    wished([unsupervised, supervised, other], maker, into);
    Ok(())
}

/// Notes what a maker agrees to. A second place that says the same, or says what the first left open, adds to it; one
/// that says otherwise stands beside it for triage.
fn wished(answers: [Option<Answer>; 3], maker: Maker, into: &mut CourtApplication) {
    if answers.iter().all(Option::is_none) {
        return;
    }
    let [unsupervised, supervised, in_other_ways] = answers.map(Option::unwrap_or_default);
    let fits = |known: Answer, new: Answer| known == new || known == Answer::NotAsked || new == Answer::NotAsked;
    let known = into.wishes.iter_mut().find(|known| {
        known.maker == maker
            && fits(known.wish.unsupervised, unsupervised)
            && fits(known.wish.supervised, supervised)
            && fits(known.wish.in_other_ways, in_other_ways)
    });
    match known {
        Some(known) => {
            for (place, answer) in [
                (&mut known.wish.unsupervised, unsupervised),
                (&mut known.wish.supervised, supervised),
                (&mut known.wish.in_other_ways, in_other_ways),
            ] {
                if *place == Answer::NotAsked {
                    *place = answer;
                }
            }
        }
        None => into
            .wishes
            .push(AppliedWish { maker, wish: ContactWish { by: Vec::new(), unsupervised, supervised, in_other_ways } }),
    }
}
