//! The edition of a record: how often it changed in what everybody who is shown the number is told of.
//!
//! How far a stream goes would tell its reader that something happened which they may not know of. So the number a page, a
//! tag or a form carries leaves that out, and two histories that differ in nothing else carry the same.

use crate::concern::ConcernEvent;
use crate::event::Event;
use crate::report::ReportEvent;
use crate::stream::StreamName;

/// Whether everybody to whom the edition of this record is shown is told that this happened.
pub const fn is_told(stream: StreamName, event: &Event) -> bool {
    match stream {
        // That somebody disclosed something is itself sealed. What it makes due is told, without saying why.
        StreamName::Case(_) => !matches!(
            event,
            Event::Concern(ConcernEvent::DisclosureCaptured { .. } | ConcernEvent::DisclosureSeen { .. })
        ),
        // Only readers of its report are shown an edition of a session. They need not read the session, and what two people
        // say about a paper that was stopped is between them.
        StreamName::Session(_) => match event {
            Event::Report(report) => !matches!(
                report,
                ReportEvent::ReleaseAsked { .. }
                    | ReportEvent::ReleaseAgreed { .. }
                    | ReportEvent::ReleaseRefused { .. }
            ),
            _ => false,
        },
        StreamName::Worker(_) | StreamName::Centre(_) => true,
        // Nobody is shown an edition of a person or of a day: most of what happens there is sealed from most.
        StreamName::Person(_) | StreamName::Day(..) => false,
    }
}
