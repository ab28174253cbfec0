use crate::project::ArticleId;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    pub article: ArticleId,
    /// Relative width; 1 is the default share.
    pub weight: f32,
}

/// Maximum number of open columns. Stepping through claims opens one for each article, and a window has room for few
/// spines.
const MAX_OPEN: usize = 8;

/// The open articles, left to right, each at most once. Some of them fit the window side by side; the others are spines.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    pub open: Vec<Column>,
    /// The articles of `open`, the most recently used last. The last is the focused one.
    used: Vec<ArticleId>,
    /// Number of columns that fit the window.
    pub room: usize,
    /// Where the keyboard focus went on from the columns.
    outside: Option<Pane>,
}

/// A stop of the key that goes through the parts of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pane {
    Article(ArticleId),
    Claims,
    Articles,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            used: Vec::new(),
            room: usize::MAX,
            outside: None,
        }
    }
}

impl Columns {
    /// No columns, in the same window.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            room: self.room,
            ..Self::default()
        }
    }

    /// The open articles, left to right.
    pub fn articles(&self) -> Vec<ArticleId> {
        self.open.iter().map(|column| column.article).collect()
    }

    /// The focused article; `None` if no column is open.
    pub fn focused(&self) -> Option<ArticleId> {
        self.used.last().copied()
    }

    /// The open articles, the most recently used first.
    pub fn by_use(&self) -> impl Iterator<Item = ArticleId> {
        self.used.iter().rev().copied()
    }

    /// Index of the article among the columns, from 0.
    pub fn place(&self, article: ArticleId) -> Option<usize> {
        self.open
            .iter()
            .position(|column| column.article == article)
    }

    pub(crate) fn set_room(&mut self, room: usize) {
        self.room = room.max(1);
    }

    /// Whether the article's text is in view: its column is open and not a spine.
    pub fn is_in_view(&self, article: ArticleId) -> bool {
        self.by_use().take(self.room).any(|other| other == article)
    }

    /// Focuses the article's column, or opens one on the right if it has none. If there are too many, the least recently
    /// used closes.
    pub(crate) fn open(&mut self, article: ArticleId) {
        if self.place(article).is_none() {
            if let Some(oldest) = self.used.first().filter(|_| self.open.len() >= MAX_OPEN) {
                self.close(*oldest);
            }
            self.open.push(Column {
                article,
                weight: 1.0,
            });
            self.used.push(article);
        }
        self.focus(article);
    }

    /// Opens a column for each article, left to right, and focuses the first. The first ones are in view.
    pub(crate) fn open_all(&mut self, articles: &[ArticleId]) {
        for article in articles {
            self.open(*article);
        }
        for article in articles.iter().rev() {
            self.focus(*article);
        }
    }

    /// Brings the article's text into view in place of the least recently used column. If two columns fit, the focus
    /// stays where it is.
    pub(crate) fn bring_into_view(&mut self, article: ArticleId) {
        let focused = self.focused().filter(|_| self.room > 1);
        self.open(article);
        if let Some(focused) = focused {
            self.focus(focused);
        }
    }

    /// Closes the article's column and focuses its neighbour.
    pub(crate) fn close(&mut self, article: ArticleId) {
        let Some(index) = self.place(article) else {
            return;
        };
        let was_focused = self.focused() == Some(article);
        self.open.remove(index);
        self.used.retain(|other| *other != article);
        let neighbour = self.open.get(index).or(self.open.last());
        if let Some(neighbour) = neighbour
            .map(|column| column.article)
            .filter(|_| was_focused)
        {
            self.focus(neighbour);
        }
    }

    /// Closes the columns whose article `keep` rejects.
    pub(crate) fn retain(&mut self, keep: impl Fn(ArticleId) -> bool) {
        let mut gone = self.articles();
        gone.retain(|article| !keep(*article));
        for article in gone {
            self.close(article);
        }
    }

    pub(crate) fn focus(&mut self, article: ArticleId) {
        if let Some(nth) = self.used.iter().position(|other| *other == article) {
            self.used[nth..].rotate_left(1);
        }
    }

    /// Focuses the article's column after the user has worked in it.
    pub(crate) fn enter(&mut self, article: ArticleId) {
        self.focus(article);
        self.outside = None;
    }

    /// Goes on in a cycle through the columns from left to right, the claims, and the list of articles.
    pub(crate) fn step_pane(&mut self, by: isize) -> Pane {
        let columns = self.open.len() as isize;
        let column = self.focused().and_then(|article| self.place(article));
        let from = match self.outside {
            None => column.map_or(-1, |place| place as isize),
            Some(Pane::Articles) => columns + 1,
            Some(_) => columns,
        };
        let to = (from + by).rem_euclid(columns + 2);
        let pane = match self.open.get(to as usize) {
            Some(column) => Pane::Article(column.article),
            None if to == columns => Pane::Claims,
            None => Pane::Articles,
        };
        self.outside = Some(pane).filter(|pane| !matches!(pane, Pane::Article(_)));
        pane
    }

    /// Moves the article's column to index `to`, or to the end.
    pub(crate) fn move_to(&mut self, article: ArticleId, to: usize) {
        let Some(from) = self.place(article) else {
            return;
        };
        let column = self.open.remove(from);
        self.open.insert(to.min(self.open.len()), column);
    }

    /// Moves the border between two columns to the right by a fraction of their common width.
    pub(crate) fn move_border(&mut self, (left, right): (ArticleId, ArticleId), by: f32) {
        if let (Some(left), Some(right)) = (self.place(left), self.place(right)) {
            let [one, other] = [left, right].map(|index| self.open[index].weight);
            let moved = (one + other) * by;
            if one + moved > 0.0 && other - moved > 0.0 {
                self.open[left].weight = one + moved;
                self.open[right].weight = other - moved;
            }
        }
    }

    /// Multiplies the focused column's share of the width. The mean share stays 1.
    pub(crate) fn widen(&mut self, by: f32) {
        let focused = self.focused();
        for column in self
            .open
            .iter_mut()
            .filter(|column| Some(column.article) == focused)
        {
            column.weight *= by;
        }
        let total: f32 = self.open.iter().map(|column| column.weight).sum();
        let mean = total / self.open.len() as f32;
        self.open
            .iter_mut()
            .for_each(|column| column.weight /= mean);
    }

    /// Restores the columns of the project's last session, `used` in this order. If that is empty, the leftmost columns
    /// are in view.
    pub(crate) fn restore(&mut self, columns: Vec<Column>, used: &[ArticleId]) {
        self.open.clear();
        self.used.clear();
        let articles: Vec<ArticleId> = columns.iter().map(|column| column.article).collect();
        self.open_all(&articles);
        for article in used {
            self.focus(*article);
        }
        for Column { article, weight } in columns {
            let column = self.open.iter_mut().find(|open| open.article == article);
            if let Some(column) = column.filter(|_| weight.is_finite() && weight > 0.0) {
                column.weight = weight;
            }
        }
    }

    /// The article `by` columns to the right of the focused one (to the left if negative); `None` past either end.
    pub fn beside(&self, by: isize) -> Option<ArticleId> {
        let index = self.place(self.focused()?)?;
        self.open
            .get(index.checked_add_signed(by)?)
            .map(|column| column.article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Columns {
        let mut columns = Columns::default();
        (0..3).for_each(|n| columns.open(ArticleId::new(n)));
        columns
    }

    fn order(columns: &Columns) -> Vec<u64> {
        columns
            .open
            .iter()
            .map(|column| column.article.number())
            .collect()
    }

    #[test]
    fn the_panes_are_the_columns_the_claims_and_the_article_list() {
        let mut columns = three();
        columns.focus(ArticleId::new(1));
        let step = |columns: &mut Columns, by| {
            let pane = columns.step_pane(by);
            if let Pane::Article(article) = pane {
                columns.enter(article);
            }
            pane
        };
        let on = [1; 4].map(|by| step(&mut columns, by));
        let last = Pane::Article(ArticleId::new(2));
        let first = Pane::Article(ArticleId::new(0));
        assert_eq!(on[..3], [last, Pane::Claims, Pane::Articles]);
        assert_eq!(on[3], first);
        let back = [-1; 3].map(|by| step(&mut columns, by));
        assert_eq!(back, [Pane::Articles, Pane::Claims, last]);
        let mut none = Columns::default();
        let around = [1; 3].map(|by| step(&mut none, by));
        assert_eq!(around, [Pane::Claims, Pane::Articles, Pane::Claims]);
    }

    #[test]
    fn closing_the_focused_column_goes_to_its_neighbour() {
        let mut columns = three();
        columns.focus(ArticleId::new(1));
        columns.close(ArticleId::new(1));
        assert_eq!(columns.focused(), Some(ArticleId::new(2)));
        columns.close(ArticleId::new(2));
        assert_eq!(columns.focused(), Some(ArticleId::new(0)));
        columns.close(ArticleId::new(0));
        assert_eq!(columns.focused(), None);
    }

    #[test]
    fn an_article_is_open_once() {
        let mut columns = three();
        columns.open(ArticleId::new(0));
        assert_eq!(order(&columns), [0, 1, 2]);
        assert_eq!(columns.focused(), Some(ArticleId::new(0)));
    }

    #[test]
    fn widening_a_column_narrows_the_others_and_vice_versa() {
        let mut columns = three();
        columns.focus(ArticleId::new(1));
        let weights = |columns: &Columns| {
            let weights = columns.open.iter().map(|column| column.weight);
            weights.collect::<Vec<f32>>()
        };
        columns.widen(1.5);
        let [left, middle, right] = weights(&columns)[..] else {
            panic!("three columns");
        };
        assert!((left - right).abs() < 1e-6 && (middle / left - 1.5).abs() < 1e-6);
        columns.widen(1.0 / 1.5);
        assert!(
            weights(&columns)
                .iter()
                .all(|weight| (weight - 1.0).abs() < 1e-6)
        );
    }

    fn in_view(columns: &Columns) -> Vec<u64> {
        let articles = columns.articles().into_iter();
        let in_view = articles.filter(|article| columns.is_in_view(*article));
        in_view.map(ArticleId::number).collect()
    }

    #[test]
    fn a_column_that_comes_into_view_replaces_the_least_recently_used() {
        let mut columns = three();
        columns.set_room(2);
        assert_eq!(in_view(&columns), [1, 2]);
        columns.focus(ArticleId::new(0));
        assert_eq!(in_view(&columns), [0, 2]);
        columns.bring_into_view(ArticleId::new(3));
        assert_eq!(in_view(&columns), [0, 3]);
        assert_eq!(columns.focused(), Some(ArticleId::new(0)));
        columns.set_room(1);
        columns.bring_into_view(ArticleId::new(2));
        assert_eq!(in_view(&columns), [2]);
    }

    #[test]
    fn a_ninth_column_closes_the_least_recently_used() {
        let mut columns = three();
        columns.focus(ArticleId::new(0));
        (3..9).for_each(|n| columns.open(ArticleId::new(n)));
        assert_eq!(order(&columns), [0, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn the_columns_of_the_last_session_are_restored() {
        let column = |n| Column {
            article: ArticleId::new(n),
            weight: n as f32,
        };
        let mut columns = three();
        columns.restore(vec![column(4), column(2), column(1)], &[]);
        columns.set_room(2);
        assert_eq!(order(&columns), [4, 2, 1]);
        assert_eq!(in_view(&columns), [4, 2]);
        assert_eq!(columns.focused(), Some(ArticleId::new(4)));
        let widest = &columns.open[0];
        assert!((widest.weight - 4.0).abs() < 1e-6);
        columns.restore(
            vec![column(4), column(2), column(1)],
            &[4, 1, 2].map(ArticleId::new),
        );
        assert_eq!(in_view(&columns), [2, 1]);
        assert_eq!(columns.focused(), Some(ArticleId::new(2)));
    }

    #[test]
    fn a_moved_border_changes_only_its_two_columns() {
        let mut columns = three();
        let [left, right] = [0, 2].map(ArticleId::new);
        columns.move_border((left, right), 0.25);
        let weights =
            |columns: &Columns| -> Vec<f32> { columns.open.iter().map(|it| it.weight).collect() };
        assert_eq!(weights(&columns), [1.5, 1.0, 0.5]);
        columns.move_border((left, right), 9.0);
        assert_eq!(weights(&columns), [1.5, 1.0, 0.5]);
    }

    #[test]
    fn moving_past_the_end_moves_to_the_end() {
        let mut columns = three();
        columns.move_to(ArticleId::new(0), 99);
        assert_eq!(order(&columns), [1, 2, 0]);
    }
}
