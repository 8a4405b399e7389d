//! Reports of the sky: their Jupiter, Titan and Earth are no towns.

use crate::reading::Reading;

const BODIES: &[&str] = &[
    "callisto",
    "ceres",
    "charon",
    "deimos",
    "earth",
    "enceladus",
    "europa",
    "ganymede",
    "io",
    "jupiter",
    "mars",
    "mercury",
    "moon",
    "neptune",
    "phobos",
    "pluto",
    "saturn",
    "titan",
    "triton",
    "uranus",
    "venus",
];

/// Words of a report that looks up, in small letters.
const SKY: &[&str] = &[
    "asteroid",
    "astronaut",
    "astronauts",
    "astronomer",
    "astronomers",
    "comet",
    "lander",
    "lunar",
    "moon",
    "moons",
    "nasa",
    "orbit",
    "orbiter",
    "orbiting",
    "planet",
    "planets",
    "probe",
    "rover",
    "solar",
    "spacecraft",
    "telescope",
];

/// Whether a name is that of a body of the solar system.
pub(crate) fn is_heavenly(name: &str) -> bool {
    BODIES.contains(&name.to_lowercase().as_str())
}

/// Whether a report tells of the sky: two of its words do, or two of its bodies.
pub(crate) fn of_the_heavens(reading: Reading<'_>) -> bool {
    let mut told: Vec<&str> = Vec::new();
    for word in 0..reading.analysis.words.len() {
        let lower = reading.lower(word);
        let known = SKY.iter().find(|sky| **sky == lower);
        let written = reading.word(word);
        let body = BODIES
            .iter()
            .find(|body| **body == lower && **body != written);
        if let Some(&found) = known.or(body)
            && !told.contains(&found)
        {
            told.push(found);
        }
        if told.len() >= 2 {
            return true;
        }
    }
    false
}
