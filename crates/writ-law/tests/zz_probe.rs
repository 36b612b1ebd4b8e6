//! probe
use writ_law::pack::PackText;
#[test]
fn probe() {
    let motifs = ["}", "} ", ")", ") ", "= ", "a=\n", "a=}", "#", "\"", "\"\"\"\n", "\\", "\\\n", "a{}", "{}", "a;", ";", "a {} b ", "(a)", "(a", "a\n}\n", "1a ", "#\"", "/*/", "/", "-", "[", "a \"b", "/-{}", "a /-{ ", "\u{feff}", "\u{0}", "/-\n", "a (b) c=(d) ", "/-/*x*/", "/-\\\n", "/-//\n", "/-}"];
    let mut seed = 7u64;
    let mut rand = || { seed ^= seed << 13; seed ^= seed >> 7; seed ^= seed << 17; seed };
    let run = |text: &str| { let t = std::time::Instant::now(); let r = writ_law::syntax::read(&PackText::of_file("x","x.kdl",text)); let e = t.elapsed(); (r.err().map(|f| f.len()), e) };
    let only: usize = option_env!("X").map_or(999, |_| 0); let _ = only; let pick: Option<usize> = std::env::args().last().and_then(|a| a.parse().ok());
    for (i, m) in motifs.iter().enumerate() { if pick.is_some_and(|p| p != i) { continue; } use std::io::Write; print!("{m:?} "); std::io::stdout().flush().unwrap(); for n in [300, 3000] { println!(" {n} {:?}", run(&m.repeat(n))); } }
    if pick.is_some_and(|p| p < 100) { return; }
    for i in 0..3000 {
        let text: String = (0..(1 + rand() % 6)).map(|_| motifs[(rand() % motifs.len() as u64) as usize]).collect();
        std::fs::write("/tmp/fuzz.txt", &text).unwrap(); let (_, e) = run(&text.repeat(1 + (i % 2) * 400));
        if e.as_millis() > 3000 { println!("slow {i} {e:?} {text:?}"); }
        let _ = writ_law::syntax::read(&PackText::of_file("x","regime.md",&format!("```writ\n{text}\n```\n")));
    }
}
