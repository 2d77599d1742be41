//! Text as it is compared: without case, accents and width, with every apostrophe, hyphen and space alike.
//!
//! A scribe types `jose` for José and whatever apostrophe the keyboard has for O’Donovan.
//! Not here: sorting, and letters that are only similar in another language's spelling (`ue` is not `ü`).

/// The letters under U+00C0 to U+017F, in order.
const LATIN: &str = "aaaaaaaceeeeiiiidnooooo×ouuuuytsaaaaaaaceeeeiiiidnooooo÷ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The letters under U+1E00 to U+1EFF, in order.
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyasssssaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

/// The letters of half width from U+FF65 to U+FF9D, in order, at their full width.
const KATAKANA: &str = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// What a character is compared as; nothing for a combining mark.
pub(crate) fn fold(sign: char, mut take: impl FnMut(char)) {
    match sign {
        '\0'..='\x7f' => take(if sign.is_ascii_whitespace() { ' ' } else { sign.to_ascii_lowercase() }),
        '’' | '‘' | 'ʼ' | '＇' => take('\''),
        '‐' | '‑' => take('-'),
        _ if is_unheard(sign) => {}
        'ß' | 'ẞ' => "ss".chars().for_each(take),
        'æ' | 'Æ' => "ae".chars().for_each(take),
        'œ' | 'Œ' => "oe".chars().for_each(take),
        'þ' | 'Þ' => "th".chars().for_each(take),
        '\u{c0}'..='\u{17f}' => take(letter(LATIN, sign, '\u{c0}')),
        '\u{1e00}'..='\u{1eff}' => take(letter(LATIN_ADDITIONAL, sign, '\u{1e00}')),
        'Ά' | 'ά' => take('α'),
        'Έ' | 'έ' => take('ε'),
        'Ή' | 'ή' => take('η'),
        'Ί' | 'ί' | 'Ϊ' | 'ϊ' | 'ΐ' => take('ι'),
        'Ό' | 'ό' => take('ο'),
        'Ύ' | 'ύ' | 'Ϋ' | 'ϋ' | 'ΰ' => take('υ'),
        'Ώ' | 'ώ' => take('ω'),
        'ς' => take('σ'),
        'Й' | 'й' => take('и'),
        'Ё' | 'ё' | 'Ѐ' | 'ѐ' => take('е'),
        'Ї' | 'ї' => take('і'),
        '\u{ff01}'..='\u{ff5e}' => fold(narrow(sign), take),
        '\u{ff65}'..='\u{ff9d}' => take(letter(KATAKANA, sign, '\u{ff65}')),
        _ if sign.is_whitespace() => take(' '),
        _ => sign.to_lowercase().for_each(take),
    }
}

/// Marks on letters, and the vowel points and the stretching line of Hebrew and Arabic, which most texts leave out.
fn is_unheard(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{300}'..='\u{36f}')
        || matches!(sign, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
        || matches!(sign, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// The ASCII character of a full-width one.
fn narrow(sign: char) -> char {
    u8::try_from(u32::from(sign) - 0xfee0).map_or(sign, char::from)
}

fn letter(table: &str, sign: char, first: char) -> char {
    table.chars().nth(sign as usize - first as usize).unwrap_or(sign)
}

/// The text as it is compared, each run of spaces as one and none at the beginning.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        fold(sign, |sign| {
            if sign != ' ' || !(out.is_empty() || out.ends_with(' ')) {
                out.push(sign);
            }
        });
    }
    out
}

/// How many bytes at the text's beginning compare as the whole of `wanted`, which is folded; none where they do not.
pub(crate) fn starts(text: &str, wanted: &str) -> Option<usize> {
    let mut left = wanted.chars();
    let mut after_space = false;
    for (at, sign) in text.char_indices() {
        let mut same = true;
        let done = left.as_str().is_empty();
        fold(sign, |sign| {
            let again = sign == ' ' && after_space;
            after_space = sign == ' ';
            same &= !done && (again || left.next() == Some(sign));
        });
        if !same {
            return done.then_some(at);
        }
    }
    left.as_str().is_empty().then_some(text.len())
}

/// A letter or digit that makes one word with its neighbours; scripts written without spaces have none.
pub(crate) fn joins(sign: char) -> bool {
    let unspaced = matches!(sign, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}');
    sign == '_' || sign.is_alphanumeric() && !unspaced
}

/// Whether a word may end at this byte: what stands before and after it does not make one word.
pub(crate) fn word_ends(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let mut after = after.chars();
    let next = match after.next() {
        Some('-' | '‐' | '‑') => after.next(),
        next => next,
    };
    !(next.is_some_and(joins) && before.chars().next_back().is_some_and(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_apostrophes_and_spaces_do_not_matter() {
        for (typed, compared) in [
            ("Wil O’Donovan", "wil o'donovan"),
            ("José\u{a0} Ruiz", "jose ruiz"),
            ("Jose\u{301}", "jose"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Nguyễn Văn Ạ", "nguyen van a"),
            ("Straße Œuvre Æsir Þór", "strasse oeuvre aesir thor"),
            ("Kian‑Tat", "kian-tat"),
            ("  李雷 ", "李雷 "),
            ("ＡＢＣ１２３　ｺﾝﾋﾟｭｰﾀ", "abc123 コンヒ\u{ff9f}ュータ"),
            ("ΆΝΝΑ Σάς", "αννα σασ"),
            ("Ёлка Алексей", "елка алексеи"),
            ("שָׁלוֹם مُحَمَّد", "שלום محمد"),
        ] {
            assert_eq!(folded(typed), compared);
        }
    }

    #[test]
    fn a_folded_name_is_found_at_the_beginning_of_a_text() {
        assert_eq!(starts("José  Ruiz, draft", "jose ruiz"), Some("José  Ruiz".len()));
        assert_eq!(starts("Jose\u{301} x", "jose"), Some(6), "a mark belongs to its letter");
        assert_eq!(starts("Straße", "strasse"), Some("Straße".len()));
        assert_eq!(starts("Straße", "stras"), None, "half a letter");
        assert_eq!(starts("Jo", "jose"), None);
    }

    #[test]
    fn a_word_ends_where_nothing_joins_on() {
        assert!(word_ends("Ann Lee, x", 7));
        assert!(word_ends("Ann Lee's", 7));
        assert!(!word_ends("Ann Leeds", 7));
        assert!(!word_ends("Ann Lee-Smith", 7));
        assert!(word_ends("李雷请准备", 6), "a script without spaces");
    }
}
