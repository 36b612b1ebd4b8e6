//! probe
use writ_law::pack::PackText;
#[test]
fn probe() {
    let motifs = ["}", "} ", ")", ") ", "= ", "a=\n", "a=}", "#", "\"", "\"\"\"\n", "\\", "\\\n", "a{}", "{}", "a;", ";", "a {} b ", "(a)", "(a", "a\n}\n", "1a ", "#\"", "/*/", "/", "-", "[", "a \"b", "/-{}", "a /-{ ", "\u{feff}", "\u{0}", "/-\n", "a (b) c=(d) ", "/-/*x*/", "/-\\\n", "/-//\n", "/-}"];
    let mut seed = 7u64;
    let mut rand = || { seed ^= seed << 13; seed ^= seed >> 7; seed ^= seed << 17; seed };
    let run = |text: &str| { let t = std::time::Instant::now(); let r = writ_law::syntax::read(&PackText::of_file("x","x.kdl",text)); let e = t.elapsed(); (r.err().map(|f| f.len()), e) };
    for m in motifs { use std::io::Write; print!("{m:?} "); std::io::stdout().flush().unwrap(); for n in [300, 3000] { println!(" {n} {:?}", run(&m.repeat(n))); } }
    for i in 0..4000 {
        let text: String = (0..(rand() % 40)).map(|_| motifs[(rand() % motifs.len() as u64) as usize]).collect();
        let (_, e) = run(&text);
        if e.as_millis() > 300 { println!("slow {i} {e:?} {text:?}"); }
        let _ = writ_law::syntax::read(&PackText::of_file("x","regime.md",&format!("```writ\n{text}\n```\n")));
    }
}
