//! Lists: asked, rebuilt, compared.

use crate::sample::{Cast, named, needing, renamed, rows};
use domain::decision::Recorded;
use domain::ids::CaseId;
use domain::stream::StreamName;
use storage::Error;
use storage::lists::{CASES, Filter, ListQuery, ListRow, Order, PEOPLE, TASKS};
use storage::seam::SeamError;
use testkit::{Bench, on_both_engines_with};

async fn cases(bench: &Bench, cast: &mut Cast, sizes: &[usize]) -> Vec<CaseId> {
    let mut made = Vec::new();
    for size in sizes {
        let case = CaseId::fresh(&mut cast.ids);
        let stream = StreamName::Case(case);
        let events = (0..*size).map(|n| Recorded::now(stream, needing(cast.amina, &format!("{n}"))));
        let append = cast.append(bench, events.collect());
        bench.storage.append(append).await.unwrap();
        made.push(case);
    }
    made
}

#[tokio::test]
async fn a_list_is_filtered_sorted_paged_and_counted_the_same_on_both_engines() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(60);
        let made = cases(&bench, &mut cast, &[3, 1, 2, 5, 1]).await;
        let (storage, all) = (&bench.storage, ListQuery::of(bench.centre, &CASES));
        let counts = async |query: &ListQuery| {
            let page = storage.list(query).await.unwrap();
            let counts: Vec<_> = page.rows.iter().map(|row| row.int("children").unwrap()).collect();
            (counts, page.total)
        };
        let biggest = all.clone().sort("children", Order::Descending);
        assert_eq!(counts(&biggest).await, (vec![5, 3, 2, 1, 1], 5));
        assert_eq!(counts(&biggest.clone().page(1, 2)).await, (vec![3, 2], 5));
        let by_level = all.clone().sort("level", Order::Ascending).sort("children", Order::Ascending);
        assert_eq!(counts(&by_level).await, (vec![2, 3, 5, 1, 1], 5), "empty ones come last");
        let some = biggest.clone().only(Filter::AtLeast("children", 2_i64.into()));
        assert_eq!(counts(&some).await, (vec![5, 3, 2], 3));
        let below = some.only(Filter::Below("children", 5_i64.into()));
        assert_eq!(counts(&below).await, (vec![3, 2], 2));
        let without = biggest.clone().only(Filter::Empty("level"));
        assert_eq!(counts(&without).await, (vec![1, 1], 2));
        let mine: Vec<_> = made[..2].iter().map(|case| case.to_string().into()).collect();
        let scope = biggest.clone().only(Filter::In("case_id", mine.clone()));
        assert_eq!(counts(&scope).await, (vec![3, 1], 2));
        let not_mine = biggest.clone().only(Filter::NotIn("case_id", mine));
        assert_eq!(counts(&not_mine).await, (vec![5, 2, 1], 3));
        let nothing = biggest.clone().only(Filter::In("case_id", Vec::new()));
        assert_eq!(counts(&nothing).await, (vec![], 0));
        let either = biggest.clone().only(Filter::Any(vec![
            Filter::Is("children", 5_i64.into()),
            Filter::Is("case_id", made[1].to_string().into()),
        ]));
        assert_eq!(counts(&either).await, (vec![5, 1], 2));
        let stage = biggest.only(Filter::IsNot("stage", "open".into()));
        assert_eq!(counts(&stage).await, (vec![], 0));
    })
    .await;
}

#[tokio::test]
async fn only_columns_of_the_list_and_values_of_their_kind_are_taken() {
    on_both_engines_with(rows, async |bench| {
        let all = ListQuery::of(bench.centre, &CASES);
        for query in [
            all.clone().only(Filter::Is("children; DROP TABLE event", 1_i64.into())),
            all.clone().only(Filter::Is("children", "1".into())),
            all.clone().only(Filter::Present("adults_names")),
            all.sort("nothing", Order::Ascending),
        ] {
            let refused = bench.storage.list(&query).await;
            assert!(matches!(refused, Err(Error::NoSuchColumn { .. })));
        }
    })
    .await;
}

#[tokio::test]
async fn a_name_in_a_list_stays_sealed_until_it_is_opened() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(61);
        let person = StreamName::Person(cast.amina);
        for event in [named(cast.amina, "Amina", "Kone"), renamed(cast.amina, "Aminata", "Kone")] {
            let append = cast.append(&bench, vec![Recorded::now(person, event)]);
            bench.storage.append(append).await.unwrap();
        }
        let query = ListQuery::of(bench.centre, &PEOPLE);
        let page = bench.storage.list(&query).await.unwrap();
        assert_eq!(page.total, 1);
        let name = page.rows[0].sealed("name").unwrap();
        assert_eq!(name.subject(), domain::private::Subject::Person(cast.amina));
        assert!(!format!("{page:?}").contains("Aminata"));
        let opened = bench.storage.open_columns(bench.centre, &[name, name]).await.unwrap();
        assert_eq!(opened, [Some("Aminata Kone".to_owned()), Some("Aminata Kone".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn rebuilt_lists_are_the_live_ones_and_a_changed_row_is_found() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(62);
        cases(&bench, &mut cast, &[3, 1]).await;
        let storage = &bench.storage;
        assert_eq!(storage.compare_lists().await.unwrap(), None);
        let change: Result<u64, SeamError> = storage
            .database()
            .write(|tx| {
                Box::pin(async move {
                    tx.execute("DELETE FROM list_task WHERE due_at = 1", Vec::new()).await?;
                    tx.execute("UPDATE list_case SET children = 9", Vec::new()).await
                })
            })
            .await;
        assert_eq!(change.unwrap(), 2);
        assert!(storage.compare_lists().await.unwrap().is_some());
        assert!(storage.verify().await.is_err());
        assert_eq!(
            storage.rebuild().await.unwrap(),
            12,
            "of two cases: each, a party, an interest, an emergency; and four tasks"
        );
        assert_eq!(storage.compare_lists().await.unwrap(), None);
        storage.verify().await.unwrap();
        let tasks = storage.list(&ListQuery::of(bench.centre, &TASKS)).await.unwrap();
        assert_eq!(tasks.total, 4);
    })
    .await;
}

#[tokio::test]
async fn a_projection_that_names_a_column_wrongly_writes_nothing() {
    fn wrong(_: domain::ids::CentreId, stream: StreamName, _: &[domain::event::Happened]) -> Vec<ListRow> {
        vec![ListRow::new(&CASES, stream).text("stages", "open")]
    }
    on_both_engines_with(wrong, async |bench| {
        let mut cast = Cast::new(63);
        let case = StreamName::Case(cast.case);
        let append = cast.append(&bench, vec![Recorded::now(case, needing(cast.amina, "x"))]);
        let refused = bench.storage.append(append).await.unwrap_err().to_string();
        assert!(refused.contains("stages"), "{refused}");
        let loaded = bench.storage.load(bench.centre, &[case]).await.unwrap();
        assert_eq!(loaded.versions[&case], 0);
    })
    .await;
}

#[tokio::test]
async fn two_streams_never_write_over_each_others_rows() {
    fn shared(_: domain::ids::CentreId, _: StreamName, happened: &[domain::event::Happened]) -> Vec<ListRow> {
        vec![ListRow::new(&CASES, "the same").text("stage", "open").count("children", happened.len())]
    }
    on_both_engines_with(shared, async |bench| {
        let mut cast = Cast::new(64);
        let mut outcomes = Vec::new();
        for case in [cast.case, cast.case, CaseId::fresh(&mut cast.ids)] {
            let event = Recorded::now(StreamName::Case(case), needing(cast.amina, "x"));
            let append = cast.append(&bench, vec![event]);
            outcomes.push(bench.storage.append(append).await.is_ok());
        }
        assert_eq!(outcomes, [true, true, false], "{}", bench.engine);
        let query = ListQuery::of(bench.centre, &CASES);
        let page = bench.storage.list(&query).await.unwrap();
        assert_eq!((page.total, page.rows[0].int("children")), (1, Some(2)));
        bench.storage.verify().await.unwrap();
    })
    .await;
}
