//! What people say in ten years of meetings: words as unequally used as those of a language, in several languages.
//!
//! Not here: who says it when (see `years`).

/// Numbers that look like chance and are the same in every run (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// The words used most, in the order of their use.
const FIRST: [&str; 100] = [
    "the",
    "to",
    "and",
    "of",
    "a",
    "in",
    "is",
    "for",
    "we",
    "it",
    "on",
    "that",
    "be",
    "with",
    "not",
    "this",
    "will",
    "as",
    "by",
    "are",
    "need",
    "from",
    "at",
    "or",
    "have",
    "should",
    "an",
    "they",
    "but",
    "all",
    "team",
    "data",
    "can",
    "next",
    "release",
    "was",
    "if",
    "more",
    "meeting",
    "review",
    "plan",
    "time",
    "test",
    "budget",
    "week",
    "status",
    "work",
    "still",
    "before",
    "new",
    "after",
    "until",
    "year",
    "open",
    "issue",
    "pipeline",
    "site",
    "project",
    "schedule",
    "draft",
    "document",
    "documentation",
    "camera",
    "observing",
    "software",
    "network",
    "risk",
    "report",
    "agreed",
    "design",
    "process",
    "users",
    "milestone",
    "telescope",
    "commissioning",
    "calibration",
    "science",
    "database",
    "ticket",
    "estimate",
    "delay",
    "hardware",
    "verification",
    "deployment",
    "interface",
    "management",
    "committee",
    "decision",
    "proposal",
    "visit",
    "travel",
    "hiring",
    "naïve",
    "résumé",
    "Überblick",
    "Qualität",
    "équipe",
    "réunion",
    "mañana",
    "presupuesto",
];

const SYLLABLES: [&str; 40] = [
    "ba", "con", "de", "er", "fi", "gra", "ho", "in", "jo", "ka", "lo", "mi", "na", "or", "pre", "qua", "ri", "sta",
    "te", "un", "ver", "wo", "xi", "ya", "zo", "ment", "tion", "al", "ing", "ous", "ü", "é", "ño", "ç", "ship", "able",
    "est", "ly", "re", "ism",
];

/// Different words beside the first ones.
const OTHERS: usize = 30_000;

/// The vocabulary, and how often each of its words is used.
pub(crate) struct Words {
    all: Vec<String>,
    /// The sum of the weights up to each word, in millionths.
    sums: Vec<usize>,
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut dice = Dice(3);
        let mut all: Vec<String> = FIRST.map(str::to_owned).to_vec();
        for _ in 0..OTHERS {
            let count = 2 + dice.below(3);
            all.push((0..count).map(|_| *dice.one_of(&SYLLABLES)).collect());
        }
        let mut sum = 0;
        let mut sums = Vec::new();
        for rank in 1..=all.len() {
            // Zipf's law.
            sum += 1_000_000 / rank + 1;
            sums.push(sum);
        }
        Self { all, sums }
    }

    pub(crate) fn word(&self, dice: &mut Dice) -> &str {
        let at = dice.below(self.sums.last().copied().unwrap_or(1));
        &self.all[self.sums.partition_point(|sum| *sum <= at).min(self.all.len() - 1)]
    }

    /// A line: most times in a language with spaces, now and then in Chinese.
    pub(crate) fn line(&self, dice: &mut Dice) -> String {
        if dice.below(20) == 0 {
            let count = 6 + dice.below(18);
            // Four hundred characters, the first of them used most.
            let sign = |dice: &mut Dice| 0x4e00 + dice.below(20) as u32 * dice.below(20) as u32;
            let said: String = (0..count).filter_map(|_| char::from_u32(sign(dice))).collect();
            return if dice.below(3) == 0 { format!("{said}会議の予定") } else { said };
        }
        let count = 4 + dice.below(16);
        (0..count).map(|_| self.word(dice)).collect::<Vec<_>>().join(" ")
    }
}
