//! What `data/README.md` says of the tables.

use std::fmt::Write as _;

use crate::{Column, Definition};

/// A description of tables in Markdown: what each is, whose, and a line for each column.
pub fn describe(tables: &[Definition]) -> String {
    let mut text = String::from(
        "# The tables\n\n\
         Written by `cargo xtask codegen` of the tables and their definitions in the rooms; don't edit it by hand.\n\n\
         A table is a text in UTF-8: remarks, which begin with `#`, a header with the names of the columns, and rows, their\n\
         cells separated by tabs. Cells with several values split them by `|`. A folder of your own that mirrors this one\n\
         (`my/claims/owners.tsv`) adds rows: `sayso read --tables my`, `sayso tables add my` for a ledger. Columns are found by\n\
         their names; those that may be empty may be missing.\n",
    );
    let mut sorted: Vec<&Definition> = tables.iter().collect();
    sorted.sort_by_key(|table| table.path);
    for table in sorted {
        let remarks = || {
            table
                .text
                .lines()
                .filter_map(|line| line.strip_prefix("# "))
        };
        let licence = remarks().find(|line| line.starts_with("Licence: "));
        let about = remarks().next().unwrap_or_default();
        let _ = write!(text, "\n## `{}`\n\n{about}", table.path);
        if let Some(licence) = licence {
            let _ = write!(text, "\n{licence}");
        }
        text.push_str("\n\n| column | what stands in it |\n|---|---|\n");
        for Column {
            name,
            about,
            optional,
        } in table.columns
        {
            let empty = if *optional { " May be empty." } else { "" };
            let about = about.trim().replace('|', "\\|");
            let _ = writeln!(text, "| `{name}` | {about}{empty} |");
        }
    }
    text
}
