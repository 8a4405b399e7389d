//! A conversation with the server, as a client has it.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use std::path::Path;

use sayso::report::{ReadOptions, Source, open};
use sayso::{Reader, Report};
use sayso_ledger::{Entry, Ledger, Tables};
use serde_json::{Value, json};

fn ledger(folder: &tempfile::TempDir) -> Ledger {
    let mut ledger = Ledger::create(&folder.path().join("test.sayso")).unwrap();
    let text = "“Nine people were hurt at the lock,” harbour master Ines Halvorsen said on Monday.";
    let report = Report {
        outlet: Some("Halder Post".into()),
        ..Report::from_text("lock.txt", text)
    };
    let reader = Reader::new().unwrap();
    let entry = Entry::new(&reader.read(&report), &Tables::new().unwrap());
    ledger.add([entry]).unwrap();
    ledger
}

/// What the server answers to lines.
fn talk(ledger: &Ledger, lines: &str) -> Vec<Value> {
    let mut out = Vec::new();
    sayso_mcp::serve(ledger, lines.as_bytes(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn call(tool: &str, arguments: Value) -> String {
    json!({"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": tool, "arguments": arguments}})
        .to_string()
}

#[test]
fn a_client_is_welcomed_and_finds_the_tools() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(&folder);
    let lines = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}
{"jsonrpc":"2.0","method":"notifications/initialized"}

{"jsonrpc":"2.0","id":"two","method":"tools/list"}
{"jsonrpc":"2.0","id":3,"method":"ping"}"#;
    let answers = talk(&ledger, lines);
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-03-26");
    assert_eq!(answers[1]["id"], "two");
    let names: Vec<&str> = answers[1]["result"]["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tool| tool["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "search",
            "report",
            "statements",
            "events",
            "figure_history",
            "claims",
            "stories",
            "story",
            "entities",
            "places",
            "verify",
            "add"
        ]
    );
    // What may be asked for is told with the labels that there are.
    let tools = answers[1]["result"]["tools"].to_string();
    assert!(
        tools.contains("\"asserts\",\"denies\"") && tools.contains("\"ASSAULT\""),
        "{tools}"
    );
}

#[test]
fn every_answer_has_its_words_and_report() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(&folder);
    let lines = [
        call("search", json!({"words": "lock"})),
        call("statements", json!({"by": "halvorsen", "limit": 5})),
        call("figure_history", json!({"of": "people"})),
        call("report", json!({"report": 1})),
        call("report", json!({"report": "lock.txt"})),
        call(
            "claims",
            json!({"about": "people hurt", "status": "single source"}),
        ),
    ];
    let answers = talk(&ledger, &lines.join("\n"));
    let told: Vec<Value> = answers.iter().map(content).collect();
    assert_eq!(told[0]["rows"][0]["report"], 1);
    let statement = &told[1]["rows"][0];
    assert!(
        statement["content"]
            .as_str()
            .unwrap()
            .contains("Nine people")
    );
    assert_eq!(
        (&statement["report"], &statement["outlet"]),
        (&json!(1), &json!("Halder Post"))
    );
    assert_eq!(told[2]["rows"][0]["figure"], "Nine");
    assert_eq!(told[3], told[4]);
    assert_eq!(told[5]["rows"][0]["attestations"][0]["report"], 1);
    assert_eq!(
        (&told[5]["total"], &told[5]["shown"]),
        (&json!(1), &json!(1))
    );
    // Each answer once, and the text of a report before its rows.
    assert!(answers[1]["result"].get("structuredContent").is_none());
    let text = answers[3]["result"]["content"][0]["text"].as_str().unwrap();
    assert!(text.find("\"text\"").unwrap() < text.find("\"statements\":[").unwrap());
}

fn content(answer: &Value) -> Value {
    let text = answer["result"]["content"][0]["text"].as_str().unwrap();
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn a_draft_is_checked_and_a_report_added() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(&folder);
    let draft = "“Nine people were hurt at the lock,” Emil Radek said.";
    let lines = [
        call("verify", json!({"text": draft})),
        call("add", json!({"text": "The lock was opened again at noon, the port office said.", "outlet": "Orlen Courier", "published": "2026-04-12"})),
        call("story", json!({"story": 1})),
        call("entities", json!({"words": "halvorsen"})),
        call("stories", json!({"limit": 1})),
        call("places", json!({})),
        call("claims", json!({"about": "zebra"})),
        json!({"jsonrpc": "2.0", "id": 8, "method": "prompts/get", "params": {"name": "check_draft", "arguments": {"draft": draft}}}).to_string(),
    ];
    let answers = talk(&ledger, &lines.join("\n"));
    let checked = content(&answers[0]);
    let rows = checked["rows"].as_array().unwrap();
    assert!(
        rows.iter()
            .any(|row| row["verdict"] == "said_by_someone_else"),
        "{checked}"
    );
    assert_eq!(content(&answers[1])["report"], 2);
    assert!(content(&answers[2])["claims"]["rows"].is_array());
    let found = content(&answers[3])["rows"][0]["name"].to_string();
    assert!(found.contains("Halvorsen"), "{found}");
    assert!(content(&answers[4])["total"].as_u64().unwrap() >= 1);
    assert!(content(&answers[5])["total"].is_number());
    assert!(
        content(&answers[6])["hint"]
            .as_str()
            .unwrap()
            .contains("fewer")
    );
    let prompt = answers[7]["result"]["messages"][0]["content"]["text"]
        .as_str()
        .unwrap();
    assert!(prompt.contains(draft));
}

/// The example stories, and reports of the last told by further outlets: 35 reports.
fn many(folder: &tempfile::TempDir) -> Ledger {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/stories");
    let mut reports: Vec<Report> = Vec::new();
    for name in ["crossing", "dam", "strike"] {
        let file = Source::File(examples.join(format!("{name}.jsonl")));
        reports.extend(open(file, &ReadOptions::default()).map(Result::unwrap));
    }
    for number in reports.len()..35 {
        let told = &reports[number - 7];
        reports.push(Report {
            outlet: Some(format!("Sheet {number}")),
            url: Some(format!("https://sheet-{number}.example/strike")),
            text: format!(
                "{}\n\nSheet {number} was told so on the telephone.",
                told.text
            ),
            ..told.clone()
        });
    }
    let (reader, tables) = (Reader::new().unwrap(), Tables::new().unwrap());
    let mut ledger = Ledger::create(&folder.path().join("many.sayso")).unwrap();
    let entries = reports
        .iter()
        .map(|report| Entry::new(&reader.read(report), &tables));
    ledger.add(entries).unwrap();
    ledger
}

#[test]
fn an_answer_on_many_reports_is_small_and_tells_how_many_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = many(&folder);
    assert_eq!(ledger.count().unwrap(), 35);
    let answer = &talk(&ledger, &call("claims", json!({})))[0];
    let bytes = answer.to_string().len();
    // The bar of the project's measure of answers; a model's context is not filled by one question.
    assert!(bytes < 12_000, "{bytes} bytes");
    let told = content(answer);
    let (total, shown) = (told["total"].as_u64(), told["shown"].as_u64());
    assert!(total > shown && shown > Some(0), "{shown:?} of {total:?}");
    assert!(told["more"].as_str().unwrap().contains("skip"), "{told}");
}

#[test]
fn what_is_wrong_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger(&folder);
    let code = |line: &str| talk(&ledger, line)[0]["error"]["code"].clone();
    assert_eq!(code("{"), -32700);
    assert_eq!(code("[1]"), -32600);
    assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"shell"}"#), -32601);
    assert_eq!(code(&call("delete", json!({}))), -32602);
    assert_eq!(code(&call("search", json!({"wrods": "x"}))), -32602);
    assert_eq!(code(&"x".repeat(3 << 20)), -32600);
    for wrong in [
        call("report", json!({"report": 9})),
        call("statements", json!({"since": "May"})),
        call("statements", json!({"stance": "denise"})),
        call("events", json!({"type": "ASALT"})),
        call("claims", json!({"claim": "9.9"})),
        call("verify", json!({"text": " "})),
    ] {
        let answer = talk(&ledger, &wrong);
        assert_eq!(answer[0]["result"]["isError"], true, "{answer:?}");
    }
    // What follows a line that is too long is still answered.
    let long = format!(
        "{}\n{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}}\n",
        "x".repeat(3 << 20)
    );
    assert_eq!(talk(&ledger, &long).len(), 2);
}
