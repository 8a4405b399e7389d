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
        let (mut templates, mut hidden) = (Vec::new(), Vec::new());
        find(&self.root(), &mut templates, &mut hidden);
        for node in templates {
            node.remove_from_parent();
        }
        if hidden.is_empty() {
            return;
        }
        let whole = letters(&self.root());
        let unseen: usize = hidden.iter().map(letters).sum();
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

/// The templates of a tree, and the outermost of the elements that are not shown.
fn find<'t>(node: &NodeRef<'t>, templates: &mut Vec<NodeRef<'t>>, hidden: &mut Vec<NodeRef<'t>>) {
    for child in node.children() {
        if child.has_name("template") {
            templates.push(child);
        } else if is_hidden(&child) {
            hidden.push(child);
        } else {
            find(&child, templates, hidden);
        }
    }
}

/// Whether an element is shown only where one points at another: its role says so (WAI-ARIA 1.2, 5.4 `tooltip`), or its class.
fn is_tooltip(node: &NodeRef) -> bool {
    const POINTED_AT: &[&str] = &["tooltip", "popover", "rollover", "hovercard", "hover-card"];
    // "rollover-people" is what one points at, "rollover-people-block" what is shown then.
    const SHOWN: &[&str] = &["block", "content", "body", "box", "text", "popup", "inner"];
    let shown = |class: &str| {
        POINTED_AT.iter().any(|word| class.contains(word))
            && SHOWN.iter().any(|word| class.ends_with(word))
    };
    node.attr("role")
        .is_some_and(|role| role.as_ref() == "tooltip")
        || node.attr("class").is_some_and(|classes| {
            classes
                .to_ascii_lowercase()
                .split_ascii_whitespace()
                .any(shown)
        })
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
        || is_tooltip(node)
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
    fn what_is_shown_on_pointing_is_not_there() {
        let page = "<p>Mayor <span class='rollover-name'><a href=/ada>Ada Lund</a><span class='rollover-name-block'><a>Ada Lund</a>\
            <a>Lund doubles the fare</a></span></span> said no on Monday, and the ferry company had no comment on the fares.<span role=tooltip>Opens in a new window</span></p>";
        assert_eq!(
            words(page),
            "Mayor Ada Lund said no on Monday, and the ferry company had no comment on the fares."
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
