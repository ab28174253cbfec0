//! Words that identify clutter of web pages, in English, German, French and Spanish, and a few in other languages.

use std::{collections::HashMap, sync::LazyLock};

/// The part of a page that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Menu,
    Share,
    Advertisement,
    /// A link to another story, or the heading above such links.
    OtherStories,
    Comments,
    Cookies,
    Newsletter,
    Caption,
    Footer,
    /// The last line of an article, which belongs to it.
    End,
}

impl Cue {
    pub fn is_clutter(self) -> bool {
        self != Self::End
    }

    /// How many words of sentences must follow such a line for the article to continue after it.
    pub fn weight(self) -> i64 {
        match self {
            Self::Caption | Self::Advertisement | Self::Share | Self::Newsletter => 6,
            Self::OtherStories => 8,
            Self::Menu | Self::Cookies => 15,
            Self::Footer => 40,
            Self::Comments | Self::End => 300,
        }
    }
}

/// Maximum words of a line that begins with the words of a cue, and of one that contains them.
const MAX_IN_BEGINNING: usize = 14;
const MAX_IN_LINE: usize = 60;

/// Maximum words of a row of share buttons.
const MAX_IN_ROW: usize = 8;

/// Words in lower case.
struct CueWords {
    cue: Cue,
    /// All words of a line.
    whole: &'static [&'static str],
    /// First words of a short line. A colon must be in the line.
    begins: &'static [&'static str],
    /// Words within a line, character by character.
    holds: &'static [&'static str],
}

#[rustfmt::skip] // a paragraph of words for each language
const CUES: &[CueWords] = &[
    CueWords {
        cue: Cue::End,
        whole: &[
            "end", "ende", "fin",
        ],
        begins: &[],
        holds: &[
            "contributed to this report", "contributed to this story", "contributed reporting", "with reporting by",
            "reporting by", "mitarbeit:", "avec afp", "con información de",
        ],
    },
    CueWords {
        cue: Cue::Menu,
        whole: &[
            "menu", "main menu", "home", "search", "sign in", "log in", "login", "log out", "sign up", "register",
            "subscribe", "subscribe now", "my account", "navigation", "live tv", "e-paper", "close", "next",
            "previous", "newsletters", "podcasts", "in focus", "sections", "latest news", "breaking news", "live",
            "videos", "top stories", "latest", "news", "toggle navigation", "back", "settings", "accessibility",
            "menü", "startseite", "suche", "anmelden", "abmelden", "registrieren", "abonnieren", "abo", "schließen",
            "mein konto", "nachrichten", "themen", "ressorts", "mediathek", "eilmeldung",
            "accueil", "rechercher", "se connecter", "connexion", "s'inscrire", "s'abonner", "abonnez-vous",
            "mon compte", "fermer", "rubriques", "à la une", "en direct", "menu principal",
            "inicio", "portada", "buscar", "iniciar sesión", "regístrate", "suscríbete", "suscribirse", "mi cuenta",
            "cerrar", "secciones", "última hora", "en vivo", "menú",
            "início", "entrar", "assine", "pesquisar", "cerca", "accedi", "abbonati", "zoeken", "inloggen", "главная",
            "поиск", "войти", "меню",
        ],
        begins: &[
            "skip to", "skip next section", "skip section", "jump to", "go to content", "go to homepage",
            "go to home page", "toggle navigation", "open menu", "close menu", "back to top", "back to homepage",
            "scroll to top", "return to homepage", "page 1 of",
            "zum inhalt", "zur startseite", "zum hauptinhalt", "zur navigation", "zur suche", "direkt zum inhalt",
            "nach oben", "zurück zur startseite", "hauptnavigation",
            "aller au contenu", "aller à la navigation", "passer au contenu", "retour en haut", "haut de page",
            "retour à l'accueil", "ouvrir le menu", "fermer le menu",
            "saltar al contenido", "ir al contenido", "ir a la portada", "volver arriba", "volver al inicio",
            "abrir menú", "cerrar menú",
            "pular para o conteúdo", "ir para o conteúdo", "vai al contenuto", "ga naar de inhoud", "перейти к",
            "przejdź do treści",
        ],
        holds: &[],
    },
    CueWords {
        cue: Cue::Share,
        whole: &[
            "share", "share this", "share this article", "share this story", "share article", "tweet", "facebook",
            "twitter", "whatsapp", "telegram", "linkedin", "reddit", "pinterest", "instagram", "youtube", "email",
            "e-mail", "email this", "print", "print this", "copy link", "link copied", "copy url", "flipboard",
            "messenger", "save", "bookmark", "gift this article", "listen", "x", "rss", "tumblr", "pocket", "google",
            "threads", "bluesky", "mastodon", "xing", "mail", "follow us", "shares", "like this", "like",
            "teilen", "artikel teilen", "drucken", "merken", "link kopieren", "per e-mail teilen", "vorlesen",
            "folgen sie uns", "feedback",
            "partager", "partager cet article", "partager l'article", "imprimer", "copier le lien",
            "envoyer par e-mail", "écouter", "enregistrer", "suivez-nous",
            "compartir", "comparte", "comparte este artículo", "imprimir", "copiar enlace", "enviar por correo",
            "guardar", "escuchar", "síguenos",
            "compartilhar", "condividi", "stampa", "delen", "поделиться", "udostępnij",
        ],
        begins: &[
            "share on", "share via", "share this", "share to", "tweet this", "click to share", "click to email",
            "click to print", "click to tweet", "follow us on", "like us on", "print this", "email this",
            "send this by",
            "auf facebook teilen", "auf twitter teilen", "teilen auf", "teilen via", "folgen sie uns",
            "partager sur", "partager par", "suivez-nous sur",
            "compartir en", "compartir por", "síguenos en", "compartilhar no", "compartilhe", "condividi su",
        ],
        holds: &[],
    },
    CueWords {
        cue: Cue::Advertisement,
        whole: &[
            "advertisement", "ad", "ads", "advertising", "sponsored", "sponsored content", "promoted",
            "advertiser content", "paid content", "partner content",
            "anzeige", "werbung", "gesponsert", "publicité", "annonce", "contenu sponsorisé", "publicidad", "anuncio",
            "patrocinado", "contenido patrocinado",
            "publicidade", "pubblicità", "advertentie", "реклама", "reklama", "iklan",
        ],
        begins: &[
            "advertisement", "article continues below", "story continues below", "article continues after",
            "story continues after", "continue reading below", "scroll to continue", "sponsored by",
            "weiter nach der anzeige", "nach der anzeige", "artikel wird nach der anzeige",
            "la suite après cette publicité", "la suite de l'article après", "continúa después de la publicidad",
            "sigue leyendo después", "continua após a publicidade",
        ],
        holds: &[],
    },
    CueWords {
        cue: Cue::OtherStories,
        whole: &[
            "related", "related articles", "related stories", "related topics", "related news", "related content",
            "related posts", "related coverage", "related tags", "related links", "related video", "related videos",
            "read more", "read next", "read also", "see also", "see more", "more stories", "more news", "more",
            "most read", "most viewed", "most popular", "most shared", "popular", "popular posts", "trending",
            "trending now", "recent posts", "recommended", "recommended stories", "recommended for you",
            "you may also like", "you might also like", "you may be interested in", "explore more", "editor's picks",
            "editors' picks", "top stories", "don't miss", "latest stories", "latest articles", "latest posts",
            "up next", "next article", "previous article", "next story", "tags", "topics", "keep reading",
            "what to read next", "also read", "around the web", "from the web", "more on this story",
            "more on this topic", "more on this", "more to explore", "in other news", "view all", "see all",
            "load more", "show more", "learn more", "must read", "must reads", "featured", "the latest",
            "mehr zum thema", "mehr dazu", "mehr", "lesen sie auch", "lesen sie mehr", "weiterlesen",
            "auch interessant", "das könnte sie auch interessieren", "das könnte sie interessieren", "meistgelesen",
            "meistgelesene artikel", "am meisten gelesen", "ähnliche artikel", "ähnliche beiträge",
            "verwandte artikel", "verwandte themen", "weitere artikel", "weitere meldungen", "weitere themen",
            "empfehlungen", "empfehlungen der redaktion", "beliebt", "schlagwörter", "mehr anzeigen", "alle anzeigen",
            "nächster artikel", "vorheriger artikel", "aktuelle nachrichten",
            "lire aussi", "à lire aussi", "à lire", "sur le même sujet", "dans la même rubrique", "les plus lus",
            "articles liés", "articles similaires", "articles associés", "articles recommandés", "à découvrir",
            "voir aussi", "lire la suite", "en savoir plus", "vous aimerez aussi", "nos dernières actualités",
            "l'actualité en continu", "mots-clés", "thèmes", "article suivant", "article précédent", "voir plus",
            "tout voir", "le plus populaire", "les plus partagés",
            "te puede interesar", "también te puede interesar", "lee también", "leer más", "más información",
            "más leídas", "las más leídas", "lo más leído", "lo más visto", "noticias relacionadas",
            "artículos relacionados", "relacionado", "relacionados", "ver más", "ver todo", "etiquetas", "temas",
            "recomendados", "más noticias", "últimas noticias", "artículo siguiente", "artículo anterior",
            "sigue leyendo", "más sobre este tema", "archivado en",
            "leia mais", "leia também", "mais lidas", "notícias relacionadas", "veja também", "leggi anche",
            "i più letti", "articoli correlati", "lees ook", "meest gelezen", "читайте также", "ещё по теме",
            "czytaj także", "czytaj też", "baca juga",
        ],
        begins: &[
            "more from", "more stories from", "more news from", "more in", "more on", "related:", "related stories",
            "related articles", "read more:", "read more about", "read more on", "read also:", "also read:",
            "read next:", "see also:", "watch:", "watch now:", "listen:", "opinion:", "explore more",
            "you may also like", "recommended for", "recommended reading", "most read in", "most read",
            "most popular", "filed under", "tagged", "tags:", "topics:", "posted in", "categories:",
            "share your thoughts", "editor's picks",
            "mehr zu", "mehr aus", "mehr über", "mehr zum", "lesen sie auch", "lesen sie hier", "lesen sie dazu",
            "mehr lesen", "weitere artikel", "meistgelesen", "schlagworte:", "themen:", "auch interessant",
            "lire aussi", "à lire aussi", "lire également", "à lire également", "plus d'articles", "voir aussi",
            "sur le même", "tags :", "thèmes :", "les plus lus",
            "lee también", "lea también", "lee más", "te puede interesar", "le puede interesar", "más en", "más de",
            "más sobre", "también:", "leer también", "etiquetas:", "temas:", "ver también",
            "leia também", "leia mais", "leggi anche", "lees ook", "читайте также", "baca juga",
        ],
        holds: &[],
    },
    CueWords {
        cue: Cue::Comments,
        whole: &[
            "comments", "comment", "view comments", "show comments", "leave a comment", "leave a reply",
            "post a comment", "add a comment", "add comment", "join the conversation", "no comments",
            "write a comment", "reader comments", "discussion", "reply",
            "kommentare", "kommentar", "kommentieren", "kommentar schreiben", "kommentare anzeigen",
            "kommentar verfassen", "diskutieren sie mit", "leserkommentare",
            "commentaires", "commentaire", "commenter", "laisser un commentaire", "voir les commentaires", "réagir",
            "réactions",
            "comentarios", "comentario", "comentar", "deja un comentario", "deja una respuesta", "ver comentarios",
            "comentários", "deixe um comentário", "commenti", "reacties", "комментарии", "komentarze",
        ],
        begins: &[
            "leave a comment", "leave a reply", "log in to comment", "cancel reply",
            "your email address will not be published", "ihre e-mail-adresse wird nicht",
            "votre adresse e-mail ne sera", "votre adresse de messagerie ne sera",
            "tu dirección de correo electrónico no será", "o seu endereço de email não será",
        ],
        holds: &[],
    },
    CueWords {
        cue: Cue::Cookies,
        whole: &[
            "accept", "accept all", "accept cookies", "accept all cookies", "reject all", "decline",
            "manage preferences", "manage cookies", "cookie settings", "cookie preferences", "i agree", "got it",
            "ok",
            "akzeptieren", "alle akzeptieren", "alle ablehnen", "ablehnen", "zustimmen", "cookie-einstellungen",
            "einstellungen verwalten",
            "accepter", "tout accepter", "tout refuser", "refuser", "j'accepte", "gérer les cookies",
            "paramétrer les cookies", "continuer sans accepter",
            "aceptar", "aceptar todo", "aceptar todas", "rechazar todo", "rechazar", "configurar cookies",
            "gestionar cookies",
        ],
        begins: &[],
        holds: &[
            "we use cookies", "uses cookies", "use of cookies", "our cookie policy", "verwenden cookies",
            "verwendet cookies", "nutzen cookies", "verwendung von cookies", "utilisons des cookies",
            "utilise des cookies", "utilisation de cookies", "utilizamos cookies", "usamos cookies",
            "utiliza cookies", "uso de cookies", "utilizziamo i cookie",
        ],
    },
    CueWords {
        cue: Cue::Newsletter,
        whole: &[
            "newsletter", "sign up for our newsletter", "subscribe to our newsletter", "enter your email",
            "email address", "your email", "newsletter abonnieren", "inscrivez-vous à notre newsletter",
            "suscríbete a nuestro boletín",
        ],
        begins: &[
            "sign up for", "sign up to", "subscribe to", "get the latest", "get our", "get breaking news",
            "enter your email", "by signing up", "support our journalism", "download our app", "already a subscriber",
            "thank you for reading", "newsletter abonnieren", "melden sie sich für", "jetzt abonnieren",
            "abonnieren sie", "inscrivez-vous", "recevez", "abonnez-vous", "déjà abonné", "téléchargez l'application",
            "suscríbete", "suscríbase", "recibe las noticias", "recibe en tu correo", "regístrate", "descarga la app",
            "descargue la app", "ya eres suscriptor",
        ],
        holds: &[
            "sign up for our", "subscribe to our", "unserem newsletter", "unseren newsletter", "notre newsletter",
            "notre infolettre", "nuestro boletín", "nuestra newsletter",
        ],
    },
    CueWords {
        cue: Cue::Caption,
        whole: &[
            "play video", "watch video", "watch", "video", "photos", "gallery", "image", "photo", "bild",
            "bildergalerie", "fotostrecke", "foto", "galerie", "photo gallery", "view gallery", "loading",
            "image caption", "media caption", "ver vídeo", "ver galería", "enlarge image", "expand image",
            "bild vergrößern", "agrandir l'image", "ampliar imagen",
        ],
        begins: &[
            "image:", "photo:", "photos:", "picture:", "photograph:", "video:", "image credit", "photo credit",
            "image source", "image caption", "file photo", "bild:", "foto:", "fotos:", "bildquelle", "symbolbild",
            "archivbild", "photo d'illustration", "photo d'archives", "crédit photo", "crédits photo", "crédit :",
            "légende", "imagen:", "imagen de archivo", "foto de archivo", "crédito:", "fuente de la imagen", "vídeo:",
        ],
        holds: &[
            "image:", "photo:", "(photo by", "/getty images", "getty images)", "picture alliance", "via getty images",
            "via ap)", "(ap photo", "ap photo/", "/ap photo", "/reuters)", "photograph:", "photo credit",
            "image credit", "photo courtesy", "file photo", "foto:", "© afp", "/afp)", "(foto", "(photo",
            "(archivbild)", "bild:", "crédit photo", "photo d'illustration", "/efe)", "(imagen",
        ],
    },
    CueWords {
        cue: Cue::Footer,
        whole: &[
            "privacy", "privacy policy", "terms", "terms of use", "terms of service", "terms and conditions",
            "terms & conditions", "contact", "contact us", "about", "about us", "advertise", "advertise with us",
            "careers", "jobs", "sitemap", "site map", "help", "faq", "cookies", "cookie policy", "legal",
            "disclaimer", "imprint", "corrections", "do not sell my personal information", "press",
            "impressum", "datenschutz", "datenschutzerklärung", "agb", "nutzungsbedingungen", "kontakt", "über uns",
            "hilfe", "karriere", "barrierefreiheit", "mediadaten",
            "mentions légales", "politique de confidentialité", "confidentialité", "conditions générales",
            "conditions générales d'utilisation", "cgu", "nous contacter", "contactez-nous", "à propos",
            "qui sommes-nous", "plan du site", "aide", "publicité", "gestion des cookies",
            "aviso legal", "política de privacidad", "privacidad", "términos y condiciones", "términos de uso",
            "condiciones de uso", "contacto", "quiénes somos", "sobre nosotros", "mapa del sitio", "ayuda",
            "política de cookies", "anúnciate",
        ],
        begins: &[
            "©", "copyright", "all rights reserved", "alle rechte vorbehalten", "tous droits réservés",
            "todos los derechos reservados", "reservados todos los derechos", "powered by", "proudly powered",
            "designed by", "theme by",
        ],
        holds: &[
            "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
            "todos os direitos reservados", "tutti i diritti riservati",
        ],
    },
];

static WHOLE: LazyLock<HashMap<&str, Cue>> = LazyLock::new(|| {
    let all = CUES.iter().rev();
    all.flat_map(|it| it.whole.iter().map(|words| (*words, it.cue)))
        .collect()
});

/// The line lower-cased, with straight quotes, without digits and surrounding punctuation.
pub(super) fn folded(line: &str) -> String {
    let lower = line.chars().flat_map(char::to_lowercase);
    let plain = lower.map(|character| match character {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{A0}' | '\u{202F}' => ' ',
        character => character,
    });
    let line: String = plain.collect();
    let is_around = |character: char| !character.is_alphabetic() && character != '\u{A9}';
    line.trim_matches(is_around).to_owned()
}

/// The part of a page that a line belongs to, if known, given the line itself and its [`folded`] form.
pub(super) fn cue(line: &str, folded: &str) -> Option<Cue> {
    if folded.is_empty() {
        return None;
    }
    if let Some(cue) = WHOLE.get(folded) {
        return Some(*cue);
    }
    let words = folded.split_whitespace().count();
    if words > MAX_IN_LINE {
        return None;
    }
    let line = line.to_lowercase();
    let found = CUES.iter().find(|it| {
        words <= MAX_IN_BEGINNING && it.begins.iter().any(|cue| begins_with(folded, cue))
            || it.holds.iter().any(|cue| line.contains(cue))
    });
    let is_share = |word: &str| WHOLE.get(word) == Some(&Cue::Share);
    let is_row = || words <= MAX_IN_ROW && folded.split_whitespace().all(is_share);
    found
        .map(|it| it.cue)
        .or_else(|| is_row().then_some(Cue::Share))
}

/// Whether a line begins with the whole words of a cue.
fn begins_with(line: &str, cue: &str) -> bool {
    let words = cue.trim_end_matches([':', ' ']);
    line.strip_prefix(words).is_some_and(|rest| {
        if cue.ends_with(':') {
            rest.trim_start().starts_with(':')
        } else {
            !rest.starts_with(char::is_alphanumeric)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_is_found_in_its_own_line() {
        let found = |line: &str| cue(line, &folded(line)).is_some();
        for it in CUES {
            let lines = it.whole.iter().chain(it.holds).map(ToString::to_string);
            let longer = it.begins.iter().map(|words| format!("{words} x"));
            for line in lines.chain(longer) {
                assert!(found(&line), "{line}");
            }
        }
    }

    #[test]
    fn whole_words_begin_a_line() {
        let check = |line: &str, expected| assert_eq!(cue(line, &folded(line)), expected, "{line}");
        check("1. Skip to content", Some(Cue::Menu));
        check("Share Tweet Email", Some(Cue::Share));
        check("Lesen Sie auch: Der Damm", Some(Cue::OtherStories));
        check("À lire aussi : le barrage", Some(Cue::OtherStories));
        check("RELATED: The dam", Some(Cue::OtherStories));
        check("Related to the minister, he won", None);
        check("Sharepoint", None);
        check("12 Comments", Some(Cue::Comments));
        check("2031", None);
    }
}
