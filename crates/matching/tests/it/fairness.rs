//! Nobody is found less often for having a name from somewhere else.

use crate::invented::{self, GROUPS};
use crate::quality::table;
use matching::{Index, Model};
use std::fmt::Write as _;

/// How far below the share of all a group's share may lie, in percentage points.
const GATE: f64 = 5.0;

#[derive(Clone, Copy, Default)]
struct Outcome {
    known: u32,
    found: u32,
    unknown: u32,
    alerted: u32,
}

/// One threshold for everybody, so that the false alerts are those of the same rule.
#[test]
fn people_of_every_group_of_names_are_found_about_as_often() {
    let mut of_group = [Outcome::default(); GROUPS.len()];
    for seed in 0..4 {
        let (known, new) = invented::known_and_new(100 + seed, 3_000);
        let index = Index::new(table(&known), &Model::shipped().unwrap());
        let there: std::collections::HashSet<usize> = known.iter().map(|known| known.person).collect();
        for asked in &new {
            let found = index.find(&asked.record(), 0.5);
            let outcome = &mut of_group[asked.group];
            if there.contains(&asked.person) {
                outcome.known += 1;
                outcome.found += u32::from(found.iter().any(|found| known[found.place].person == asked.person));
            } else {
                outcome.unknown += 1;
                outcome.alerted += u32::from(!found.is_empty());
            }
        }
    }
    let share = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of);
    let sum = |part: fn(&Outcome) -> u32| of_group.iter().map(part).sum::<u32>();
    let found = share(sum(|group| group.found), sum(|group| group.known));
    let alerted = share(sum(|group| group.alerted), sum(|group| group.unknown));
    let mut report = format!("all: {found:.1}% found, {alerted:.1}% false alerts\n");
    let mut fair = true;
    for ((name, ..), group) in GROUPS.iter().zip(&of_group) {
        let (mine, false_alerts) = (share(group.found, group.known), share(group.alerted, group.unknown));
        writeln!(report, "{name}: {mine:.1}% of {} found, {false_alerts:.1}% false alerts", group.known).unwrap();
        fair &= mine >= found - GATE && false_alerts <= alerted + GATE;
    }
    println!("{report}");
    assert!(fair && alerted <= 3.0, "{report}");
}
