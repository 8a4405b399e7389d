//! What the model sees of a mention and a candidate chain: yes-or-no features. [`crate::describe`] tells when
//! each is given.

macro_rules! features {
    ($($variant:ident = $text:literal,)+) => {
        /// A feature; its name stands in the table of weights.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature { $($variant,)+ }

        impl Feature {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

features! {
    // Of a candidate.
    Named = "named", Unnamed = "unnamed",
    Person = "person", Organisation = "organisation", Group = "group", Country = "country", Place = "place", KindOpen = "kind_open",
    KindSame = "kind_same", KindClash = "kind_clash",
    GenderSame = "gender_same", GenderClash = "gender_clash", GenderOpen = "gender_open",
    NumberSame = "number_same", NumberClash = "number_clash",
    SameSentence = "same_sentence", OneBefore = "one_before", TwoBefore = "two_before", FiveBefore = "five_before", TenBefore = "ten_before",
    FarBefore = "far_before", OnlyAfter = "only_after",
    SameParagraph = "same_paragraph", ParagraphBefore = "paragraph_before",
    LastName = "last_name", LastNominal = "last_nominal", LastPronoun = "last_pronoun",
    LastSubject = "last_subject", LastObject = "last_object", LastPossessor = "last_possessor", LastOther = "last_other",
    SamePlace = "same_place",
    LastSameClass = "last_same_class", NearestSameClass = "nearest_same_class",
    First = "first", Second = "second", Third = "third", Later = "later",
    FirstSubject = "first_subject", SubjectBefore = "subject_before", SubjectHere = "subject_here",
    Mentioned1 = "mentioned_1", Mentioned2 = "mentioned_2", Mentioned5 = "mentioned_5", Mentioned10 = "mentioned_10",
    MostNamed = "most_named", InOpening = "in_opening",
    Coargument = "coargument", ReflexiveSubject = "reflexive_subject",
    Speaker = "speaker", OtherSpeaker = "other_speaker", SameVoice = "same_voice", OtherVoice = "other_voice",
    SpokeHere = "spoke_here", Spoke1 = "spoke_1", Spoke2 = "spoke_2", SpokeFar = "spoke_far", SpokeNever = "spoke_never",
    SpokeLast = "spoke_last",
    AddressedHere = "addressed_here", Addressed1 = "addressed_1", Addressed2 = "addressed_2", AddressedFar = "addressed_far",
    AddressedLast = "addressed_last",
    SpeaksLaterHere = "speaks_later_here", MemberSpoke = "member_spoke", Prominent = "prominent", SecondProminent = "second_prominent",
    Joined = "joined", Declares = "declares", TopBody = "top_body", TopGroup = "top_group", Pair = "pair", PairNoun = "pair_noun", SynonymSame = "synonym_same", RecentlyOften = "recently_often",
    Question = "question", AfterQuestion = "after_question", InSpeech = "in_speech", ManySpeak = "many_speak",
    CalledHere = "called_here", CalledBefore = "called_before",
    NamedHere = "named_here", NamedBeside = "named_beside",
    HeadSame = "head_same", PhraseSame = "phrase_same", NameHolds = "name_holds", OfficeSame = "office_same", OfficeOther = "office_other",
    NounFits = "noun_fits", CountrySame = "country_same", CountryClash = "country_clash",
    TheNamed = "the_named", ThisNamed = "this_named", HisNamed = "his_named", BareNamed = "bare_named",
    TheUnnamed = "the_unnamed", ThisUnnamed = "this_unnamed", HisUnnamed = "his_unnamed", BareUnnamed = "bare_unnamed",
    ModifiedNamed = "modified_named", ModifiedUnnamed = "modified_unnamed", PossessorIsIt = "possessor_is_it",
    SeveralNames = "several_names",
    // Of the mention itself, beside every candidate: the hidden layer weighs them together with the candidate's.
    ItSpeaks = "it_speaks", ItIsSubject = "it_is_subject", ItIsPossessor = "it_is_possessor", ItIsObject = "it_is_object",
    ItIsQuoted = "it_is_quoted", ItOpensParagraph = "it_opens_paragraph", ItOpensSentence = "it_opens_sentence",
    ItIsEmbedded = "it_is_embedded",
    // Who spoke, before and last.
    LastSpeaks = "last_speaks", SpeaksEver = "speaks_ever", SourceLast = "source_last", SourceLastHere = "source_last_here",
    SourceLastBefore = "source_last_before", LastQuoted = "last_quoted",
    // Where the candidate stood.
    LastMain = "last_main", LastRootSubject = "last_root_subject", LastModifier = "last_modifier", LastOblique = "last_oblique", LastJoined = "last_joined",
    AnySubjectHere = "any_subject_here", AnySubjectBefore = "any_subject_before", OpensParagraph = "opens_paragraph",
    OpenedParagraphBefore = "opened_paragraph_before", NewHere = "new_here", NewBefore = "new_before", WordsNear = "words_near",
    SameVerb = "same_verb", Dead = "dead", Titled = "titled", Known = "known",
    // How it stands beside the other candidates.
    GenderRival = "gender_rival", GenderSole = "gender_sole", SubjectRival = "subject_rival", SpeakerRival = "speaker_rival", NearestPerson = "nearest_person",
    // Modifiers of a description.
    ModifiersShared = "modifiers_shared", ModifiersOther = "modifiers_other", ModifiersClash = "modifiers_clash",
    // The class of the mention, for the hidden layer.
    ClassHe = "class_he", ClassShe = "class_she", ClassThey = "class_they", ClassIt = "class_it", ClassI = "class_i", ClassYou = "class_you",
    ClassWe = "class_we", ClassOne = "class_one", ClassSeveral = "class_several",
    // Of no candidate: nobody, or someone new.
    Nobody = "nobody", NobodyThe = "nobody_the", NobodyThis = "nobody_this", NobodyHis = "nobody_his", NobodyBare = "nobody_bare",
    NobodyModified = "nobody_modified", NobodyKin = "nobody_kin", NobodyOffice = "nobody_office", NobodyInSpeech = "nobody_in_speech",
    NobodySpeaker = "nobody_speaker", NobodyNamesakes = "nobody_namesakes", NobodyPerson = "nobody_person", NobodyBody = "nobody_body",
    NobodyBefore = "nobody_before", NobodyBeforeHere = "nobody_before_here", NobodyPlural = "nobody_plural", NobodyOpening = "nobody_opening",
    NobodyQuestion = "nobody_question", NobodyAfterQuestion = "nobody_after_question", NobodyManySpeak = "nobody_many_speak",
    NobodyFew = "nobody_few", NobodyOne = "nobody_one",
}
