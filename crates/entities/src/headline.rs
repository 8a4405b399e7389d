//! *What it finds*: whom a headline's "man", "parents" or "company" is: who the report below
//! names and describes by that noun.
//!
//! *Example*: "Mayor quits over bridge" above "Ines Halvorsen, the mayor, said…".
//!
//! *What it leaves alone*: nouns by which the report describes nobody, or several.

use sayso_analysis::Analysis;

use crate::Tables;
use crate::chains::{ChainId, Chains};
use crate::eligible::may_be;

/// How sure the rule is.
const SURE: f32 = 0.7;
/// Words of a headline at most.
const LONGEST: usize = 25;

/// How many paragraphs at the top are the headline: one where the first is short and ends in no
/// stop, none else.
pub(crate) fn paragraphs(text: &str, analysis: &Analysis) -> usize {
    let Some(first) = analysis
        .paragraphs
        .first()
        .filter(|_| analysis.paragraphs.len() > 1)
    else {
        return 0;
    };
    let words = analysis.words_in(first.span).len();
    let stops = first
        .span
        .slice(text)
        .ends_with(|last: char| !last.is_alphanumeric() && last != ')');
    usize::from(!stops && words <= LONGEST)
}

/// Joins the descriptions of the headline to those whom the report names.
pub(crate) fn join(tables: &Tables, chains: &mut Chains<'_>, heading: usize) {
    let found = chains.found;
    let top = found
        .iter()
        .take_while(|mention| mention.paragraph < heading)
        .count();
    for (at, mention) in found.iter().enumerate().take(top) {
        if chains.of[at].is_some() || mention.class.is_pronoun() {
            continue;
        }
        if let Some(chain) = described(tables, chains, at) {
            chains.join(at, chain, "headline", SURE);
        }
    }
}

/// The one named chain that is described by the mention's noun, or by a synonym of it.
fn described(tables: &Tables, chains: &Chains<'_>, at: usize) -> Option<ChainId> {
    let mention = &chains.found[at];
    let fitting = |alike: &dyn Fn(&str) -> bool| {
        let mut fitting = (0..chains.all.len()).filter(|&id| {
            let chain = &chains.all[id];
            chain.named && may_be(mention, chain) && chain.lemmas.iter().any(|lemma| alike(lemma))
        });
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    };
    fitting(&|lemma| lemma == mention.lemma)
        .or_else(|| fitting(&|lemma| tables.are_synonyms(lemma, &mention.lemma)))
}
