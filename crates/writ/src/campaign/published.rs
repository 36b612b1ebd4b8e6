//! A draw for everyone: written into a folder, and worked out anew from it without a registry.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;
use writ_registry::{
    CheckedDraw, CheckedRank, PUBLISHED_LISTS, PUBLISHED_PAGES, PublishedDraw, check_draw,
    check_rank, operation,
};

use super::drawing::standing;
use super::{Publish, VerifyDraw};
use crate::file::{self, Readers};
use crate::output::{Output, several, visible, visible_lines};
use crate::registry::{in_words, ruled};
use crate::trouble::{Done, Trouble};

pub(super) async fn publish(publish: &Publish, output: &Output) -> Result<Done, Trouble> {
    let open = publish.access.open().await?;
    let permit = open.permit(operation::SeeCampaign).await?;
    let files = ruled(open.registry.publish_draw(&permit, &publish.id).await)?;
    let lists = publish.out.join(PUBLISHED_LISTS);
    fs::create_dir_all(&lists).map_err(|error| file::unwritten(&lists, &error))?;
    for (path, text) in &files {
        file::replace(&publish.out.join(path), text, Readers::Anyone)?;
    }
    let paths: Vec<&String> = files.keys().collect();
    let out = publish.out.display();
    open.answer(
        output,
        || json!({"campaign": publish.id, "files": paths}),
        || {
            let count = u64::try_from(paths.len()).unwrap_or(u64::MAX);
            let files = several(count, "file", "files");
            format!(
                "campaign {}: {files} in {out}, which name nobody\n\
                 anyone checks them with `writ campaign verify-draw {out}`\n",
                publish.id
            )
        },
    )?;
    Ok(Done::Well)
}

pub(super) fn verify(verify: &VerifyDraw, output: &Output) -> Result<Done, Trouble> {
    let draw = check_draw(&read(&verify.dir)?)?;
    let mine = verify.mine.as_deref();
    let mine = mine.map(|path| Ok::<_, Trouble>(check_rank(&draw, &file::text(path)?)?));
    let mine = mine.transpose()?;
    output.answer(
        || {
            json!({
                "force": draw.commitment.force.word(),
                "campaign": draw.commitment.campaign,
                "commitment": draw.digest,
                "drawn": draw.drawn,
                "checked": draw.checked,
                "unchecked": draw.unchecked,
                "mine": mine,
            })
        },
        || visible_lines(&text(&draw, mine.as_ref())),
    )?;
    Ok(Done::Well)
}

fn text(draw: &CheckedDraw, mine: Option<&CheckedRank>) -> String {
    let id = visible(&draw.commitment.campaign);
    let mut text = if draw.drawn.is_some() {
        format!("campaign {id}: the draw is right\n")
    } else {
        format!("campaign {id}: what was committed to is right, and it is not drawn yet\n")
    };
    for what in &draw.checked {
        text.push_str(&format!("  checked: {}\n", visible(what)));
    }
    for what in &draw.unchecked {
        text.push_str(&format!("  not shown by these files: {}\n", visible(what)));
    }
    if let Some(mine) = mine {
        text.push_str(&format!(
            "yours: on the list of office {}, {}\n",
            visible(&mine.office),
            standing(mine.standing)
        ));
        if let Some(rank) = &mine.rank {
            text.push_str(&format!("  with rank {rank}\n"));
        }
    }
    format!("{text}{}\n", in_words(draw.commitment.force))
}

/// The files of a published draw that are in a folder.
fn read(dir: &Path) -> Result<PublishedDraw, Trouble> {
    let mut files = PublishedDraw::new();
    for entry in fs::read_dir(dir).map_err(|error| file::unread(dir, &error))? {
        let name = named(dir, entry)?;
        if PUBLISHED_PAGES.contains(&name.as_str()) {
            let text = file::text(&dir.join(&name))?;
            files.insert(name, text);
        }
    }
    let lists = dir.join(PUBLISHED_LISTS);
    if !lists.exists() {
        return Ok(files);
    }
    for entry in fs::read_dir(&lists).map_err(|error| file::unread(&lists, &error))? {
        let name = named(&lists, entry)?;
        let text = file::text(&lists.join(&name))?;
        files.insert(format!("{PUBLISHED_LISTS}/{name}"), text);
    }
    Ok(files)
}

fn named(dir: &Path, entry: io::Result<fs::DirEntry>) -> Result<String, Trouble> {
    let entry = entry.map_err(|error| file::unread(dir, &error))?;
    let name = entry.file_name();
    name.into_string().map_err(|name| {
        let text = format!("{} has a name that is no text", dir.join(name).display());
        Trouble::misuse(text).with_cure("take it away: it is no part of a published draw")
    })
}
