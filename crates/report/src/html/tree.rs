//! A page as a tree, without what its readers do not see.

use dom_query::{Document, NodeRef};

use super::bounded::bounded;

/// A page's tree.
pub(super) struct Tree {
    document: Document,
    /// What was doubtful in reading it.
    pub(super) warnings: Vec<String>,
}

impl Tree {
    /// Reads a page; its hidden parts are taken out.
    pub(super) fn of(page: &str) -> Self {
        let bounded = bounded(page);
        let mut tree = Self {
            document: Document::from(bounded.source.as_str()),
            warnings: Vec::new(),
        };
        if bounded.cut {
            let warning = "this page has more tags or attributes than any article has; a part of it was not read";
            tree.warnings.push(warning.to_owned());
        }
        tree.without_hidden();
        tree
    }

    pub(super) fn root(&self) -> NodeRef<'_> {
        self.document.root()
    }

    /// The elements of a name, in their order.
    pub(super) fn elements<'t>(&'t self, name: &'static str) -> impl Iterator<Item = NodeRef<'t>> {
        let all = self.root().descendants_it();
        all.filter(move |node| node.has_name(name))
    }

    /// The page's source without what is hidden.
    pub(super) fn source(&self) -> String {
        self.document.html().to_string()
    }

    /// Takes out templates and what is not shown. Pages that hide their whole article until a script has run would be
    /// empty then; of such a one only the templates go.
    fn without_hidden(&mut self) {
        let all = self.root().descendants();
        for node in all.iter().filter(|node| node.has_name("template")) {
            node.remove_from_parent();
        }
        let hidden: Vec<_> = all.iter().filter(|node| is_hidden(node)).collect();
        if hidden.is_empty() {
            return;
        }
        let whole = letters(&self.root());
        let unseen: usize = hidden.iter().map(|node| letters(node)).sum();
        // Hidden parts may lie in one another, and are then counted twice: that errs to keeping.
        if unseen * 2 > whole {
            let warning = "most of this page's text is hidden until its scripts run; it was read all the same";
            self.warnings.push(warning.to_owned());
            return;
        }
        for node in hidden {
            node.remove_from_parent();
        }
    }
}

/// Whether an element says of itself that it is not shown.
fn is_hidden(node: &NodeRef) -> bool {
    if !node.is_element() {
        return false;
    }
    let by_attribute = node
        .attr("hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    by_attribute
        || node.attr("style").is_some_and(|style| {
            let style = style.to_ascii_lowercase();
            style.split(';').any(|rule| {
                let Some((name, value)) = rule.split_once(':') else {
                    return false;
                };
                let value = value.trim().trim_end_matches("!important").trim_end();
                matches!(
                    (name.trim(), value),
                    ("display", "none") | ("visibility", "hidden" | "collapse")
                )
            })
        })
}

/// Letters of the words of an element, scripts left out.
fn letters(node: &NodeRef) -> usize {
    let texts = node.descendants_it().filter(|node| {
        node.is_text()
            && node
                .parent()
                .is_none_or(|parent| !parent.has_name("script"))
    });
    texts
        .map(|text| text.text().chars().filter(|c| c.is_alphabetic()).count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(page: &str) -> String {
        let text = Tree::of(page).root().text().to_string();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_hidden_is_not_there() {
        let page = "<p>The lock is shut, the harbour office said on Monday.</p> <p style='color: red; DISPLAY : none !important'>Draft.</p>\
            <div hidden>Old.</div><template><p>Form.</p></template><p style='display: inline'>Open.</p>";
        assert_eq!(
            words(page),
            "The lock is shut, the harbour office said on Monday. Open."
        );
    }

    #[test]
    fn an_article_that_a_script_would_show_is_read() {
        let page = "<p>Menu</p><main style='visibility:hidden'><p>The lock is shut, the harbour office said.</p></main>";
        let tree = Tree::of(page);
        assert!(tree.root().text().contains("harbour office"));
        assert!(tree.warnings[0].contains("hidden"));
    }
}
