//! Any bytes as a web page, alone and inside an article with metadata: reports whose words are in their text, or an
//! error, never a panic, and in time that grows with the page.
#![no_main]

use std::io::Cursor;
use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use sayso_report::{ReadOptions, from_stream};

fuzz_target!(|bytes: &[u8]| {
    let article: &[u8] = b"<title>Mill sold</title><script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script><h1>Mill sold</h1>\
        <p>The mill at Orlen was sold on Monday, the owner said, and its forty hands go home in May.</p>";
    for beginning in [b"".as_slice(), article] {
        let page = Cursor::new([beginning, bytes].concat());
        let start = Instant::now();
        for report in from_stream("a.html", page, None, &ReadOptions::default()).flatten() {
            assert!(report.body.end() <= report.text.len());
        }
        let most = Duration::from_secs(5) + Duration::from_micros(20 * bytes.len() as u64);
        assert!(start.elapsed() < most, "{:?}", start.elapsed());
    }
});
