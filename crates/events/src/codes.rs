//! What events are coded with: types, statuses, operators and the code of an event.

use sayso_labels::labels;

labels! {
    /// What is done, by the types of PLOVER (2021), and harm that nobody does.
    pub EventType("type of event") {
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
    /// Verbal or material cooperation or conflict, in the order of their numbers.
    pub Quad("quad class") {
        /// Cooperates in words.
        VerbalCooperation = "verbal cooperation",
        /// Cooperates in deeds.
        MaterialCooperation = "material cooperation",
        /// Is against somebody in words.
        VerbalConflict = "verbal conflict",
        /// Is against somebody in deeds.
        MaterialConflict = "material conflict",
    }
}

impl Quad {
    /// Its number in data sets: 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// That of a CAMEO code, by its root: 01–05, 06–08, 09–13, 14–20 (CAMEO 1.1b3, as GDELT has it).
    pub fn of_cameo(code: &str) -> Option<Self> {
        match code.get(..2)?.parse().ok()? {
            1..=5 => Some(Self::VerbalCooperation),
            6..=8 => Some(Self::MaterialCooperation),
            9..=13 => Some(Self::VerbalConflict),
            14..=20 => Some(Self::MaterialConflict),
            _ => None,
        }
    }
}

impl EventType {
    /// Its quad class, as the PLOVER manual (2021) gives it for each type; harm that nobody does has none.
    pub fn quad(self) -> Option<Quad> {
        Some(match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Quad::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Retreat => Quad::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Quad::VerbalConflict,
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => {
                Quad::MaterialConflict
            }
            Self::Harm => return None,
        })
    }
}

labels! {
    /// How far an event has come, by the words that tell it.
    pub Status("status of an event") {
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
    pub Polarity("polarity") {
        /// To have been.
        Positive = "positive",
        /// Not to have been.
        Negative = "negative",
    }
}

labels! {
    /// What a word does with an event that another word tells.
    pub(crate) Operator("operator") {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The quad classes as section 3 of the manual heads its types.
    #[test]
    fn quads_are_those_of_the_manual() {
        let manual = [
            (1, "AGREE CONSULT SUPPORT CONCEDE"),
            (2, "COOPERATE AID RETREAT"),
            (3, "REQUEST ACCUSE REJECT THREATEN"),
            (4, "PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
        ];
        let mut told = 0;
        for (number, types) in manual {
            for name in types.split(' ') {
                let kind = EventType::parse(name).expect(name);
                assert_eq!(kind.quad().map(Quad::number), Some(number), "{name}");
                told += 1;
            }
        }
        assert_eq!(told, 16);
        assert_eq!(Quad::of_cameo("163"), Some(Quad::MaterialConflict));
        assert_eq!(Quad::of_cameo("2"), None);
    }
}
