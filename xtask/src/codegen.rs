//! What follows from the definitions of rows and queries: the JSON Schema of rows, the API's description of rows,
//! answers and questions, the page's types and labels, and the book's codebook. What the API's description has besides stands in the file
//! itself and stays.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use sayso::labels::Label;
use sayso_ledger::{
    Agreement, BrowseQuery, CORRECTABLE, Decided, DecisionQuery, EntityListed, EntityQuery,
    EventQuery, FigureQuery, Hit, MapQuery, Mapped, NewDecision, OutletFound, QueueQuery, Queued,
    ReportFound, ReportListed, Review, ReviewQuery, StatementQuery, Totals, Undo,
};
use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What is generated, by the paths of the files.
fn all(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let openapi = "crates/serve/openapi.json";
    let described = std::fs::read_to_string(root.join(openapi))?;
    Ok(vec![
        ("schema/row.schema.json", sayso::schema() + "\n"),
        (openapi, written(&api(serde_json::from_str(&described)?))?),
        ("web/src/lib/generated.ts", page()),
        ("data/README.md", tables()),
        ("docs/src/columns.md", crate::columns::page()),
    ])
}

/// What the tables are.
fn tables() -> String {
    let mut all = sayso::tables();
    all.extend_from_slice(sayso_ledger::TABLES);
    all.extend_from_slice(sayso_export::TABLES);
    sayso_tables::describe(&all)
}

/// Writes what is generated, or tells with `check` what is not fresh.
pub(crate) fn run(check: bool) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut stale = Vec::new();
    for (path, fresh) in all(&root)? {
        let file = root.join(path);
        if std::fs::read_to_string(&file).is_ok_and(|found| found == fresh) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            std::fs::write(&file, fresh)?;
            println!("wrote {path}");
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{}: not what is generated; run `cargo xtask codegen`",
        stale.join(", ")
    )
    .into())
}

/// JSON with one space a level.
fn written(value: &Value) -> Result<String> {
    let mut out = Vec::new();
    let form = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut writer = serde_json::Serializer::with_formatter(&mut out, form);
    serde::Serialize::serialize(value, &mut writer)?;
    Ok(String::from_utf8(out)? + "\n")
}

/// The schemas of answers, under the names that the API and the page give them.
const NAMES: &[(&str, &str)] = &[
    ("StatementRowHit", "Statement"),
    ("FigureRowHit", "Figure"),
    ("EventRowHit", "Event"),
    ("TimeRow", "Time"),
    ("PlaceRow", "Place"),
    ("EntityRow", "Entity"),
    ("MentionRow", "Mention"),
    ("ParticipantRow", "Participant"),
    ("CreditRow", "Credit"),
    ("SpeakerRow", "Speaker"),
    ("BoundsRow", "Bounds"),
    ("NormalisedRow", "Normalised"),
    ("RunnerUpRow", "RunnerUp"),
    ("VersionFound", "Version"),
    ("ChangeFound", "Change"),
    ("CopyFound", "Copy"),
    ("OutletFound", "Outlet"),
    ("DecidedRow", "DecidedOn"),
    ("DecisionFound", "DecisionKept"),
    ("ReportFound", "Report"),
];

/// Every type of an answer, closed: with no field but those that are named.
fn answers() -> Map<String, Value> {
    let mut settings = SchemaSettings::draft2020_12().for_serialize();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut of = settings.into_generator();
    fn add<T: JsonSchema>(of: &mut SchemaGenerator) {
        of.subschema_for::<T>();
    }
    add::<ReportFound>(&mut of);
    add::<Hit<sayso::StatementRow>>(&mut of);
    add::<ReportListed>(&mut of);
    add::<Mapped>(&mut of);
    add::<OutletFound>(&mut of);
    add::<Review>(&mut of);
    add::<Agreement>(&mut of);
    add::<Decided>(&mut of);
    add::<Queued>(&mut of);
    add::<EntityListed>(&mut of);
    add::<Totals>(&mut of);
    let mut named = Map::new();
    for (name, mut schema) in of.take_definitions(true) {
        plain(&mut schema);
        let known = NAMES.iter().find(|(of_type, _)| *of_type == name);
        named.insert(
            known.map_or(name.clone(), |(_, name)| (*name).to_owned()),
            schema,
        );
    }
    // What the API tells of the ledger beside its numbers.
    if let Some(mut ledger) = named.remove("Totals") {
        for name in ["name", "version"] {
            ledger["properties"][name] = json!({"type": "string"});
            if let Some(required) = ledger["required"].as_array_mut() {
                required.push(name.into());
            }
        }
        named.insert("Ledger".to_owned(), ledger);
    }
    // What the API adds to a report.
    if let Some(report) = named.get_mut("Report") {
        report["properties"]["story"] =
            json!({"type": ["integer", "null"], "description": "The story that it is of."});
        report["properties"]["reviews"] =
            json!({"type": "array", "items": {"$ref": "#/components/schemas/Review"}});
        if let Some(required) = report["required"].as_array_mut() {
            required.extend(["story".into(), "reviews".into()]);
        }
    }
    named
}

/// What is sent to the API.
fn sent() -> Map<String, Value> {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    let mut of = settings.into_generator();
    let mut named = Map::new();
    for (name, schema) in [
        ("NewDecision", of.root_schema_for::<NewDecision>()),
        ("Undo", of.root_schema_for::<Undo>()),
    ] {
        let mut schema = schema.to_value();
        plain(&mut schema);
        named.insert(name.to_owned(), schema);
    }
    named
}

/// References by the names of answers, objects closed, what is needed named once, no formats of Rust's.
fn plain(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(plain);
            if let Some(Value::String(to)) = fields.get_mut("$ref") {
                let name = to.rsplit('/').next().unwrap_or_default();
                let known = NAMES.iter().find(|(of_type, _)| *of_type == name);
                let name = known.map_or(name, |(_, name)| name);
                *to = format!("#/components/schemas/{name}");
            }
            let rust = ["int64", "uint", "uint32", "float", "double"];
            if fields
                .get("format")
                .and_then(Value::as_str)
                .is_some_and(|format| rust.contains(&format))
            {
                fields.remove("format");
            }
            if let Some(Value::Array(required)) = fields.get_mut("required") {
                let mut seen = std::collections::BTreeSet::new();
                required.retain(|name| seen.insert(name.to_string()));
            }
            if fields.get("properties").is_some_and(Value::is_object) {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(all) => all.iter_mut().for_each(plain),
        _ => {}
    }
}

/// The parameters of a question. A missing one is left out of the address, so none is null.
fn parameters<Q: JsonSchema>(usual: usize) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    let schema = settings
        .into_generator()
        .into_root_schema_for::<Q>()
        .to_value();
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let properties = schema["properties"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    let parameter = |(name, mut schema): (String, Value)| {
        let description = schema["description"].take();
        let schema = match name.as_str() {
            "limit" => json!({"type": "integer", "minimum": 1, "maximum": 200, "default": usual}),
            "skip" => json!({"type": "integer", "minimum": 0, "maximum": 100_000, "default": 0}),
            _ => {
                let mut kept = schema.as_object().cloned().unwrap_or_default();
                kept.retain(|key, _| key != "description" && key != "default");
                if let Some(Value::Array(types)) = kept.get_mut("type") {
                    types.retain(|one| one != "null");
                    if let [only] = &types[..] {
                        let only = only.clone();
                        kept.insert("type".to_owned(), only);
                    }
                }
                if let Some(Value::Array(labels)) = kept.get_mut("enum") {
                    labels.retain(|one| !one.is_null());
                }
                Value::Object(kept)
            }
        };
        json!({
            "name": name,
            "in": "query",
            "description": description,
            "required": required.contains(&name.clone().into()),
            "schema": schema,
        })
    };
    properties.into_iter().map(parameter).collect()
}

/// The API's description with what is generated in its place.
fn api(mut described: Value) -> Value {
    let schemas = &mut described["components"]["schemas"];
    for gone in ["StatementDetail", "Span"] {
        if let Some(schemas) = schemas.as_object_mut() {
            schemas.remove(gone);
        }
    }
    for (name, schema) in answers().into_iter().chain(sent()) {
        schemas[name] = schema;
    }
    let span = json!({"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2,
        "description": "[start, end) in code points of the report's text."});
    schemas["Span"] = span;
    let asked = [
        ("/v1/reports", parameters::<BrowseQuery>(20)),
        ("/v1/statements", parameters::<StatementQuery>(30)),
        ("/v1/figures", parameters::<FigureQuery>(200)),
        ("/v1/map", parameters::<MapQuery>(0)),
        ("/v1/events", parameters::<EventQuery>(30)),
        ("/v1/reviews", parameters::<ReviewQuery>(50)),
        ("/v1/decisions", parameters::<DecisionQuery>(50)),
        ("/v1/queue", parameters::<QueueQuery>(20)),
        ("/v1/entities", parameters::<EntityQuery>(30)),
    ];
    for (path, parameters) in asked {
        described["paths"][path]["get"]["parameters"] = parameters;
    }
    described
}

/// The page's types and lists of labels.
fn page() -> String {
    let mut out = "// Written by `cargo xtask codegen` of the rows' definitions; do not edit.\n\n\
                   import type { Review } from './types';\n\n\
                   /** [start, end) in code points of the report's text. */\n\
                   export type Span = [number, number];\n"
        .to_owned();
    for (name, schema) in answers() {
        if name == "Review" {
            // Its values are any; the page knows more of them.
            continue;
        }
        let _ = write!(out, "\nexport interface {name} {{\n");
        let properties = schema["properties"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (field, schema) in properties {
            if let Some(description) = schema["description"].as_str() {
                let _ = writeln!(out, "  /** {} */", description.replace('\n', " "));
            }
            let optional = if required.contains(&field.clone().into()) {
                ""
            } else {
                "?"
            };
            let _ = writeln!(out, "  {field}{optional}: {};", in_typescript(&schema));
        }
        out += "}\n";
    }
    out += &labels::<sayso::Stance>("STANCES");
    out += &labels::<sayso::Kind>("STATEMENT_KINDS");
    out += &labels::<sayso::EventType>("TYPES");
    out += &labels::<sayso::events::Status>("STATUSES");
    out += &labels::<sayso::Polarity>("POLARITIES");
    out += &labels::<sayso::Extent>("EXTENTS");
    out += &labels::<sayso::figures::Kind>("FIGURE_KINDS");
    out += &labels::<sayso::times::Kind>("TIME_TYPES");
    out += "\n/** The values of each sort of row that a person may correct. */\nexport const CORRECTABLE = {\n";
    for (kind, names) in CORRECTABLE {
        let names = names
            .iter()
            .map(|name| name.split('=').next().unwrap_or(name));
        let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
        let _ = writeln!(out, "  {kind}: [{}],", names.join(", "));
    }
    out + "} as const;\n"
}

fn labels<L: Label>(name: &str) -> String {
    let labels: Vec<String> = L::NAMES.iter().map(|label| format!("'{label}'")).collect();
    format!(
        "\nexport const {name} = [{}] as const;\n",
        labels.join(", ")
    )
}

fn in_typescript(schema: &Value) -> String {
    if let Some(to) = schema["$ref"].as_str() {
        return to.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let any: Vec<String> = any.iter().map(in_typescript).collect();
        return any.join(" | ");
    }
    if let Some(labels) = schema["enum"].as_array() {
        let labels = labels.iter().map(|label| match label {
            Value::String(label) => format!("'{label}'"),
            other => other.to_string(),
        });
        return labels.collect::<Vec<_>>().join(" | ");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => return "unknown".to_owned(),
    };
    let one = |name: &str| match name {
        "integer" | "number" => "number".to_owned(),
        "array" if is_span(schema) => "Span".to_owned(),
        "array" => {
            let inner = in_typescript(&schema["items"]);
            let several = inner.contains(" | ");
            if several {
                format!("({inner})[]")
            } else {
                format!("{inner}[]")
            }
        }
        "object" => "Record<string, unknown>".to_owned(),
        other => other.to_owned(),
    };
    types.into_iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn is_span(schema: &Value) -> bool {
    schema["maxItems"] == 2 && schema["items"]["type"] == "integer"
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_generated_is_fresh() {
        super::run(true).unwrap();
    }
}
