//! The closed sets of labels, each with the string its standard writes.

use sayso_labels::labels;

labels! {
    /// Universal part-of-speech tags (universaldependencies.org/u/pos).
    #[allow(missing_docs, reason = "each variant is its standard\'s label")]
    pub Upos("part of speech") {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// Penn Treebank tags as the UD English treebanks use them.
    #[allow(missing_docs, reason = "each variant is its standard\'s label")]
    pub Xpos("Penn tag") {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS",
        Ls = "LS", Md = "MD", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS",
        Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO",
        Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT",
        Wp = "WP", WpPoss = "WP$", Wrb = "WRB", Period = ".", Comma = ",", Colon = ":", OpenQuote = "``",
        CloseQuote = "''", OpenBracket = "-LRB-", CloseBracket = "-RRB-", Dollar = "$", Hyph = "HYPH", Nfp = "NFP",
        Add = "ADD", Afx = "AFX", Gw = "GW", Hash = "#", Xx = "XX",
    }
}

labels! {
    /// Universal Dependencies relations with the subtypes of the English treebanks.
    #[allow(missing_docs, reason = "each variant is its standard\'s label")]
    pub Deprel("relation") {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case",
        Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt",
        Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer",
        Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated",
        Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
        Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj",
        Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation without its subtype ("nsubj" of "nsubj:pass").
    pub fn universal(self) -> &'static str {
        let text = self.as_str();
        text.split_once(':').map_or(text, |(relation, _)| relation)
    }
}

labels! {
    /// What a name names.
    #[allow(missing_docs, reason = "each variant is its standard\'s label")]
    pub NameKind("type of name") {
        Person = "PER", Organisation = "ORG", Place = "LOC", Facility = "FAC", Group = "NORP", Other = "MISC",
    }
}

labels! {
    /// What a mention, named or not, is of; the types of GUM.
    #[allow(missing_docs, reason = "each variant is its standard\'s label")]
    pub MentionKind("type of mention") {
        Person = "person", Organisation = "organization", Place = "place", Time = "time", Object = "object",
        Abstract = "abstract", Animal = "animal", Plant = "plant", Substance = "substance", Event = "event",
    }
}

labels! {
    /// A stretch's part in a statement.
    #[allow(missing_docs, reason = "each variant is its standard\'s label")]
    pub Role("role") { Source = "source", Cue = "cue", Content = "content", }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back() {
        for &tag in Xpos::ALL {
            assert_eq!(Xpos::parse(tag.as_str()), Some(tag));
        }
        assert_eq!(Deprel::NsubjPass.universal(), "nsubj");
        assert_eq!(Upos::parse("NONE"), None);
    }
}
