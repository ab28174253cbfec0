/// A derivation: the parent of an article, and the slice of the file that names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parent<'a> {
    /// Index of the parent in the list given to [`Loops::new`].
    pub(crate) at: usize,
    pub(crate) place: &'a str,
}

/// Result of following the derivations of every article once.
#[derive(Debug, Default)]
pub(crate) struct Loops<'a> {
    /// Derivations that close a loop, each with the article's index and its slice of the file. Without them there is no
    /// loop.
    pub(crate) closing: Vec<(usize, &'a str)>,
    /// All articles, each before those that it derives from.
    pub(crate) order: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// Its parents are being followed.
    Open,
    Done,
}

impl<'a> Loops<'a> {
    /// Follows every derivation once. Not recursive, so chains may have any depth.
    pub(crate) fn new(parents: &[Vec<Parent<'a>>]) -> Self {
        let mut states = vec![State::New; parents.len()];
        let mut found = Self::default();
        for start in 0..parents.len() {
            if states[start] == State::New {
                found.go_up(start, parents, &mut states);
            }
        }
        found.order.reverse();
        found
    }

    fn go_up(&mut self, start: usize, parents: &[Vec<Parent<'a>>], states: &mut [State]) {
        // Path from the start, with the number of derivations followed so far at each article.
        let mut path = vec![(start, 0)];
        states[start] = State::Open;
        while let Some((at, taken)) = path.last_mut() {
            let Some(parent) = parents[*at].get(*taken) else {
                states[*at] = State::Done;
                self.order.push(*at);
                path.pop();
                continue;
            };
            *taken += 1;
            match states[parent.at] {
                State::New => {
                    states[parent.at] = State::Open;
                    path.push((parent.at, 0));
                }
                State::Open => self.closing.push((*at, parent.place)),
                State::Done => {}
            }
        }
    }
}
