use serde_json::json;

use super::*;
use crate::Ledger;
use crate::testing::{entry, ledger, post};

const TEXT: &str =
    "“Nine people were hurt in Paris,” harbour master Ines Halvorsen said on Monday.";

fn new(row: &str, decision: Decision, corrected: Value) -> NewReview {
    NewReview {
        report: 1,
        row: row.into(),
        decision,
        corrected: corrected.as_object().cloned().unwrap_or_default(),
        note: None,
        who: "Ada".into(),
        at: "2026-04-12T09:00:00+02:00".into(),
    }
}

fn with_report() -> (tempfile::TempDir, Ledger) {
    let (folder, mut ledger) = ledger();
    ledger.add([entry(&post("a", "2026-04-11", TEXT))]).unwrap();
    (folder, ledger)
}

#[test]
fn a_correction_is_kept_with_what_the_row_said() {
    let (_folder, mut ledger) = with_report();
    let kept = ledger
        .review(&new(
            "s1",
            Decision::Correct,
            json!({"speaker": "I. Halvorsen"}),
        ))
        .unwrap();
    assert_eq!(
        (kept.row.as_deref(), kept.at.as_str()),
        (Some("s1"), "2026-04-12T07:00:00Z")
    );
    assert_eq!(kept.was["stance"], "asserts");
    assert_eq!(kept.was["negated"], false);
    assert_eq!(kept.corrected, Some(json!({"speaker": "I. Halvorsen"})));
    assert!(kept.words.unwrap().contains("Nine people"));
    ledger
        .review(&new("f1", Decision::Accept, json!({})))
        .unwrap();
    let agreement = ledger.agreement().unwrap();
    let told: Vec<_> = agreement
        .iter()
        .map(|kind| {
            (
                kind.kind.as_str(),
                kind.accepted,
                kind.corrected,
                kind.agreement,
            )
        })
        .collect();
    assert_eq!(told, [("figure", 1, 0, 1.0), ("statement", 0, 1, 0.0)]);
}

#[test]
fn the_last_decision_holds_and_can_be_withdrawn() {
    let (_folder, mut ledger) = with_report();
    for decision in [Decision::Accept, Decision::Reject] {
        ledger.review(&new("s1", decision, json!({}))).unwrap();
    }
    let held = ledger.reviews_of(1).unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].decision, Decision::Reject);
    ledger
        .review(&new("s1", Decision::Withdraw, json!({})))
        .unwrap();
    assert!(ledger.reviews_of(1).unwrap().is_empty());
    assert!(ledger.training_data().unwrap().is_empty());
    ledger.check().unwrap();
}

#[test]
fn decisions_are_data_to_train_with() {
    let (_folder, mut ledger) = with_report();
    let spans = json!({"spans": [[1, 20]]});
    ledger.review(&new("s1", Decision::Correct, spans)).unwrap();
    ledger
        .review(&new("f1", Decision::Accept, json!({})))
        .unwrap();
    let held = ledger.reviews_of(1).unwrap();
    let told: Vec<_> = held.iter().map(|review| review.row.as_deref()).collect();
    assert_eq!(told, [Some("s1"), Some("f1")]);
    assert_eq!(held[0].was["spans"][0][0], 0);
    let all = ledger
        .reviews(&ReviewQuery {
            limit: Some(10),
            ..Default::default()
        })
        .unwrap();
    assert_eq!(all[1].row.as_deref(), Some("s1"));
    let lines = ledger.training_data().unwrap();
    let line: Value = serde_json::from_str(lines.trim_end()).unwrap();
    assert_eq!(line["text"], TEXT);
    assert_eq!(line["reviews"][0]["corrected"]["spans"], json!([[1, 20]]));
}

#[test]
fn wrong_decisions_are_refused_and_say_why() {
    let (_folder, mut ledger) = with_report();
    let refused = [
        (new("s9", Decision::Accept, json!({})), "no such row"),
        (new("x1", Decision::Accept, json!({})), "no such row"),
        (new("s1", Decision::Accept, json!({"speaker": "A"})), "only"),
        (
            new("s1", Decision::Correct, json!({})),
            "nothing is corrected",
        ),
        (
            new("s1", Decision::Correct, json!({"best": 4})),
            "no such field",
        ),
        (
            new("s1", Decision::Correct, json!({"stance": "sings"})),
            "none of",
        ),
        (
            new("s1", Decision::Correct, json!({"speaker": " "})),
            "empty",
        ),
        (
            new("s1", Decision::Correct, json!({"negated": 1})),
            "true nor false",
        ),
        (new("f1", Decision::Correct, json!({"best": "9"})), "number"),
        (
            new("s1", Decision::Correct, json!({"spans": [[5, 4]]})),
            "stretches",
        ),
        (
            new("s1", Decision::Correct, json!({"spans": [[0, 4000]]})),
            "stretches",
        ),
        (
            NewReview {
                report: 7,
                ..new("s1", Decision::Accept, json!({}))
            },
            "no such report",
        ),
        (
            NewReview {
                who: "  ".into(),
                ..new("s1", Decision::Accept, json!({}))
            },
            "who: is empty",
        ),
        (
            NewReview {
                at: "yesterday".into(),
                ..new("s1", Decision::Accept, json!({}))
            },
            "no time",
        ),
    ];
    for (new, why) in refused {
        let error = ledger.review(&new).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    assert!(ledger.agreement().unwrap().is_empty());
}
