//! The server as browsers and programs meet it.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

mod client;

use std::collections::BTreeSet;

use client::{Answer, Client, hostile_ledger, ledger};
use sayso_serve::{Options, Server, Token};
use serde_json::{Value, json};

fn described() -> Value {
    serde_json::from_str(include_str!("../openapi.json")).unwrap()
}

/// The schema of what an address answers, with all that it refers to.
fn schema(path: &str, method: &str, status: &str) -> Value {
    let described = described();
    let content = &described["paths"][path][method]["responses"][status]["content"];
    let mut schema = content["application/json"]["schema"].clone();
    schema["components"] = described["components"].clone();
    schema
}

fn assert_described(answer: &Answer, path: &str, method: &str, status: &str) {
    let validator = jsonschema::draft202012::new(&schema(path, method, status)).unwrap();
    let value = answer.json();
    let wrong: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect();
    assert!(wrong.is_empty(), "{path}: {wrong:#?}");
}

#[test]
fn every_answer_is_as_described() {
    let client = Client::new(ledger());
    let asked = [
        ("/v1/ledger", ""),
        ("/v1/search", "?words=lock"),
        (
            "/v1/reports",
            "?words=lo*&speaker=hal*&since=2026-04-01&limit=1",
        ),
        ("/v1/statements", "?about=lock&stance=asserts"),
        ("/v1/figures", "?of=people"),
        ("/v1/map", "?event=assault"),
        ("/v1/outlets", ""),
        ("/v1/events", "?type=assault&limit=2"),
        ("/v1/claims", "?about=hurt&reports=1"),
        ("/v1/stories", "?limit=5&skip=2"),
        ("/v1/reviews", ""),
        ("/v1/reviews/agreement", ""),
        ("/v1/decisions", "?on=row"),
        ("/v1/queue", "?limit=5"),
        ("/v1/entities", "?words=hal"),
    ];
    let decision = json!({"report": 1, "row": "s1", "decision": "correct", "corrected": {"speaker": "I. Halvorsen"}, "who": "Ada", "at": "2026-04-12"});
    let kept = client.post("/api/v1/reviews", &decision.to_string());
    assert_eq!(kept.status, 201, "{}", kept.body);
    assert_described(&kept, "/v1/reviews", "post", "201");
    for (path, query) in asked {
        let answer = client.get(&format!("/api{path}{query}"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert_described(&answer, path, "get", "200");
    }
    let story = client.get("/api/v1/stories/1");
    assert_described(&story, "/v1/stories/{story}", "get", "200");
    let voice = client.get("/api/v1/voices/Ines%20Halvorsen");
    assert_described(&voice, "/v1/voices/{name}", "get", "200");
    // What is only shown is not kept.
    let pasted = json!({"text": "Shut, she said.", "title": "Lock", "preview": true});
    let preview = client.post("/api/v1/reports", &pasted.to_string());
    assert_described(&preview, "/v1/reports", "post", "200");
    assert_eq!(preview.json()["preview"][0]["title"], "Lock");
    assert_eq!(client.get("/api/v1/ledger").json()["reports"], 2);
    for report in [1, 2] {
        let answer = client.get(&format!("/api/v1/reports/{report}"));
        assert_described(&answer, "/v1/reports/{report}", "get", "200");
    }
    let lines = client.get("/api/v1/reviews/training");
    assert_eq!(
        lines.json()["reviews"][0]["corrected"]["speaker"],
        "I. Halvorsen"
    );
    // What is described is what was asked for here, and no more.
    let told: BTreeSet<String> = described()["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let mut known: BTreeSet<String> = asked.iter().map(|(path, _)| (*path).to_owned()).collect();
    known.extend(
        [
            "/openapi.json",
            "/v1/reports/{report}",
            "/v1/stories/{story}",
            "/v1/voices/{name}",
            "/v1/reviews/training",
            "/v1/reports/{report}/annotations",
            "/v1/decisions/{decision}/undo",
            "/v1/verify",
            "/v1/files",
            "/v1/addresses",
        ]
        .map(str::to_owned),
    );
    assert_eq!(told, known);
}

#[test]
fn decisions_count_in_every_answer() {
    let client = Client::new(ledger());
    let before = client.get("/api/v1/claims").json();
    let remove = json!({"on": "report", "do": "remove", "report": 1, "who": "Ada", "at": "2026-04-12", "dry_run": true});
    let shown = client.post("/api/v1/decisions", &remove.to_string());
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert_described(&shown, "/v1/decisions", "post", "200");
    assert_eq!(client.get("/api/v1/claims").json(), before);
    let edit = json!({"on": "report", "do": "edit", "report": 1, "to": {"title": "Shut"}, "who": "Ada", "at": "2026-04-12"});
    let kept = client.post("/api/v1/decisions", &edit.to_string());
    assert_eq!(kept.status, 201, "{}", kept.body);
    assert_described(&kept, "/v1/decisions", "post", "201");
    let report = client.get("/api/v1/reports/1");
    assert_described(&report, "/v1/reports/{report}", "get", "200");
    assert_eq!(report.json()["title"], "Shut");
    assert_eq!(report.json()["decided"][0]["by"], "Ada");
    let number = kept.json()["decision"]["decision"].to_string();
    let undo = json!({"who": "Ada", "at": "2026-04-12"}).to_string();
    let undone = client.post(&format!("/api/v1/decisions/{number}/undo"), &undo);
    assert_eq!(undone.status, 201, "{}", undone.body);
    assert_ne!(client.get("/api/v1/reports/1").json()["title"], "Shut");
    let wrong = json!({"on": "claim", "do": "status", "claim": "9.9", "status": "disputed", "who": "Ada", "at": "2026-04-12"});
    assert_eq!(
        client.post("/api/v1/decisions", &wrong.to_string()).status,
        404
    );
    let checked = client.post(
        "/api/v1/verify",
        &json!({"text": "“The lock is shut,” Emil Radek said."}).to_string(),
    );
    assert_described(&checked, "/v1/verify", "post", "200");
    let page = client.get("/api/v1/reports/1/annotations").json();
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(client.get("/openapi.json").json(), described());
    let preview = json!({"text": "The lock was opened, the port office said.", "preview": true});
    let shown = client.post("/api/v1/reports", &preview.to_string());
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert_described(&shown, "/v1/reports", "post", "200");
}

#[test]
fn lists_go_on_page_by_page() {
    let client = Client::new(ledger());
    let first = client.get("/api/v1/reports?limit=1").json();
    assert_eq!(first["next"], 1);
    let second = client.get("/api/v1/reports?limit=1&skip=1").json();
    assert_eq!(second["next"], Value::Null);
    assert_ne!(first["items"][0]["report"], second["items"][0]["report"]);
}

#[test]
fn what_is_wrong_is_a_problem_that_says_what() {
    let client = Client::new(ledger());
    let wrong = [
        ("/api/v1/reports/9", 404, "no such report"),
        ("/api/v1/reports/x", 404, "is no report"),
        ("/api/v1/reports/1%27%20OR%201=1", 404, "is no report"),
        ("/api/v1/stories/9", 404, "no such story"),
        ("/api/v1/reports?lmit=1", 400, "unknown field `lmit`"),
        ("/api/v1/reports?limit=0", 400, "from 1 to 200"),
        ("/api/v1/reports?limit=x", 400, "limit"),
        ("/api/v1/reports?limit=1&limit=2", 400, "duplicate"),
        ("/api/v1/reports?skip=99999999999999999999999", 400, "skip"),
        ("/api/v1/reports?since=May", 400, "no day"),
        ("/api/v1/reports?since=2026-02-30", 400, "no day"),
        ("/api/v1/statements?stance=sings", 400, "stance"),
        ("/api/v1/claims?status=true", 400, "one of single source"),
        ("/api/v1/events?type=ASALT", 400, "one of AGREE"),
        ("/api/v1/events?status=hapened", 400, "status"),
        ("/api/v1/map?event=ASALT", 400, "type of event"),
        ("/api/v1/reviews?kind=rumour", 400, "kind"),
        ("/api/v1/search", 400, "words"),
        ("/api/v1/figures", 400, "of"),
        ("/api/v1/nothing", 404, "openapi.json"),
        ("/api", 404, "openapi.json"),
    ];
    for (path, status, why) in wrong {
        let answer = client.get(path);
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(why), "{path}: {detail}");
    }
    let long = format!("/api/v1/reports?words={}", "a".repeat(501));
    assert_eq!(client.get(&long).status, 400);
    assert_eq!(
        client.ask("DELETE", "/api/v1/reports/1", &[], "").status,
        405
    );
    for (body, status) in [
        ("{", 400),
        ("[]", 400),
        (
            "{\"report\": 1, \"row\": \"s1\", \"decision\": \"burn\", \"who\": \"A\", \"at\": \"2026-04-12\"}",
            400,
        ),
        (
            "{\"report\": 1, \"row\": \"s1\", \"decision\": \"accept\", \"who\": \"A\", \"at\": \"2026-04-12\", \"x\": 1}",
            400,
        ),
        (
            "{\"report\": 1, \"row\": \"s77\", \"decision\": \"accept\", \"who\": \"A\", \"at\": \"2026-04-12\"}",
            404,
        ),
    ] {
        let answer = client.post("/api/v1/reviews", body);
        assert_eq!(answer.status, status, "{body}: {}", answer.body);
    }
    for (row, corrected, status) in [("s1", "{\"stance\": \"sings\"}", 409), ("s1", "{}", 409)] {
        let body = format!(
            "{{\"report\": 1, \"row\": \"{row}\", \"decision\": \"correct\", \"corrected\": {corrected}, \"who\": \"A\", \"at\": \"2026-04-12\"}}"
        );
        assert_eq!(client.post("/api/v1/reviews", &body).status, status);
    }
    let plain = client.ask(
        "POST",
        "/api/v1/reviews",
        &[("content-type", "text/plain")],
        "{}",
    );
    assert_eq!(plain.status, 415);
}

#[test]
fn odd_questions_find_nothing_and_break_nothing() {
    let client = Client::new(ledger());
    for words in [
        "%22",
        "%27",
        "%00",
        "a%00b",
        "*",
        "a*b*",
        "%22a",
        "NEAR(a%20b)",
        "a%20AND",
        "-a",
        "%5E",
        "col:a",
        "%27%3B%20DROP%20TABLE%20report%3B--",
        "%F0%9F%9A%A2",
        "%E2%80%AE",
    ] {
        for path in [
            "reports?words=",
            "reports?speaker=",
            "statements?by=",
            "figures?of=",
            "map?words=",
        ] {
            let answer = client.get(&format!("/api/v1/{path}{words}"));
            assert!(
                [200, 400].contains(&answer.status),
                "{path}{words}: {}",
                answer.body
            );
        }
    }
    let many = "a+".repeat(249);
    assert_eq!(
        client.get(&format!("/api/v1/reports?words={many}")).status,
        200
    );
    assert_eq!(client.get("/api/v1/ledger").json()["reports"], 2);
}

#[test]
fn texts_and_files_are_read_and_kept() {
    let client = Client::new(ledger());
    let pasted = json!({"text": "“The pass is shut,” warden Olaf Brenn said.", "outlet": "Pass Post", "published": "2026-05-01"});
    let added = client.post("/api/v1/reports", &pasted.to_string());
    assert_eq!(added.status, 201, "{}", added.body);
    assert_described(&added, "/v1/reports", "post", "201");
    let told = &added.json()["added"][0];
    for (name, value) in [
        ("report", json!(3)),
        ("outcome", json!("new")),
        ("outlet", json!("Pass Post")),
        ("published", json!("2026-05-01")),
    ] {
        assert_eq!(told[name], value, "{name}");
    }
    let again = client.post("/api/v1/reports", &pasted.to_string());
    assert_eq!(again.json()["added"][0]["outcome"], "known");
    // Another text that was pasted is no later version of it.
    let other = client.post(
        "/api/v1/reports",
        "{\"text\": \"Snow fell.\", \"outlet\": \"Pass Post\"}",
    );
    assert_eq!(other.json()["added"][0]["outcome"], "new");
    let report = client.get("/api/v1/reports/3").json();
    assert_eq!(report["statements"][0]["words"]["who"], "Olaf Brenn");

    let octets = [("content-type", "application/octet-stream")];
    let lines = "{\"text\": \"“It is open,” said Ada Byron.\", \"title\": \"Open\"}\nno json\n";
    let file = client.ask(
        "POST",
        "/api/v1/files?name=../../x.jsonl&outlet=Wire",
        &octets,
        lines,
    );
    assert_eq!(file.status, 201, "{}", file.body);
    let told = file.json();
    assert_eq!(told["added"][0]["title"], "Open");
    let failed = told["failed"][0].as_str().unwrap();
    assert!(
        failed.contains("x.jsonl") && !failed.contains("/tmp"),
        "{failed}"
    );
    let report = client
        .get(&format!("/api/v1/reports/{}", told["added"][0]["report"]))
        .json();
    assert_eq!(report["outlet"], "Wire");
    assert!(
        report["path"].as_str().unwrap().ends_with("/x.jsonl#1"),
        "{}",
        report["path"]
    );

    for (path, body, why) in [
        ("/api/v1/files?name=a.pdf", "%PDF-1.7", "a.pdf"),
        ("/api/v1/files?name=a.txt", "  ", "a.txt"),
    ] {
        let answer = client.ask("POST", path, &octets, body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.body.contains(why), "{}", answer.body);
    }
    // The tests' server fetches nothing.
    let address = client.post(
        "/api/v1/addresses",
        "{\"address\": \"https://post.example/\"}",
    );
    assert_eq!(address.status, 501, "{}", address.body);
    for body in ["{}", "{\"text\": 1}", "{\"text\": \"a\", \"texts\": 1}"] {
        assert_eq!(client.post("/api/v1/reports", body).status, 400);
    }
}

#[test]
fn bodies_that_are_too_large_are_refused() {
    let client = Client::new(ledger());
    let decision = client.post("/api/v1/reviews", &format!("\"{}\"", "x".repeat(9 << 20)));
    assert_eq!(decision.status, 413, "{}", decision.body);
    let length = format!("{}", 65 << 20);
    let headers = [
        ("content-type", "application/octet-stream"),
        ("content-length", length.as_str()),
    ];
    assert_eq!(
        client
            .ask("POST", "/api/v1/files?name=a.txt", &headers, "x")
            .status,
        413
    );
}

#[test]
fn hostile_reports_are_shown_as_they_are() {
    let (folder, text) = hostile_ledger();
    let client = Client::new(folder);
    let answer = client.get("/api/v1/reports/1");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.json()["text"], text);
    let found = client.get("/api/v1/reports?words=onerror").json();
    let snippet: String = found["items"][0]["snippet"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert!(snippet.contains("<img src=x onerror="), "{snippet}");
}

#[test]
fn only_the_own_page_may_ask() {
    let client = Client::new(ledger());
    let host = client.host();
    let own = format!("http://{host}");
    let port = client.port();
    let local = format!("localhost:{port}");
    for (headers, status) in [
        (vec![("host", "evil.example")], 421),
        (vec![("host", "127.0.0.1.evil.example")], 421),
        (vec![("host", "localhost")], 421),
        (vec![("host", local.as_str())], 200),
        (vec![("origin", own.as_str())], 200),
        (vec![("origin", "http://evil.example")], 403),
        (vec![("origin", "null")], 403),
        (vec![("origin", "http://localhost:1")], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("sec-fetch-site", "same-origin")], 200),
        (
            vec![
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate"),
            ],
            403,
        ),
    ] {
        let answer = client.ask("GET", "/api/v1/ledger", &headers, "");
        assert_eq!(answer.status, status, "{headers:?}: {}", answer.body);
    }
    let post = client.ask(
        "POST",
        "/api/v1/reviews",
        &[
            ("origin", "http://evil.example"),
            ("content-type", "application/json"),
        ],
        "{}",
    );
    assert_eq!(post.status, 403);
    // A link from elsewhere may open a view.
    let link = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
    ];
    assert_eq!(client.ask("GET", "/reports/1", &link, "").status, 200);
}

#[test]
fn the_page_runs_nothing_but_its_own() {
    let client = Client::new(ledger());
    for view in [
        "/",
        "/reports/1",
        "/reports/1/s1",
        "/reports",
        "/statements",
        "/claims",
        "/who",
        "/who/Emil%20Radek",
        "/stories",
        "/stories/4",
        "/figures",
        "/map",
        "/verify",
        "/add",
        "/review",
    ] {
        let page = client.get(view);
        assert_eq!(page.status, 200, "{view}");
        let policy = page.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"));
        assert!(page.body.contains("/page/app.js") && !page.body.contains("<script>"));
    }
    let script = client.get("/page/app.js");
    assert!(script.header("content-type").starts_with("text/javascript"));
    let tag = script.header("etag").to_owned();
    assert_eq!(
        client
            .ask("GET", "/page/app.js", &[("if-none-match", &tag)], "")
            .status,
        304
    );
    for none in [
        "/page/none.js",
        "/page/..%2fopenapi.json",
        "/page/../../Cargo.toml",
        "/etc/passwd",
        "/reports/1/2/3",
    ] {
        let answer = client.get(none);
        assert_eq!(answer.status, 404, "{none}");
        assert!(!answer.body.contains("[package]"));
    }
}

#[test]
fn others_need_the_token() {
    let folder = ledger();
    let options = Options {
        address: "0.0.0.0:0".parse().unwrap(),
        ..Options::loopback(folder.path().join("test.sayso"), 0)
    };
    assert!(
        Server::bind(&options)
            .err()
            .unwrap()
            .to_string()
            .contains("token")
    );
    let token = Token::of("a-token-for-the-tests").unwrap();
    let client = Client::with(folder, Some(token));
    assert_eq!(client.get("/api/v1/ledger").status, 401);
    assert!(
        client
            .get("/")
            .header("www-authenticate")
            .starts_with("Bearer")
    );
    let ask = |headers: &[(&str, &str)]| client.ask("GET", "/api/v1/ledger", headers, "").status;
    assert_eq!(
        ask(&[("authorization", "Bearer a-token-for-the-test")]),
        401
    );
    assert_eq!(
        ask(&[("authorization", "Bearer a-token-for-the-tests")]),
        200
    );
    assert_eq!(
        ask(&[
            ("host", "desk.example"),
            ("authorization", "Bearer a-token-for-the-tests")
        ]),
        200
    );
    let signed_in = client.get("//evil.example/?token=a-token-for-the-tests");
    assert_eq!(
        (signed_in.status, signed_in.header("location")),
        (303, "/evil.example/")
    );
    let cookie = signed_in.header("set-cookie").to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(ask(&[("cookie", cookie)]), 200);
}

#[test]
fn a_ledger_that_goes_away_is_said_to_be_gone() {
    let folder = ledger();
    let path = folder.path().join("test.sayso");
    let client = Client::new(folder);
    assert_eq!(client.get("/api/v1/ledger").status, 200);
    for ending in ["", "-wal", "-shm"] {
        let from = format!("{}{ending}", path.display());
        let _ = std::fs::rename(&from, format!("{from}.away"));
    }
    let gone = client.get("/api/v1/ledger");
    assert_eq!(gone.status, 503);
    assert!(
        gone.body.contains("there is no ledger here"),
        "{}",
        gone.body
    );
    assert_eq!(client.get("/").status, 200);
    std::fs::write(
        &path,
        "no ledger at all, but long enough to be taken for some file",
    )
    .unwrap();
    assert_eq!(client.get("/api/v1/ledger").status, 503);
    std::fs::remove_file(&path).unwrap();
    for ending in ["", "-wal", "-shm"] {
        let to = format!("{}{ending}", path.display());
        let _ = std::fs::rename(format!("{to}.away"), &to);
    }
    assert_eq!(client.get("/api/v1/ledger").json()["reports"], 2);
}
