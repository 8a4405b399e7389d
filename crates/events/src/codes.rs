//! What events are coded with: types, statuses, operators and the code of an event.

use std::fmt;

macro_rules! labels {
    ($(#[$meta:meta])* $visible:vis $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visible enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them.
            $visible const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As written in tables and output.
            $visible fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one that is written `text`.
            $visible fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// What is done, by the types of PLOVER (2021), and harm that nobody does.
    pub EventType {
        /// Says that they will cooperate, yield or meet.
        Agree = "AGREE",
        /// Meets, visits, telephones, mediates.
        Consult = "CONSULT",
        /// Praises, defends, recognises, signs.
        Support = "SUPPORT",
        /// Works together, trades, shares what it knows.
        Cooperate = "COOPERATE",
        /// Gives money, goods, arms, protection, asylum.
        Aid = "AID",
        /// Yields in words, eases restrictions.
        Concede = "CONCEDE",
        /// Withdraws, releases, returns, ceases fire, resigns.
        Retreat = "RETREAT",
        /// Asks, demands, orders.
        Request = "REQUEST",
        /// Criticises, accuses, investigates.
        Accuse = "ACCUSE",
        /// Refuses.
        Reject = "REJECT",
        /// Threatens.
        Threaten = "THREATEN",
        /// Demonstrates, strikes, riots.
        Protest = "PROTEST",
        /// Reduces relations, aid, talks; puts under sanctions.
        Sanction = "SANCTION",
        /// Moves troops or police short of force.
        Mobilize = "MOBILIZE",
        /// Arrests, seizes, bans, occupies.
        Coerce = "COERCE",
        /// Attacks, kills, destroys.
        Assault = "ASSAULT",
        /// People or their homes come to harm with no one attacking: accident, disaster, disease, fire.
        Harm = "HARM",
    }
}

impl EventType {
    /// Whether it is done by saying: whom it is said to is no place of it.
    pub fn is_verbal(self) -> bool {
        matches!(
            self,
            Self::Agree
                | Self::Support
                | Self::Concede
                | Self::Request
                | Self::Accuse
                | Self::Reject
                | Self::Threaten
        )
    }
}

labels! {
    /// How far an event has come, by the words that tell it.
    pub Status {
        /// It took place.
        Happened = "happened",
        /// It is going on.
        Ongoing = "ongoing",
        /// Somebody is going to do it.
        Planned = "planned",
        /// It may be, or would be if.
        Possible = "possible",
        /// It is told only to be denied.
        Denied = "denied",
        /// It took place before what the sentence tells.
        Background = "background",
    }
}

labels! {
    /// Whether an event is told to have been or not to have been.
    pub Polarity {
        /// To have been.
        Positive = "positive",
        /// Not to have been.
        Negative = "negative",
    }
}

labels! {
    /// What a word does with an event that another word tells.
    pub(crate) Operator {
        Agree = "agree",
        Intend = "intend",
        Will = "will",
        Wont = "wont",
        Must = "must",
        Refuse = "refuse",
        Fail = "fail",
        Threaten = "threaten",
        Demand = "demand",
        Urge = "urge",
        Order = "order",
        Stop = "stop",
        Do = "do",
        Prepare = "prepare",
        Hope = "hope",
        Consider = "consider",
        Deny = "deny",
        Accuse = "accuse",
        Say = "say",
    }
}

impl EventType {
    /// The CAMEO code of the type where nothing narrower is known; none for what CAMEO has no code for.
    pub fn usual_cameo(self) -> &'static str {
        match self {
            Self::Agree => "03",
            Self::Consult => "04",
            Self::Support => "05",
            Self::Cooperate => "06",
            Self::Aid => "07",
            Self::Concede | Self::Retreat => "08",
            Self::Request => "10",
            Self::Accuse => "11",
            Self::Reject => "12",
            Self::Threaten => "13",
            Self::Protest => "14",
            Self::Mobilize => "15",
            Self::Sanction => "16",
            Self::Coerce => "17",
            Self::Assault => "19",
            Self::Harm => "",
        }
    }
}

impl Code {
    /// The code of a type of which nothing narrower is known.
    pub(crate) fn of(kind: EventType) -> Self {
        Self {
            kind,
            mode: None,
            contexts: Vec::new(),
            cameo: kind.usual_cameo().to_owned(),
        }
    }
}

/// How an event is coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// PLOVER's type.
    pub kind: EventType,
    /// PLOVER's mode ("arrest"), where it has one.
    pub mode: Option<String>,
    /// PLOVER's contexts ("military").
    pub contexts: Vec<String>,
    /// The CAMEO code that corresponds ("173").
    pub cameo: String,
}
