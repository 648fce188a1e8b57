use super::content::{ControlLine, HazardLine, ImpactLine, UnknownLine};
use super::version::VersionLine;
use crate::cases::{CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::ids::{AssessmentId, CaseId};
use domain::risk::{Content, ProtectedPair, RiskConclusion, Source};

/// What became of something between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Both say the same.
    Kept,
    /// Only the newer one says it.
    Added,
    /// Only the older one says it.
    Removed,
    /// Both speak of it, and differ.
    Changed,
}

/// One thing in two versions.
#[derive(Debug)]
pub struct Compared<T> {
    /// What became of it.
    pub how: How,
    /// As the older version says it.
    pub before: Option<T>,
    /// As the newer version says it.
    pub after: Option<T>,
}

/// Two versions side by side.
#[derive(Debug)]
pub struct Comparison {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// The older version.
    pub older: VersionLine,
    /// The newer version.
    pub newer: VersionLine,
    /// Hazards.
    pub hazards: Vec<Compared<HazardLine>>,
    /// Impact, child by child.
    pub impact: Vec<Compared<ImpactLine>>,
    /// What is not known.
    pub unknowns: Vec<Compared<UnknownLine>>,
    /// Controls.
    pub controls: Vec<Compared<ControlLine>>,
    /// Sources.
    pub sources: Vec<Compared<Source>>,
    /// Adults who must not meet.
    pub protected_pairs: Vec<Compared<ProtectedPair>>,
    /// Conclusions.
    pub conclusions: Vec<Compared<RiskConclusion>>,
}

impl House {
    /// Two versions of a case's assessment side by side, the older first whichever was named first.
    pub async fn assessments_against(
        &self,
        who: &SignedIn,
        case: CaseId,
        (one, other): (AssessmentId, AssessmentId),
    ) -> Result<Comparison, Failure> {
        let mut file = self.open_case(who, case).await?;
        self.read_assessors(&mut file).await?;
        let line = |id| file.version_line(id).ok_or(Failure::NotOpen);
        let (one, other) = (line(one)?, line(other)?);
        let (older, newer) = if one.number <= other.number { (one, other) } else { (other, one) };
        let risk = &file.case_state().risk;
        let content = |id| risk.content(id).ok_or(Failure::NotOpen);
        let (before, after): (&Content, &Content) = (content(older.id)?, content(newer.id)?);
        Ok(Comparison {
            hazards: compare(&before.hazards, &after.hazards, |h| (h.kind, h.about), |h| file.hazard_line(h)),
            impact: compare(&before.impact, &after.impact, |i| i.child, |i| file.impact_line(i)),
            unknowns: unknowns(before, after, |u| file.unknown_line(u)),
            controls: compare(&before.controls, &after.controls, |c| c.id, |c| file.control_line(c)),
            sources: compare(&before.sources, &after.sources, |s| s.kind, |s| *s),
            protected_pairs: compare(&before.protected_pairs, &after.protected_pairs, |p| *p, |p| *p),
            conclusions: compare(&before.conclusions, &after.conclusions, |c| (c.adult, c.by), |c| *c),
            older,
            newer,
            names: file.names(),
            head: file.into_head(),
        })
    }
}

/// An unknown has no name of its own: one that reads otherwise is another one.
fn unknowns<L>(before: &Content, after: &Content, line: impl Fn(&domain::risk::Unknown) -> L) -> Vec<Compared<L>> {
    let kept = |u| after.unknowns.contains(u);
    let of = |how, before, after| Compared { how, before, after };
    let old = before.unknowns.iter().map(|u| {
        if kept(u) { of(How::Kept, Some(line(u)), Some(line(u))) } else { of(How::Removed, Some(line(u)), None) }
    });
    let new = after.unknowns.iter().filter(|u| !before.unknowns.contains(u));
    old.chain(new.map(|u| of(How::Added, None, Some(line(u))))).collect()
}

/// Pairs what both versions speak of by a key; of several with one key the first is paired with the first.
fn compare<T: PartialEq, K: PartialEq, L>(
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> K,
    line: impl Fn(&T) -> L,
) -> Vec<Compared<L>> {
    let mut left: Vec<&T> = after.iter().collect();
    let mut all = Vec::new();
    for old in before {
        let place = left.iter().position(|new| key(new) == key(old));
        all.push(match place.map(|place| left.remove(place)) {
            None => Compared { how: How::Removed, before: Some(line(old)), after: None },
            Some(new) => Compared {
                how: if new == old { How::Kept } else { How::Changed },
                before: Some(line(old)),
                after: Some(line(new)),
            },
        });
    }
    all.extend(left.into_iter().map(|new| Compared { how: How::Added, before: None, after: Some(line(new)) }));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_versions_speak_of_is_paired_and_the_rest_is_told_as_added_or_removed() {
        let before = [(1, 'a'), (2, 'b'), (2, 'c')];
        let after = [(2, 'b'), (1, 'x'), (3, 'd')];
        let told: Vec<_> =
            compare(&before, &after, |t| t.0, |t| t.1).into_iter().map(|c| (c.how, c.before, c.after)).collect();
        let expect = [
            (How::Changed, Some('a'), Some('x')),
            (How::Kept, Some('b'), Some('b')),
            (How::Removed, Some('c'), None),
            (How::Added, None, Some('d')),
        ];
        assert_eq!(told, expect);
    }
}
