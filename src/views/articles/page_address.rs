use crate::{
    project::ArticleId,
    text::PageAddress,
    views::{
        Paint,
        theme::{letters, space},
    },
    workbench::{ArticleIntent, Intent, Overlay},
};

use egui::{Label, RichText, Ui};

/// Shows the full web address of an article before the browser opens it.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId, fresh: bool) {
    let Some(article) = paint.project().article(id) else {
        return;
    };
    let address = PageAddress::of(&article.details.url);
    match &address {
        Ok(address) => {
            ui.weak(
                "Your browser will open this page, and the owner of the site can see your visit",
            );
            let text = RichText::new(address.as_str())
                .monospace()
                .size(letters::BODY);
            ui.add(Label::new(text).wrap());
            ui.label(RichText::new(format!("Site: {}", address.host())).strong());
            if address.names_a_user() {
                let warning =
                    "The part before the @ is not the site, however much it looks like one";
                ui.colored_label(paint.theme.refutes, warning);
            }
        }
        Err(error) => {
            ui.label(error.to_string());
        }
    }
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        if address.is_ok() {
            let open = ui.button("Open in browser");
            if open.clicked() {
                paint.ask(Intent::Article(ArticleIntent::OpenPage(id)));
            }
        }
        let back = ui.button("Back");
        if fresh {
            back.request_focus();
        }
        if back.clicked() {
            paint.ask(Intent::SetOverlay(Some(Overlay::ArticleDetails(id))));
        }
    });
}
