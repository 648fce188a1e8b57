//! Links for the leads of partner centres: hashes only, one at a time, five codes, once.

use crate::sample::{Cast, noon};
use domain::ids::OverrideId;
use jiff::SignedDuration;
use storage::{CODE_TRIES, CodeTried, PartnerLink, token_hash};
use testkit::{Bench, on_both_engines};
use uuid::Uuid;

pub fn partner_link(bench: &Bench, cast: &Cast, token: &[u8]) -> PartnerLink {
    PartnerLink {
        token_hash: token_hash(token),
        centre: bench.centre,
        case: cast.case,
        id: OverrideId::from_uuid(Uuid::from_u128(7)),
        lead: cast.amina,
        code_hash: [7; 32],
        tries: 0,
        expires: noon() + SignedDuration::from_hours(1),
        used_at: None,
    }
}

#[tokio::test]
async fn a_link_bears_five_wrong_codes_ends_with_its_time_and_is_replaced_by_the_next() {
    on_both_engines(async |bench| {
        let cast = Cast::new(91);
        let storage = &bench.storage;
        let link = partner_link(&bench, &cast, b"one");
        let hash = link.token_hash;
        storage.put_partner_link(&link).await.unwrap();
        assert!(storage.partner_link_works(&hash, noon()).await.unwrap());
        assert!(!storage.partner_link_works(&hash, link.expires).await.unwrap(), "its time is over");
        assert!(!storage.partner_link_works(&token_hash(b"guessed"), noon()).await.unwrap());
        for _ in 1..CODE_TRIES {
            let tried = storage.try_partner_code(&hash, &[8; 32], noon()).await.unwrap();
            assert!(matches!(tried, Some(CodeTried::Wrong(_))));
        }
        let right = storage.try_partner_code(&hash, &[7; 32], noon()).await.unwrap();
        assert!(matches!(right, Some(CodeTried::Right(found)) if found.lead == cast.amina));
        storage.try_partner_code(&hash, &[8; 32], noon()).await.unwrap();
        let burnt = storage.try_partner_code(&hash, &[7; 32], noon()).await.unwrap();
        assert_eq!(burnt, None, "the fifth wrong code burns it");

        let next = partner_link(&bench, &cast, b"two");
        storage.put_partner_link(&next).await.unwrap();
        let third = partner_link(&bench, &cast, b"three");
        storage.put_partner_link(&third).await.unwrap();
        assert!(!storage.partner_link_works(&next.token_hash, noon()).await.unwrap(), "replaced");
        storage.use_partner_link(&third.token_hash, noon()).await.unwrap();
        assert_eq!(storage.try_partner_code(&third.token_hash, &[7; 32], noon()).await.unwrap(), None, "used");
        assert_eq!(storage.prune(noon()).await.unwrap(), 1);
    })
    .await;
}
