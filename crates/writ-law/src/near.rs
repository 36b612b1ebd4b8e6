//! Did you mean: the known word nearest to an unknown one.

/// The known word that a misspelt one most likely stands for.
///
/// ```
/// use writ_law::near::nearest;
/// assert_eq!(nearest("servd", ["issued", "served"]), Some("served"));
/// assert_eq!(nearest("abracadabra", ["issued", "served"]), None);
/// ```
#[must_use]
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let fold = word.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&fold, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            // A third of the letters may differ: `servd`, `serverd`, never another word.
            let letters = candidate.chars().count().max(fold.chars().count());
            *distance <= (letters / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The help for an unknown word: the nearest known one, else all of them if they are few.
#[must_use]
pub fn help<'w>(word: &str, known: impl IntoIterator<Item = &'w str> + Clone) -> Option<String> {
    if let Some(near) = nearest(word, known.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let all: Vec<String> = known.into_iter().map(|word| format!("`{word}`")).collect();
    match all.len() {
        0 => None,
        1..=12 => Some(format!("known here: {}", all.join(", "))),
        _ => None,
    }
}
